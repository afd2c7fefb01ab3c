"""A spreadsheet into the catalogue: all of it or nothing, and the same way through when it is only tried."""

from collections import defaultdict
from copy import deepcopy

from ..import_batch import ImportBatch
from ..import_run import run_import
from ..phone_lookup import PhoneLookup
from ..record_names import RecordNames
from .files.tables import is_own_export
from .own_exports import OwnExport
from .rows.row_reader import RowReader
from .spreadsheet_options import SpreadsheetOptions
from .spreadsheet_report import SpreadsheetResult


def import_spreadsheet(  # noqa: PLR0913 - each says one thing of an import
    table, headings, options=None, *, recording, dry_run=False, tell=None, progress=None, complete=None, expected=None,
):  # fmt: skip
    """Put the rows of ``table`` into the catalogue as ``options`` say, and return the ``SpreadsheetResult``.

    Nothing is stored where a cell is refused, on a ``dry_run``, or where the result is not the ``expected`` one (its
    digest). ``tell`` gets each ``RowOutcome``, ``progress`` (done, total). ``complete`` is called with the keys of the
    phones that have changed, in the same transaction.
    """
    importer = _SpreadsheetImport(headings, options or SpreadsheetOptions(), recording)

    def may_keep(result):
        if result.faults or dry_run:
            return False
        return not expected or expected == result.digest

    return run_import(
        importer,
        table.rows,
        total=table.total,
        may_keep=may_keep,
        tell=tell,
        progress=progress,
        complete=complete,
    )


class _SpreadsheetImport:
    """One run: what is known so far of the rows and of the phones they speak of."""

    def __init__(self, headings, options, recording):
        self.result = SpreadsheetResult()
        self.batch = ImportBatch(recording)
        self.known = PhoneLookup()
        self.export = OwnExport(headings, self.known.slugs) if is_own_export(headings.texts) else None
        self.reader = RowReader(headings, options, names=RecordNames(), known=self.known)

    def take(self, table_rows):
        """Read some rows, fill the phones they speak of, check each phone once, store what is sound; returns the
        outcome of each row."""
        if self.export:
            table_rows = self.export.changed_rows(table_rows)
        rows = [self.reader.read(row) for row in table_rows]
        stored = self.batch.stored({row.phone for row in rows if row.phone and not row.new})
        contents = deepcopy(stored)
        rows_by_phone = defaultdict(list)
        for row in rows:
            if row.phone:
                self.reader.fill(row, contents)
                rows_by_phone[row.phone].append(row)
        for slug, content in contents.items():
            self.settle(rows_by_phone[slug], content, stored.get(slug))
        self.batch.flush()
        return [row.outcome() for row in rows]

    def settle(self, rows, content, before):
        """Check what the rows have made of a phone, enter faults and doubts in their cells, and keep what is sound."""
        content, faults = self.batch.checked(content)
        for fault in faults:
            _row_with_cell_at(rows, fault.field).refuse_at(fault.field, fault.reason)
        if faults:
            return
        for path, words in self.batch.doubts.about(content):
            for row in rows:
                row.warn_at(path, words)
        self.batch.keep(content, before)


def _row_with_cell_at(rows, path):
    """The last of a phone's rows that has put something there; else the last."""
    for row in reversed(rows):
        if row.cell_at(path):
            return row
    return rows[-1]
