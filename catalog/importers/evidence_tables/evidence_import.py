"""An evidence table into the catalogue: a claim for each row, and facts that nobody knew; all of it or nothing."""

from copy import deepcopy
from dataclasses import dataclass, replace

from catalog.evidence.content_evidence import apply_statement
from catalog.evidence.decision import Boldness, Statement
from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED
from catalog.records.value_parser import InvalidValue

from ..dataset_lists import sizes_listed
from ..import_batch import ImportBatch
from ..import_run import run_import
from ..record_names import RecordNames
from ..spreadsheets.columns.spreadsheet_columns import MEMORY_PARTS
from ..spreadsheets.rows.row_content import RowContentBuilder
from ..spreadsheets.spreadsheet_options import SpreadsheetOptions
from ..spreadsheets.spreadsheet_report import CellOutcome, RowOutcome, SpreadsheetResult
from .table_evidence import TableEvidenceParser, check_headings

OUTCOMES_BY_WEIGHT = (REFUSED, CONTRADICTS, CHANGED, ADDED, NOTED, UNCHANGED)
"""Of the values of one row, the first of these is what became of the row."""


def import_evidence(table, *, recording, dry_run=False, tell=None, progress=None, complete=None):  # noqa: PLR0913 - each says one thing of an import
    """Put the rows of ``table`` into the catalogue and return the ``SpreadsheetResult``.

    Nothing is stored where a row is refused, or on a ``dry_run``. ``tell`` gets each ``RowOutcome``, ``progress``
    (done, total); ``complete`` is called with the keys of the phones that have changed, in the same transaction.
    Raises ``UnreadableSpreadsheet``.
    """
    check_headings(table.headings)
    importer = _EvidenceImport(table.headings, recording)
    return run_import(
        importer,
        table.rows,
        total=table.total,
        may_keep=lambda result: not (result.faults or dry_run),
        tell=tell,
        progress=progress,
        complete=complete,
    )


class _EvidenceImport:
    """One run. Rows on one phone follow one another in its content; a phone is checked once, with all its rows."""

    def __init__(self, headings, recording):
        self.headings = headings
        self.result = SpreadsheetResult()
        self.batch = ImportBatch(recording)
        self.names = RecordNames()
        self.parser = TableEvidenceParser(headings, self.names)

    def take(self, table_rows):
        parsed = [(row, *self.parse(row)) for row in table_rows]
        stored = self.batch.stored({row.phone for _, row, _ in parsed if row})
        contents = deepcopy(stored)
        outcomes = {}
        for table_row, row, reasons in parsed:
            outcomes[table_row.line] = self.outcome(table_row, row, reasons, contents)
        for slug, content in contents.items():
            self.settle(slug, content, stored[slug], outcomes)
        return list(outcomes.values())

    def parse(self, table_row):
        """(``TableEvidence``, no reasons), or (None, why it is refused)."""
        try:
            return self.parser.parse(table_row), ()
        except InvalidValue as fault:
            return None, fault.reasons

    def outcome(self, table_row, row, reasons, contents):
        """The ``RowOutcome`` of a row, after its value is put into the content of its phone."""
        texts = dict(zip(self.headings, table_row.texts, strict=False))
        cell = CellOutcome("", texts.get("key", ""), texts.get("value", ""), UNCHANGED)
        if row is None:
            return RowOutcome(table_row.line, None, "", False, [cell.refused("; ".join(reasons))])
        try:
            cell = self.put(row, cell, contents[row.phone])
        except InvalidValue as fault:
            cell = cell.refused("; ".join(fault.reasons))
        return RowOutcome(row.line, row.phone, row.phone, False, [cell])

    def put(self, row, cell, content):
        builder = TableEvidenceBuilder(content, row, self.names.title)
        effects = [builder.put(row.column, key, value) for key, value in row.values]
        effects.sort(key=lambda effect: OUTCOMES_BY_WEIGHT.index(effect.state))
        effect = effects[0]
        return CellOutcome("", cell.heading, cell.text, effect.state, effect.was, effect.words, effect.path)

    def settle(self, slug, content, before, outcomes):
        """Check what the rows have made of a phone; its faults stand with the last row at their place."""
        content, faults = self.batch.checked(content)
        for fault in faults:
            _refuse_last(outcomes.values(), slug, fault)
        if not faults:
            self.batch.keep(content, before)


class TableEvidenceBuilder(RowContentBuilder):
    """The content of a phone while a row of evidence is put into it."""

    def __init__(self, content, row, title):
        options = TableEvidenceOptions(source=row.source, asked=row.boldness)
        super().__init__(content, options=options, titles=title, code=None)
        self.wording = row.wording

    def put(self, column, key, value):
        if column.name in MEMORY_PARTS:
            return self.put_sizes(key, value)
        return super().put(column, key, value)

    def put_sizes(self, key, sizes):
        """The ``CellEffect`` of all sizes of RAM or storage: a claim on what the memory versions tell together, as it
        is not said which go with which."""
        if not self.source:
            raise InvalidValue("sizes alone need a source; without one, write the versions under memory: 8+256")
        known = sizes_listed(self.content, key)
        statement = Statement(key, self.source, sizes, wording=self.wording)
        decision = apply_statement(self.content.setdefault("claims", []), statement, self.boldness, known=known)
        outcome = NOTED if decision.takes else decision.outcome
        return self.effect(replace(decision, outcome=outcome), known, sizes, key)

    def grows(self, field, old, new):
        """A list that is only noted is not added to."""
        return self.boldness > Boldness.NOTE and super().grows(field, old, new)

    def extend_list(self, column, values):
        if self.boldness == Boldness.NOTE:
            raise InvalidValue(f"{column.key} is a list that rows only add to: leave the row out instead of “no”")
        return super().extend_list(column, values)


@dataclass(frozen=True)
class TableEvidenceOptions(SpreadsheetOptions):
    """How one row speaks, as ``SpreadsheetOptions`` say it of a whole spreadsheet: ``asked`` is how boldly."""

    asked: Boldness = Boldness.FILL

    @property
    def boldness(self):
        """A source that is known to hold wrong records fills what is not known, at most."""
        if self.is_unsound:
            return min(self.asked, Boldness.FILL)
        return self.asked


def _refuse_last(outcomes, slug, fault):
    rows = [outcome for outcome in outcomes if outcome.phone == slug]
    at_path = []
    for row in rows:
        if row.cells[0].path and fault.field.startswith(row.cells[0].path):
            at_path.append(row)
    row = (at_path or rows)[-1]
    row.cells[0] = row.cells[0].refused(f"{fault.field}: {fault.reason}".removeprefix(": "))
