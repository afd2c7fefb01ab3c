"""``manage.py backup [PATH]``: everything that the site keeps, in one file that has been tried."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.backups.backup_maker import make_backup
from catalog.backups.backup_names import remove_old_backups
from catalog.backups.encryption import new_key, parse_key
from catalog.backups.manifest import BackupFault
from catalog.backups.stored_facts import STORAGE_ERRORS
from catalog.quantities.formatters import format_count


class Command(BaseCommand):
    help = (
        "Writes database and photos into one file, restores that into a scratch place, compares, and only then "
        "gives it its name. Editors and readers go on meanwhile."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            metavar="PATH",
            help="a folder, in which the file gets a name with the moment, or the file itself (default: BACKUP_ROOT)",
        )
        add_key_argument(parser)
        parser.add_argument("--keep", type=positive, metavar="N", help="delete all but the newest N in the folder")
        parser.add_argument(
            "--keep-days", type=positive, metavar="DAYS", help="delete those that are older; the newest stays"
        )
        parser.add_argument("--new-key", action="store_true", help="print a new key, and do nothing else")

    def handle(self, *, path, key, keep, keep_days, new_key, **options):
        if new_key:
            self.print_new_key()
            return
        at = timezone.now()
        try:
            backup = make_backup(path or Path(settings.BACKUP_ROOT), read_key(key), at)
        except BackupFault as fault:
            raise CommandError(f"No backup was made. {fault}") from fault
        except STORAGE_ERRORS as fault:
            raise CommandError(f"No backup was made: {fault}") from fault
        self.tell(backup)
        if keep or keep_days:
            for old in remove_old_backups(backup.path.parent, at, keep, keep_days):
                self.stdout.write(f"Deleted {old.name}, which is older than what is to be kept.")

    def print_new_key(self):
        self.stdout.write(new_key())
        self.stderr.write("Keep it apart from the backups: without it nobody can read them.")

    def tell(self, backup):
        manifest = backup.manifest
        for name in manifest.missing:
            self.stderr.write(f"{name} was missing before: a photo names it (manage.py verify).")
        size = backup.path.stat().st_size / 1e6
        rows = format_count(manifest.rows, "row")
        files = format_count(len(manifest.media_names), "file")
        self.stdout.write(
            f"{backup.path} ({size:,.1f} MB): {rows} and {files} of photos, by version {manifest.version}. "
            "It was restored into a scratch place, and everything was there."
        )


def positive(text):
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def add_key_argument(parser):
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="a file with the key that encrypts backups (default: the key in BACKUP_KEY)",
    )


def read_key(path):
    """The key in a file, None for that of the environment; None where there is none."""
    if path is None:
        return parse_key(settings.BACKUP_KEY)
    try:
        key = parse_key(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise BackupFault(f"The key in {path} cannot be read.") from fault
    if key is None:
        raise BackupFault(f"There is no key in {path}.")
    return key
