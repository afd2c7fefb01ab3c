"""Long lists in pages of 50; a bad page number is named and the first page shown."""

import re
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from catalog.quantities.parsers import parse_number

PER_PAGE = 50
GAP = "…"
"""Stands for the page numbers that are left out."""
NUMBER_PATTERN = re.compile("[0-9]{1,6}")


class PageLinks:
    """Links from one page of a list to others. A subclass has the ``numbers`` worth a link and the ``url`` of each."""

    @property
    def links(self):
        """(number or “…”, URL or empty)."""
        links = []
        for number in self.numbers:
            url = "" if number == GAP else self.url(number)
            links.append((number, url))
        return links


@dataclass(frozen=True)
class ListPage(PageLinks):
    """One page of a list. ``fault`` says what was wrong with the number asked for; ``query`` is the rest of the URL."""

    page: Page
    fault: str
    query: str

    @property
    def total(self):
        return self.page.paginator.count

    @property
    def numbers(self):
        return self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)

    @property
    def previous(self):
        if not self.page.has_previous():
            return ""
        return self.url(self.page.previous_page_number())

    @property
    def next(self):
        if not self.page.has_next():
            return ""
        return self.url(self.page.next_page_number())

    def url(self, number):
        return f"?{self.query}page={number}"


def paginate(request, records, per_page=PER_PAGE):
    """The page of ``records`` that ``?page=`` asks for. Two queries."""
    paginator = Paginator(records, per_page)
    number, fault = page_number_or_first(request.GET.get("page", "1"), paginator.num_pages)
    if fault:
        fault = gettext("{fault} This is the first one.").format(fault=fault)
    rest = request.GET.copy()
    rest.pop("page", None)
    query = f"{rest.urlencode()}&" if rest else ""
    return ListPage(paginator.page(number), fault, query)


def page_number_or_first(text, last):
    """(number of the page that ``text`` asks for, empty); (1, what is wrong with it) where there is no such page."""
    number = parse_page_number(text)
    if number is not None and number <= last:
        return number, ""
    message = gettext("“{text}” is not a page here: there are {number} pages.")
    if last == 1:
        message = gettext("“{text}” is not a page here: there is one page.")
    return 1, message.format(text=text[:20], number=last)


def parse_page_number(text):
    """``text`` as the number of a page from 1 on; None for anything else, long rows of digits included."""
    try:
        text = str(parse_number(text[:20], whole=True))
    except ValueError:
        return None
    if not NUMBER_PATTERN.fullmatch(text):
        return None
    return int(text) or None
