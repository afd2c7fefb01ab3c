"""The pages of an answer: of the phones that match, and of those that may."""

from dataclasses import dataclass

from .pagination import GAP, PageLinks, page_number_or_first

CARDS_PER_PAGE = 24
ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class ResultPages(PageLinks):
    """One page of one of the two lists, ``name`` being its parameter; addresses are query strings."""

    number: int
    last: int
    size: int
    name: str
    asked: object

    def url(self, number):
        text = str(number) if number > 1 else ""
        return self.asked.url(**{self.name: text})

    @property
    def numbers(self):
        """The first, the last, and those near the one that is shown."""
        near = range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)
        numbers = []
        for number in sorted({1, *near, self.last}):
            if numbers and number > numbers[-1] + 1:
                numbers.append(GAP)
            numbers.append(number)
        return numbers

    @property
    def bounds(self):
        return (self.number - 1) * self.size, self.number * self.size


def result_pages(asked, name, total):
    """The page asked for; the first, and a fault, where there is no such page."""
    size = ROWS_PER_PAGE if asked.view == "table" else CARDS_PER_PAGE
    last = max(1, -(-total // size))
    number, fault = page_number_or_first(getattr(asked, name), last)
    if fault:
        asked.faults[name] = [fault]
    return ResultPages(number, last, size, name, asked)
