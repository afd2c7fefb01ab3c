"""The cells of one record for a list of specs, with what a table asks of each of them."""

from functools import cache

from .cells import State


class CellColumn(list):
    """Cells, one per spec. ``says_something`` and ``may_apply`` are sets of bits, one for each cell (``column_bits``):
    so a table knows of its rows without asking every cell on every page."""

    says_something = 0
    may_apply = 0

    @classmethod
    def of(cls, cells):
        column = cls(cells)
        for cell, bit in zip(cells, column_bits(cells), strict=True):
            if cell.says_something:
                column.says_something |= bit
            if cell.state != State.NOT_APPLICABLE:
                column.may_apply |= bit
        return column


@cache
def _bits(count):
    return tuple(1 << number for number in range(count))


def column_bits(cells):
    """The bit of each of ``cells``, or of their specs."""
    return _bits(len(cells))
