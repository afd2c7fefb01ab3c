"""What becomes, or would become, of each row and cell of a spreadsheet."""

import csv
from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED
from catalog.quantities.formatters import format_count
from catalog.quantities.spreadsheet_formulas import escape_formula

from ..import_run import count_words

LEFT_OUT = "left out"
"""Of a row that somebody has left out, and of its cells."""
CELL_STATES = (ADDED, CHANGED, NOTED, CONTRADICTS, UNCHANGED, REFUSED, LEFT_OUT)
"""Of cells. Rows are added, changed, unchanged or refused as a whole; evidence alone changes a phone too."""


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """``was`` is the fact before, in words, if there was one; ``words`` say why, or warn; ``left_out`` is what of the
    text was not taken; ``path`` is where the value went."""

    letter: str
    heading: str
    text: str
    state: str
    was: str = ""
    words: str = ""
    path: str = ""
    left_out: str = ""

    @property
    def why(self):
        """All that is to be said of the cell."""
        left_out = f"“{self.left_out}” was left out" if self.left_out else ""
        return "; ".join(filter(None, [self.words, left_out]))

    def refused(self, why):
        if self.state == REFUSED:
            return self.warned(why)
        return replace(self, state=REFUSED, words=why)

    def warned(self, why):
        words = f"{self.words}; {why}" if self.words else why
        return replace(self, words=words)


@dataclass(slots=True)
class RowOutcome:
    """``phone`` is its slug, None where the row speaks of none; ``title`` its name for people."""

    line: int
    phone: str | None
    title: str
    new: bool
    cells: list

    @property
    def state(self):
        states = {cell.state for cell in self.cells}
        for whole in (REFUSED, LEFT_OUT):
            if whole in states:
                return whole
        if self.new:
            return ADDED
        return CHANGED if states - {UNCHANGED} else UNCHANGED


@dataclass
class SpreadsheetResult:
    """Sums over all rows. ``stored`` says whether they are in the catalogue now; ``digest`` tells results apart."""

    rows: Counter = field(default_factory=Counter)
    cells: Counter = field(default_factory=Counter)
    warnings: int = 0
    stored: bool = False
    changed_phones: set = field(default_factory=set)
    hash: object = field(default_factory=lambda: blake2b(digest_size=16))

    def add(self, row):
        self.rows[row.state] += 1
        for cell in row.cells:
            self.cells[cell.state] += 1
            if cell.words and cell.state in (ADDED, CHANGED, NOTED):
                self.warnings += 1
        self.hash.update(repr((row.line, row.phone, row.new, row.cells)).encode("utf-8", "replace"))

    @property
    def digest(self):
        return self.hash.hexdigest()

    @property
    def faults(self):
        return self.cells[REFUSED]

    def __str__(self):
        states = [ADDED, CHANGED, UNCHANGED, REFUSED]
        if self.rows[LEFT_OUT]:
            states.append(LEFT_OUT)
        rows = ", ".join(f"{self.rows[state]:,} {state}" for state in states)
        cells = count_words(self.cells, CELL_STATES)
        return f"{format_count(self.rows.total(), 'row')}: {rows}. Cells: {cells}."


REPORT_COLUMNS = ("line", "column", "heading", "phone", "cell", "what", "was", "why")


class SpreadsheetReportWriter:
    """Writes a CSV report, cell by cell, to a text file; opened in a spreadsheet program, none of it is a formula."""

    def __init__(self, file):
        self.writer = csv.writer(file)
        self.writer.writerow(REPORT_COLUMNS)

    def row(self, row):
        for cell in row.cells:
            if cell.state != UNCHANGED:
                words = (cell.letter, cell.heading, row.phone, cell.text, cell.state, cell.was, cell.why)
                self.writer.writerow([row.line, *map(escape_formula, words)])
