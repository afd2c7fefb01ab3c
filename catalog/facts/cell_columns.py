"""The cells of one record for a list of specs, with what a table asks of each of them."""

from functools import cache

from .cells import State


class ColumnFlags:
    """Sets of bits, one for each cell of a column (``column_bits``): so a table knows of its rows without asking every
    cell on every page."""

    says_something = 0
    may_apply = 0
    is_qualified = 0

    def note(self, cell, bit):
        """Set the bits of one cell."""
        if cell.says_something:
            self.says_something |= bit
        if cell.state != State.NOT_APPLICABLE:
            self.may_apply |= bit
        if cell.qualifier:
            self.is_qualified |= bit


class CellColumn(ColumnFlags, list):
    """Cells, one per spec."""

    @classmethod
    def of(cls, cells):
        column = cls(cells)
        for cell, bit in zip(cells, column_bits(cells), strict=True):
            column.note(cell, bit)
        return column

    def full_answer_at(self, place):
        """That of one cell."""
        return self[place].full_answer

    def sources_at(self, place):
        """The source of each claim on one cell."""
        return [said.source for said in self[place].claims]


@cache
def _bits(count):
    return tuple(1 << number for number in range(count))


def column_bits(cells):
    """The bit of each of ``cells``, or of their specs."""
    return _bits(len(cells))
