"""What importing an upload would do, and doing it."""

from functools import cached_property
from hashlib import blake2b

from django.core.cache import cache
from django.utils import timezone

from catalog.evidence.outcomes import UNCHANGED
from catalog.history.recorder import EditRecorder
from catalog.importers.spreadsheets.file_formats import read_table
from catalog.importers.spreadsheets.headings import match_headings
from catalog.importers.spreadsheets.spreadsheet_import import import_spreadsheet
from catalog.importers.spreadsheets.spreadsheet_report import CELL_STATES
from catalog.models import Stamp, Upload
from catalog.models.vocabulary import Act

from ..shared.change_recorder import update_derived_data

MAX_ROWS = 2000
"""More than these take longer than a browser waits; the command has no such limit."""
MAX_TOUCHED_PHONES = 500
"""Phones that are told apart by those who keep something of them; after more than that they begin anew."""
CACHE_SECONDS = 900


class ImportDryRun:
    """What an import would do. Worked out once and kept for a while, as long as neither catalogue nor file changes."""

    def __init__(self, upload, *, overwrite):
        self.upload, self.overwrite = upload, overwrite
        self.table = upload_table(upload)
        self.notes = self.table.notes
        self.headings = match_headings(self.table.headings, upload.columns)
        self.is_large = False
        if not (self.headings.unknown or self.headings.faults or upload.done_at):
            self.is_large = sum(1 for _ in upload_table(upload).rows) > MAX_ROWS

    @cached_property
    def kept(self):
        key = f"trial-{self.upload.pk}-{self.overwrite}-{Stamp.current()}-{self.meaning}"
        found = cache.get(key) or self.compute()
        cache.set(key, found, CACHE_SECONDS)
        return found

    @property
    def meaning(self):
        """What tells the meanings of its headings apart."""
        return blake2b(repr([column and column.key for column in self.headings.columns]).encode()).hexdigest()[:20]

    def compute(self):
        rows = []
        result = import_spreadsheet(
            self.table, self.headings, source=self.upload.source, overwrite=self.overwrite, dry_run=True,
            recording=EditRecorder(Act.IMPORTED), tell=rows.append,
        )  # fmt: skip
        return rows, str(result), result.digest, result.faults, dict(result.cells), result.warnings

    @property
    def rows(self):
        return self.kept[0]

    sums = property(lambda self: self.kept[1])
    digest = property(lambda self: self.kept[2])
    faults = property(lambda self: self.kept[3])
    warnings = property(lambda self: self.kept[5])

    @property
    def states(self):
        """(state, how many cells) of those there are."""
        return [(state, self.kept[4][state]) for state in CELL_STATES if self.kept[4].get(state)]

    @property
    def does_something(self):
        return any(row.state != UNCHANGED for row in self.rows)

    def rows_with(self, state):
        """The rows with a cell of that state; by default those that are not unchanged."""
        if state in CELL_STATES:
            return [row for row in self.rows if any(cell.state == state for cell in row.cells)]
        return self.rows if state == "all" else [row for row in self.rows if row.state != UNCHANGED]


def upload_table(upload):
    return read_table(bytes(upload.file))


class AlreadyImported(Exception):
    """Somebody was quicker."""


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
