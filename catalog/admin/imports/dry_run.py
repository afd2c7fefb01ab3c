"""The dry run of an upload's import, and the import itself."""

from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone

from catalog.evidence.outcomes import UNCHANGED
from catalog.history.recorder import EditRecorder
from catalog.importers.spreadsheets.columns.headings import match_headings
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading
from catalog.importers.spreadsheets.spreadsheet_import import import_spreadsheet
from catalog.importers.spreadsheets.spreadsheet_report import CELL_STATES
from catalog.models import Stamp, Upload
from catalog.models.vocabulary import Act

from ..shared.change_recorder import update_derived_data

MAX_ROWS = 2000
"""Larger imports outlast a browser's timeout; the command has no such limit."""
MAX_TOUCHED_PHONES = 500
"""Up to so many changed phones, caches are refreshed phone by phone; above that they are rebuilt."""
CACHE_SECONDS = 900


class DryRunResult(NamedTuple):
    """What the cache keeps of a dry run. ``cells`` is state → how many cells."""

    rows: list
    totals: str
    digest: str
    faults: int
    cells: dict
    warnings: int


class ImportDryRun:
    """What an import would do. The result is cached for CACHE_SECONDS, until the catalogue or the headings change."""

    def __init__(self, upload, *, overwrite):
        self.upload = upload
        self.overwrite = overwrite
        self.table = upload_table(upload)
        self.notes = self.table.notes
        self.samples = self.table.samples
        self.headings = match_headings(self.table.headings, upload.columns)
        self.is_large = False
        if self.asks_about_headings or upload.done_at:
            return
        self.is_large = sum(1 for _ in upload_table(upload).rows) > MAX_ROWS

    @property
    def asks_about_headings(self):
        return bool(self.headings.unknown or self.headings.faults)

    @cached_property
    def result(self):
        key = f"dry-run-{self.upload.pk}-{self.overwrite}-{Stamp.current()}-{self.headings_digest}"
        result = cache.get(key) or self.compute()
        cache.set(key, result, CACHE_SECONDS)
        return result

    @property
    def headings_digest(self):
        keys = [column and column.key for column in self.headings.columns]
        said = (keys, sorted(self.upload.choices.items()))
        return blake2b(repr(said).encode()).hexdigest()[:20]

    def compute(self):
        rows = []
        result = import_spreadsheet(
            self.table, self.headings, source=self.upload.source, overwrite=self.overwrite, dry_run=True,
            recording=EditRecorder(Act.IMPORTED), tell=rows.append,
        )  # fmt: skip
        return DryRunResult(
            rows, str(result), result.digest, result.faults, cells=dict(result.cells), warnings=result.warnings
        )

    @property
    def states(self):
        """(state, how many cells) of those there are."""
        cells = self.result.cells
        return [(state, cells[state]) for state in CELL_STATES if cells.get(state)]

    @property
    def changed_rows(self):
        return [row for row in self.result.rows if row.state != UNCHANGED]

    def rows_with(self, state):
        """All rows for “all”, else those with a cell of that state, else those that are not unchanged."""
        if state == "all":
            return self.result.rows
        if state in CELL_STATES:
            return [row for row in self.result.rows if _has_cell(row, state)]
        return self.changed_rows


def _has_cell(row, state):
    return any(cell.state == state for cell in row.cells)


def upload_reading(upload):
    """How the editor says that the file is to be read."""
    return FileReading.of(upload.choices)


def upload_table(upload):
    return read_table(bytes(upload.file), upload_reading(upload))


class AlreadyImported(Exception):
    """The upload was imported by another request meanwhile."""


def import_upload(upload, user, *, overwrite, expected):
    """The result of importing an upload, as long as it is the expected one; raises ``AlreadyImported``."""
    table = upload_table(upload)
    headings = match_headings(table.headings, upload.columns)
    why = ": ".join(filter(None, [upload.name, upload.why]))[:300]

    def complete(phones):
        if not Upload.objects.filter(pk=upload.pk, done_at=None).update(done_at=timezone.now()):
            raise AlreadyImported
        update_derived_data(phones if len(phones) <= MAX_TOUCHED_PHONES else None)

    return import_spreadsheet(
        table, headings, source=upload.source, overwrite=overwrite, expected=expected or "none",
        recording=EditRecorder(Act.IMPORTED, by=user, why=why), complete=complete,
    )  # fmt: skip
