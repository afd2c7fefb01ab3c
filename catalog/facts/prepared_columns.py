"""Columns of a table from the outlines of prepared cells: rows are counted by them, and cells built where they are
printed."""

from .cell_columns import ColumnFlags, column_bits
from .cells import Cell, State

NOT_KNOWN, NOT_APPLICABLE, NONE = range(3)
"""Outlines of cells that tell nothing else, and of those that say that there is none."""
BARE_CELLS = {NOT_KNOWN: (State.NOT_KNOWN, "not known"), NOT_APPLICABLE: (State.NOT_APPLICABLE, "does not apply")}
"""Outline → state and text of cells that have nothing more: most of a sheet."""
BARE = tuple(BARE_CELLS)
FULL_ANSWERS = {NOT_KNOWN: None, NOT_APPLICABLE: (State.NO, ()), NONE: (State.NO, ())}


def outline_of(cell):
    """What decides of which kind a row with ``cell`` is, as JSON: one of the numbers above, or the text or list that is
    its answer. None where the cell must be asked: a date, other versions, a figure that is not exact."""
    for outline, (state, text) in BARE_CELLS.items():
        if cell == Cell(state, text, key=cell.key):
            return outline
    if cell.qualifier or cell.variations or cell.date:
        return None
    if cell.state == State.NO:
        return NONE
    if cell.state != State.KNOWN:
        return None
    if isinstance(cell.answer, frozenset):
        return sorted(cell.answer)
    return cell.answer


class PreparedColumn(ColumnFlags):
    """What a ``CellColumn`` knows, of a ``record`` with ``facts`` (``PreparedFacts``)."""

    def __init__(self, specs, facts, record):
        self.specs = specs
        self.facts = facts
        self.record = record
        self.said = facts.said_of(record)
        outlines = facts.outlines_of(record)
        self.outlines = [outlines[spec.key] for spec in specs]
        for place, (outline, bit) in enumerate(zip(self.outlines, column_bits(specs), strict=True)):
            if outline == NOT_KNOWN:
                self.may_apply |= bit
            elif outline is None:
                self.note(self[place], bit)
            elif outline != NOT_APPLICABLE:
                self.may_apply |= bit
                self.says_something |= bit

    def full_answer_at(self, place):
        """That of one cell."""
        outline = self.outlines[place]
        if isinstance(outline, str):
            return outline, ()
        if isinstance(outline, int):
            return FULL_ANSWERS[outline]
        if outline is None:
            return self[place].full_answer
        return frozenset(outline), ()

    def __getitem__(self, place):
        return self.facts.cell(self.specs[place], self.record)

    def sources_at(self, place):
        """The source of each claim on one cell."""
        keys = self.said.get(self.specs[place].key)
        return list(map(self.facts.source_of, keys)) if keys else ()
