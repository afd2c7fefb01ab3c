"""The dry run of an upload's import, and the import itself."""

from functools import cached_property
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.utils import timezone

from catalog.evidence.outcomes import UNCHANGED
from catalog.history.recorder import EditRecorder
from catalog.importers.spreadsheets.columns.headings import match_headings
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading
from catalog.importers.spreadsheets.spreadsheet_import import import_spreadsheet
from catalog.importers.spreadsheets.spreadsheet_options import SpreadsheetOptions
from catalog.importers.spreadsheets.spreadsheet_report import CELL_STATES, LEFT_OUT
from catalog.models import Stamp, Upload
from catalog.models.vocabulary import Act

from ..shared.change_recorder import update_derived_data

MAX_ROWS = 1000
"""Each row of a known phone costs about 10 ms, in which nobody else can save on SQLite: other editors wait 20 s at
most. The command has no such limit."""
CACHE_SECONDS = 900


class DryRunResult(NamedTuple):
    """What the cache keeps of a dry run. ``cells`` is state → how many cells."""

    rows: list
    totals: str
    digest: str
    faults: int
    cells: dict
    warnings: int


class UploadChoices(NamedTuple):
    """What the editor chooses on the page of a dry run, in its address."""

    overwrite: bool = False
    replaces_lists: bool = False

    @classmethod
    def of(cls, parameters):
        return cls(parameters.get("overwrite") == "1", parameters.get("lists") == "replace")

    @property
    def query(self):
        return urlencode(self.parameters)

    @property
    def parameters(self):
        """[(name, value)] of those that are not as they are by themselves."""
        chosen = [("overwrite", "1", self.overwrite), ("lists", "replace", self.replaces_lists)]
        return [(name, value) for name, value, is_chosen in chosen if is_chosen]

    @property
    def other_overwrite(self):
        return self._replace(overwrite=not self.overwrite)

    @property
    def other_lists(self):
        return self._replace(replaces_lists=not self.replaces_lists)


class ImportDryRun:
    """What an import would do. The result is cached for CACHE_SECONDS, until the catalogue, the headings or what the
    editor has said of the file change."""

    def __init__(self, upload, choices):
        self.upload = upload
        self.choices = choices
        self.table = upload_table(upload)
        self.notes = self.table.notes
        self.samples = self.table.samples
        self.headings = match_headings(self.table.headings, upload.columns)
        self.is_large = False
        if self.asks_about_headings or upload.done_at:
            return
        self.is_large = next(islice(upload_table(upload).rows, MAX_ROWS, None), None) is not None

    @property
    def asks_about_headings(self):
        return bool(self.headings.unknown or self.headings.faults)

    @cached_property
    def result(self):
        key = f"dry-run-{self.upload.pk}-{Stamp.current()}-{self.digest}"
        result = cache.get(key) or self.compute()
        cache.set(key, result, CACHE_SECONDS)
        return result

    @property
    def digest(self):
        """Of all that somebody has said of the file and its import."""
        keys = [column and column.key for column in self.headings.columns]
        said = (keys, self.choices, sorted(self.upload.choices.items()))
        return blake2b(repr(said).encode()).hexdigest()[:20]

    def compute(self):
        rows = []
        result = import_spreadsheet(
            self.table, self.headings, upload_options(self.upload, self.choices), dry_run=True,
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
    def left_out_rows(self):
        return self.rows_with(LEFT_OUT)

    @property
    def has_something_to_import(self):
        return any(row.state not in (UNCHANGED, LEFT_OUT) for row in self.result.rows)

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


def upload_options(upload, choices):
    """The ``SpreadsheetOptions`` of an upload's import."""
    left_out = frozenset(upload.choices.get("left_out", ()))
    return SpreadsheetOptions(upload.source, choices.overwrite, choices.replaces_lists, left_out)


class AlreadyImported(Exception):
    """The upload was imported by another request meanwhile."""


def import_upload(upload, user, choices, *, expected):
    """The result of importing an upload, as long as it is the expected one; raises ``AlreadyImported``."""
    table = upload_table(upload)
    headings = match_headings(table.headings, upload.columns)
    why = ": ".join(filter(None, [upload.name, upload.why]))[:300]

    def complete(phones):
        if not Upload.objects.filter(pk=upload.pk, done_at=None).update(done_at=timezone.now()):
            raise AlreadyImported
        update_derived_data(phones)

    return import_spreadsheet(
        table, headings, upload_options(upload, choices), expected=expected or "none",
        recording=EditRecorder(Act.IMPORTED, by=user, why=why), complete=complete,
    )  # fmt: skip
