"""``manage.py import_evidence FILE…``: what sources say of facts, a row each, into the catalogue."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.evidence.outcomes import CONTRADICTS, REFUSED
from catalog.finder.index_store import index_missing_phones
from catalog.history.recorder import EditRecorder
from catalog.importers.evidence_tables.evidence_import import import_evidence
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading, UnreadableSpreadsheet
from catalog.importers.spreadsheets.spreadsheet_report import SpreadsheetReportWriter
from catalog.models import Stamp
from catalog.models.vocabulary import Act

from ..progress import ProgressMixin

REFUSED_CODE = 3


class Command(ProgressMixin, BaseCommand):
    help = "Brings in evidence tables (CSV or XLSX): a row is what one source says of one fact. See docs/importing.md."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write a CSV of what becomes of each row")
        parser.add_argument("--why", default="", help="a few words for the history")

    def handle(self, *, files, dry_run, report, why, **options):
        with report.open("w", encoding="utf-8-sig", newline="") if report else nullcontext() as out:
            self.report = SpreadsheetReportWriter(out) if out else None
            refused = []
            for file in files:
                if not self.import_file(file, dry_run=dry_run, why=why):
                    refused.append(file)
        if refused:
            names = ", ".join(file.name for file in refused)
            raise CommandError(f"Nothing was imported of {names}.", returncode=REFUSED_CODE)

    def import_file(self, file, *, dry_run, why):
        """Bring in one table; returns whether it was sound."""
        self.stdout.write(f"{file.name}:")
        try:
            table = read_table(file.read_bytes(), FileReading(heading_line=1))
            recording = EditRecorder(Act.IMPORTED, why=": ".join(filter(None, [file.name, why]))[:300])
            result = import_evidence(
                table,
                recording=recording,
                dry_run=dry_run,
                tell=self.report_row,
                progress=self.show_progress,
                complete=self.complete,
            )
        except (UnreadableSpreadsheet, OSError) as fault:
            raise CommandError(f"{file.name}: {fault}") from fault
        self.end_progress()
        prefix = "Dry run: nothing was imported. " if dry_run else ""
        self.stdout.write(f"{prefix}{result}")
        return not result.faults

    def complete(self, phones):
        """Move the stamp and prepare the finder, in the transaction of the import."""
        Stamp.move(phones)
        index_missing_phones()

    def report_row(self, row):
        if self.report:
            self.report.row(row)
        cell = row.cells[0]
        if cell.state in (REFUSED, CONTRADICTS):
            was = f" (known: {cell.was})" if cell.was else ""
            place = f"line {row.line}, {row.phone or 'no phone'}, {cell.heading}"
            self.write_limited(f"{place}: {cell.text}: {cell.state}: {cell.words}{was}")
