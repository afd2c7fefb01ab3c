"""``manage.py import_phones ADAPTER PATH``: somebody else's data set into the catalogue, as drafts and claims."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.finder.index_store import index_missing_phones
from catalog.history.recorder import EditRecorder
from catalog.importers.adapters import ADAPTER_NAMES, load_adapter
from catalog.importers.dataset_import import DatasetReach, import_dataset
from catalog.importers.dataset_report import UNREAD_KEY, DatasetReportWriter
from catalog.models import Source, Stamp
from catalog.models.vocabulary import Act

from ..progress import ProgressMixin


class Command(ProgressMixin, BaseCommand):
    help = "Brings in another data set: new phones as drafts, every value as a claim. What is published stays as it is."
    what = "files"
    subject = "phone"

    def add_arguments(self, parser):
        parser.add_argument("adapter", choices=ADAPTER_NAMES, help="whose files these are")
        self.add_options(parser)
        self.add_filling(parser)

    def add_filling(self, parser):
        parser.add_argument("--fill", action="store_true", help="published phones take facts that nobody knows, too")

    def add_options(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH", help="a file, or a folder of them")
        parser.add_argument("--source", metavar="SLUG", help="its source, if not called as the adapter")
        parser.add_argument("--known-only", action="store_true", help=f"enter no {self.subject} that is not here yet")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write a CSV of what becomes of each value")
        parser.add_argument("--why", default="", help="a few words for the history")

    def handle(self, *, adapter, path, source, dry_run, report, why, known_only, fill=False, **options):  # noqa: PLR0913
        if not path.exists():
            raise CommandError(f"{path}: there is no such file or folder.")
        source = source_by_slug(source or adapter)
        reason = ": ".join(filter(None, [source.title, why]))
        recording = EditRecorder(Act.IMPORTED, why=reason[:300])
        with report.open("w", encoding="utf-8-sig", newline="") if report else nullcontext() as out:
            self.report = DatasetReportWriter(out) if out else None
            self.reach = DatasetReach(fills=fill, known_only=known_only)
            result = self.import_from(path, adapter, source=source, recording=recording, dry_run=dry_run)
        self.end_progress()
        if not result.files:
            raise CommandError(f"{path}: there are no files with a {self.subject} here.")
        if dry_run:
            self.stdout.write("Dry run: nothing was imported.")
        self.stdout.write(str(result))

    def import_from(self, path, adapter, **options):
        return import_dataset(
            path,
            load_adapter(adapter),
            reach=self.reach,
            **options,
            **self.callbacks(),
        )

    def callbacks(self):
        """What an import calls while it runs."""
        return {"tell": self.report_file, "progress": self.show_progress, "complete": self.complete}

    def complete(self, phones):
        """Move the stamp and prepare the finder, in the transaction of the import."""
        Stamp.move(phones)
        index_missing_phones()

    def report_file(self, outcome):
        """Write why a file is refused, else the warnings about what was imported from it."""
        if self.report:
            self.report.file(outcome)
        lines = []
        if outcome.reasons:
            lines = [f"refused: {reason}" for reason in outcome.reasons]
        elif outcome.changed:
            lines = outcome.warnings + [f"{key}: {UNREAD_KEY}" for key in outcome.unread_keys]
        for line in lines:
            self.write_limited(f"{outcome.place}: {line}")


def source_by_slug(slug):
    found = Source.objects.filter(slug=slug).first()
    if not found:
        raise CommandError(f"There is no source “{slug}”: enter it at the desk, or name another with --source.")
    return found
