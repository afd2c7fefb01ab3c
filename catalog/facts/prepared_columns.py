"""Columns of a table from the outlines of prepared cells: rows are counted by them, and cells built where they are
printed."""

from .cell_columns import ColumnFlags, column_bits
from .cells import Cell, State

NOT_KNOWN, NOT_APPLICABLE, NONE = range(3)
"""Outlines of cells that tell nothing else, and of those that say that there is none."""
BARE_CELLS = {NOT_KNOWN: (State.NOT_KNOWN, "not known"), NOT_APPLICABLE: (State.NOT_APPLICABLE, "does not apply")}
"""Outline → state and text of cells that have nothing more: most of a sheet."""
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


def is_bare(outline):
    """Whether its cell is one of ``BARE_CELLS``."""
    return isinstance(outline, int) and outline in BARE_CELLS


class PreparedColumn(ColumnFlags):
    """What a ``CellColumn`` knows, of a ``record`` with ``facts`` (``PreparedFacts``)."""

    def __init__(self, specs, facts, record):
        self.specs = specs
        self.facts = facts
        self.record = record
        self.said = facts.said_of(record)
        self.full_answers = []
        outlines = facts.outlines_of(record)
        for spec, bit in zip(specs, column_bits(specs), strict=True):
            outline = outlines[spec.key]
            if isinstance(outline, int):
                self.note_outline(outline, bit)
            elif outline is None:
                self.note_cell(facts.cell(spec, record), bit)
            else:
                self.may_apply |= bit
                self.says_something |= bit
                answer = outline if isinstance(outline, str) else frozenset(outline)
                self.full_answers.append((answer, ()))

    def note_outline(self, outline, bit):
        """One of the numbers."""
        if outline != NOT_APPLICABLE:
            self.may_apply |= bit
        if outline == NONE:
            self.says_something |= bit
        self.full_answers.append(FULL_ANSWERS[outline])

    def note_cell(self, cell, bit):
        self.note(cell, bit)
        self.full_answers.append(cell.full_answer)

    def __getitem__(self, place):
        return self.facts.cell(self.specs[place], self.record)

    def sources_at(self, place):
        """The source of each claim on one cell."""
        keys = self.said.get(self.specs[place].key)
        return list(map(self.facts.source_of, keys)) if keys else ()
