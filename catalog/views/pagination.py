"""Long lists in pages of 50; a bad page number is named and the first page shown."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator

PER_PAGE = 50


@dataclass(frozen=True)
class ListPage:
    """One page of a list. ``fault`` says what was wrong with the number asked for; ``query`` is the rest of the URL."""

    page: Page
    fault: str = ""
    query: str = ""

    @property
    def total(self):
        return self.page.paginator.count

    @property
    def links(self):
        """(number or “…”, URL or empty) for the pages worth a link."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [(number, self.link(number) if isinstance(number, int) else "") for number in numbers]

    @property
    def previous(self):
        return self.link(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next(self):
        return self.link(self.page.next_page_number()) if self.page.has_next() else ""

    def link(self, number):
        return f"?{self.query}page={number}"


def paginate(request, records):
    """The page of ``records`` that ``?page=`` asks for. Two queries."""
    asked, paginator = request.GET.get("page", "1"), Paginator(records, PER_PAGE)
    rest = request.GET.copy()
    rest.pop("page", None)
    query = f"{rest.urlencode()}&" if rest else ""
    try:
        return ListPage(paginator.page(_page_number(asked)), query=query)
    except InvalidPage:
        last = paginator.num_pages
        pages = "there is one page" if last == 1 else f"there are {last} pages"
        return ListPage(paginator.page(1), f"“{asked[:20]}” is no page here: {pages}. This is the first.", query)


def _page_number(text):
    """``text`` as a page number; InvalidPage for anything else."""
    number = parse_page_number(text)
    if number is None:
        raise InvalidPage
    return number


def parse_page_number(text):
    """``text`` as the number of a page from 1 on; None for anything else, long rows of digits included."""
    fits = text.isascii() and text.isdigit() and len(text) <= 6
    return int(text) or None if fits else None
