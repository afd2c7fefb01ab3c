"""The cells of one row of a table, built when they are asked for: a page counts many rows of which it prints few.

The functions take ``RowCells`` or a tuple of cells.
"""

from collections.abc import Sequence
from operator import attrgetter, itemgetter


class RowCells(Sequence):
    """The cells at one ``place`` of ``columns`` (``CellColumn``s, or what knows the same)."""

    def __init__(self, columns, place):
        self.columns = columns
        self.place = place

    def __getitem__(self, number):
        return self.columns[number][self.place]

    def __iter__(self):
        return map(itemgetter(self.place), self.columns)

    def __len__(self):
        return len(self.columns)

    @property
    def says_something(self):
        return any(column.says_something >> self.place & 1 for column in self.columns)

    @property
    def is_qualified(self):
        return any(column.is_qualified >> self.place & 1 for column in self.columns)


def full_answers(cells):
    """The ``full_answer`` of each cell."""
    if isinstance(cells, RowCells):
        return [column.full_answer_at(cells.place) for column in cells.columns]
    return list(map(attrgetter("full_answer"), cells))


def is_anything_said(cells):
    """Whether any of them has something to print."""
    if isinstance(cells, RowCells):
        return cells.says_something
    return any(map(attrgetter("says_something"), cells))


def is_any_qualified(cells):
    """Whether any of them is a figure that is only about, at most or at least so much."""
    if isinstance(cells, RowCells):
        return cells.is_qualified
    return any(map(attrgetter("qualifier"), cells))


def sources_of_claims(cells):
    """The source of each claim on any of them."""
    if not isinstance(cells, RowCells):
        return [said.source for cell in cells for said in cell.claims]
    sources = []
    for column in cells.columns:
        sources += column.sources_at(cells.place)
    return sources
