"""``manage.py import_sheet FILE --source SLUG``: a spreadsheet into the catalogue, all of it or nothing."""

from argparse import ArgumentTypeError
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.evidence.outcomes import REFUSED, UNCHANGED
from catalog.finder.index_store import index_missing_phones
from catalog.history.recorder import EditRecorder
from catalog.importers.spreadsheets.columns.headings import match_headings, nearest_key, store_heading_keys
from catalog.importers.spreadsheets.columns.spreadsheet_columns import column_for_key
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading, UnclearReading, UnreadableSpreadsheet
from catalog.importers.spreadsheets.files.text_encodings import ENCODINGS, encoding_key
from catalog.importers.spreadsheets.spreadsheet_import import import_spreadsheet
from catalog.importers.spreadsheets.spreadsheet_options import SpreadsheetOptions
from catalog.importers.spreadsheets.spreadsheet_report import LEFT_OUT, SpreadsheetReportWriter
from catalog.models import Source, Stamp, Upload
from catalog.models.vocabulary import Act

from ..progress import ProgressMixin

REFUSED_CODE = 3
READING_HINT = "Say it with --encoding or --heading-line."
SOURCE_HINT = "Say where it comes from: --source SLUG, or --no-source."


class Command(ProgressMixin, BaseCommand):
    help = "Brings in a spreadsheet (CSV or XLSX) of phones or of model codes. Nothing is stored if a cell is refused."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--upload", type=int, metavar="NUMBER", help="a file uploaded at the desk instead")
        parser.add_argument("--source", metavar="SLUG", help="the source that all of it comes from")
        parser.add_argument("--no-source", action="store_true", help="say that it comes from no source: no claims")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write a CSV of what becomes of each cell")
        parser.add_argument("--overwrite", action="store_true", help="change facts that other sources support")
        parser.add_argument(
            "--replace-lists", action="store_true", help="let lists be what the sheet says; by itself it adds to them"
        )
        parser.add_argument(
            "--encoding", metavar="NAME", type=encoding_argument, help="in which encoding a CSV file is"
        )
        parser.add_argument("--heading-line", type=int, metavar="LINE", help="in which line the headings are")
        parser.add_argument(
            "--leave-out", action="append", default=[], type=int, metavar="LINE", help="leave out the row in that line"
        )
        parser.add_argument("--why", help="a few words for the history")
        parser.add_argument(
            "--map", action="append", default=[], metavar="HEADING=KEY",
            help="what a heading means; HEADING= leaves its column out. It is remembered",
        )  # fmt: skip

    def handle(self, *, file, upload, **options):
        if (file is None) == (upload is None):
            raise CommandError("Name a file, or the number of an upload.")
        self.upload = None
        if upload:
            self.upload = pending_upload(upload)
        name, data = self.named_bytes(file)
        keys = getattr(self.upload, "columns", {}) | dict(map(heading_mapping, options["map"]))
        choices = getattr(self.upload, "choices", {})
        said = {name: options[name] for name in ("encoding", "heading_line") if options[name]}
        options["left_out"] = frozenset([*options["leave_out"], *choices.get("left_out", ())])
        try:
            self.import_table(name, read_table(data, FileReading.of(choices | said)), keys, **options)
        except UnclearReading as fault:
            raise CommandError(f"{name}: {fault} {READING_HINT} Nothing was imported.") from fault
        except UnreadableSpreadsheet as fault:
            raise CommandError(f"{name}: {fault} Nothing was imported.") from fault

    def named_bytes(self, file):
        """(name, bytes) of the upload, else of the file."""
        if self.upload:
            return self.upload.name, bytes(self.upload.file)
        return file.name, file_bytes(file)

    def import_table(self, name, table, keys, *, report, **options):
        """``keys``: heading → key or None, from the command line or the upload."""
        dry_run = options["dry_run"]
        import_options = SpreadsheetOptions(
            self.source_of(**options), options["overwrite"], options["replace_lists"], options["left_out"]
        )
        headings = self.headings_of(table, keys)
        why = history_reason(name, options["why"], self.upload)
        recording = EditRecorder(Act.IMPORTED, by=self.upload and self.upload.by, why=why)
        self.report = None
        with report.open("w", encoding="utf-8-sig", newline="") if report else nullcontext() as out:
            self.report = SpreadsheetReportWriter(out) if out else None
            result = import_spreadsheet(
                table,
                headings,
                import_options,
                dry_run=dry_run,
                recording=recording,
                tell=self.report_row,
                progress=self.show_progress,
                complete=lambda phones: self.complete(phones, keys),
            )
        self.close(result, dry_run)

    def headings_of(self, table, keys):
        headings = match_headings(table.headings, keys)
        for note in table.notes:
            self.stdout.write(note)
        faults = [*headings.faults, *map(_unknown_heading, headings.unknown)]
        if faults:
            raise CommandError("\n".join([*faults, "Nothing was imported."]))
        return headings

    def source_of(self, *, source, no_source, **options):
        """The ``Source`` of the command line, else of the upload; None where it says that there is none."""
        if source and no_source:
            raise CommandError(SOURCE_HINT)
        if source:
            return source_by_slug(source)
        if no_source:
            return None
        if not self.upload:
            raise CommandError(SOURCE_HINT)
        return self.upload.source

    def complete(self, phones, keys):
        """Note what is done, move the stamp and prepare the finder, in the transaction of the import."""
        store_heading_keys(keys)
        if self.upload:
            Upload.objects.filter(pk=self.upload.pk).update(done_at=timezone.now())
        Stamp.move(phones)
        index_missing_phones()

    def report_row(self, row):
        """Write what became of the cells of a row that changes something or is refused."""
        if self.report:
            self.report.row(row)
        if row.state == UNCHANGED:
            return
        if row.state == LEFT_OUT:
            self.write_limited(f"line {row.line}: {row.title}: {LEFT_OUT}")
        for cell in row.cells:
            if cell.state == REFUSED or cell.why:
                place = f"line {row.line}, {cell_place(cell)}"
                self.write_limited(f"{place}: {cell.state}: {cell.why}")

    def close(self, result, dry_run):
        self.end_progress()
        if result.faults:
            raise CommandError(f"Nothing was imported. {result}", returncode=REFUSED_CODE)
        prefix = "Dry run: nothing was imported. " if dry_run else ""
        self.stdout.write(f"{prefix}{result}")


def encoding_argument(name):
    """The key of an encoding that somebody calls by any of its names."""
    key = encoding_key(name)
    if key is None:
        raise ArgumentTypeError(f"“{name}” is not an encoding that can be read: {', '.join(ENCODINGS)}")
    return key


def source_by_slug(slug):
    source = Source.objects.filter(slug=slug).first()
    if not source:
        raise CommandError(f"There is no source “{slug}”.")
    return source


def pending_upload(number):
    found = Upload.objects.select_related("source", "by").filter(pk=number).first()
    if not found:
        raise CommandError(f"There is no upload {number}.")
    if found.done_at:
        raise CommandError(f"{found.name} was imported already, on {found.done_at:%Y-%m-%d %H:%M}.")
    return found


def file_bytes(file):
    try:
        return file.read_bytes()
    except OSError as fault:
        raise CommandError(f"{file}: {fault.strerror}.") from fault


def heading_mapping(text):
    """(heading, key or None) of a --map."""
    heading, equals, key = text.rpartition("=")
    is_known = not key or column_for_key(key)
    if not equals or not is_known:
        raise CommandError(f"--map {text}: write HEADING=KEY, with a key of the template.")
    return heading, key or None


def history_reason(name, why, upload):
    if not why and upload:
        why = upload.why
    return ": ".join(filter(None, [name, why]))[:300]


def cell_place(cell):
    if not cell.letter:
        return "the row"
    return f"column {cell.letter} ({cell.heading})"


def _unknown_heading(heading):
    similar = nearest_key(heading)
    guess = f"--map '{heading}={similar}'" if similar else "--map"
    return f"“{heading}” is not a key: say with {guess} what it means, or leave it out with --map '{heading}='."
