"""``manage.py load_catalogue PATH…``: record files into the database, all or none."""

from functools import partial
from hashlib import blake2b

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.facts.prepared_phones import prepare_phones, unprepared_phone_keys
from catalog.importers.load_report import REJECTED, UNCHANGED
from catalog.models import Stamp, StoredDepth
from catalog.pages.prepared_frames import can_print_frames, print_frames, unprinted_phone_keys
from catalog.records.record_files import record_files_digest
from catalog.worklists.rules_version import rules_digest

MAX_PREPARED_AT_START = 1000
"""Phones, about 30 ms each; more of them are prepared while the site runs."""
REFUSED = 3
"""The exit code where records have faults, so that `make run` can tell this from a database that does not answer."""


class Command(BaseCommand):
    help = "Loads record files. Nothing is stored when there is a fault in any of them."

    requires_system_checks = []  # they take longer than finding that there is nothing to do

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="record files, or folders of them")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the file's version of records that were changed here"
        )
        parser.add_argument(
            "--if-new", action="store_true", help="do nothing if just these files were loaded last time"
        )
        parser.add_argument("--migrate", action="store_true", help="bring the database's tables up to date first")
        parser.add_argument("--brief", action="store_true", help="show progress and sums, not each record")

    def handle(self, *, paths, if_new, migrate, **options):
        if migrate:
            call_command("migrate", interactive=False, verbosity=0)
        files = files_digest(paths)
        if if_new and Stamp.objects.filter(files=files).exists():
            self.stdout.write("The catalogue is already loaded.")
        else:
            self.load_and_close(paths, files, **options)
        if not options["dry_run"]:
            self.prepare_outdated()
            self.write_missing_index()

    def load_and_close(self, paths, files, *, dry_run, **options):
        self.verbosity = options["verbosity"]
        report = self.load(paths, partial(self.complete, files), dry_run=dry_run, **options)
        self.close(report, dry_run)
        if not dry_run:
            self.examine()
            self.warn_of_phones_below_floor()

    def load(self, paths, complete, *, dry_run, overwrite, brief, **options):
        from catalog.finder import index_ahead  # noqa: PLC0415 - takes long to import
        from catalog.importers.record_loader import load_records  # noqa: PLC0415 - not needed where nothing is new

        if not dry_run:
            index_ahead.index_missing_phones_ahead(self.show_prepared)
        steps = {"prepare": partial(index_ahead.index_phones_ahead, progress=self.show_prepared), "complete": complete}
        output = {"progress": self.show_progress} if brief else {"tell": self.show_outcome}
        return load_records(paths, overwrite=overwrite, dry_run=dry_run, **output, **steps)

    def complete(self, files, report):
        """In the transaction of the load: what the finder does not have yet, and the digest of the files."""
        from catalog.finder.index_store import index_missing_phones  # noqa: PLC0415 - takes long to import

        Stamp.remember_files(files)
        if index_missing_phones(progress=self.show_prepared):
            Stamp.move(set())  # pages print of these what they could not before, though no record has changed

    def examine(self):
        """What the desk does not know yet: after the load, because no reader waits for it."""
        from catalog.worklists.task_store import examine_waiting_phones  # noqa: PLC0415 - takes long to import

        examine_waiting_phones(progress=partial(self.show_phones, "examined"))

    def prepare_outdated(self):
        """Prepare for pages what is new, and what another version of the site prepared, unless that would take long."""
        waiting = unprepared_phone_keys()
        unprinted = unprinted_phone_keys() if can_print_frames() else []
        if len(waiting) + len(unprinted) > MAX_PREPARED_AT_START:
            self.stdout.write(f"  {len(waiting):,} phones wait for manage.py prepare_phones; pages are slow till then")
        else:
            prepare_phones(waiting, progress=partial(self.show_phones, "prepared for pages"))
            print_frames(unprinted, progress=partial(self.show_phones, "printed"))

    def write_missing_index(self):
        from catalog.finder.index_files import write_missing_index  # noqa: PLC0415 - takes long to import

        write_missing_index(timezone.now())

    def warn_of_phones_below_floor(self):
        """Record files publish what the desk would not: say so, and where to look."""
        count = StoredDepth.objects.exclude(gaps="").count()
        if count:
            self.stdout.write(f"  {count:,} below the floor for publishing (manage.py coverage names them)")

    def show_prepared(self, done, total):
        self.show_phones("prepared", done, total)

    def show_phones(self, what, done, total):
        self.stdout.write(f"  {done:,} of {total:,} phones {what}")

    def show_outcome(self, outcome):
        """Faults are written at the end; unchanged records only with a higher verbosity."""
        if outcome.state == REJECTED:
            return
        if outcome.state != UNCHANGED or self.verbosity > 1:
            self.stdout.write(str(outcome))

    def show_progress(self, done, total):
        self.stdout.write(f"  {done:,} of {total:,} records")
        self.stdout.flush()

    def close(self, report, dry_run):
        """Write the sums. Faults raise CommandError."""
        if report.faults:
            self.stderr.write("\n".join(report.faults))
            raise CommandError(f"Nothing was loaded: {report.fault_summary}.", returncode=REFUSED)
        if dry_run:
            self.stdout.write(f"Dry run: {report}.")
            return
        self.stdout.write(f"{report}.")


def files_digest(paths):
    """Digest of the record files and of what is computed from them: the sheet and the worklists' rules."""
    found = blake2b(f"{record_files_digest(paths)} {rules_digest()}".encode(), digest_size=32)
    return found.hexdigest()
