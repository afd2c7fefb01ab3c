"""``manage.py restore FILE``: brings back what ``manage.py backup`` wrote."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.backups.manifest import BackupFault
from catalog.backups.site_restore import check_backup, restore_backup
from catalog.backups.stored_facts import STORAGE_ERRORS
from catalog.quantities.formatters import format_count

from .backup import add_key_argument, read_key


class Command(BaseCommand):
    help = "Brings a backup back, whole or not at all. One of an older version is brought up to date."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="what manage.py backup wrote")
        add_key_argument(parser)
        parser.add_argument(
            "--replace", action="store_true", help="also where there is a site already, which is kept aside"
        )
        parser.add_argument("--check", action="store_true", help="only look whether the file is whole")

    def handle(self, *, file, key, replace, check, **options):
        try:
            if check:
                manifest = check_backup(file, read_key(key))
                self.stdout.write(f"{file} is whole: {summary(manifest)}.")
            else:
                self.tell(restore_backup(file, read_key(key), replace=replace))
        except BackupFault as fault:
            raise CommandError(f"Nothing was changed. {fault}") from fault
        except STORAGE_ERRORS as fault:
            raise CommandError(f"The restore did not end: {fault}. Start it again, it begins anew.") from fault

    def tell(self, restored):
        self.stdout.write(f"Restored: {summary(restored.manifest)}.")
        for name in restored.manifest.missing:
            self.stderr.write(f"{name} is missing: it was when the backup was made.")
        if restored.kept:
            self.stdout.write(f"What was there before is in {restored.kept}; delete it when you miss nothing.")
        if restored.kept_files:
            files = format_count(restored.kept_files, "other file")
            self.stdout.write(f"{files} of photos went to {restored.kept_folder}; delete it likewise.")


def summary(manifest):
    rows, files = format_count(manifest.rows, "row"), format_count(len(manifest.media_names), "file")
    return f"{rows} and {files} of photos, made {manifest.made_at} by version {manifest.version}"
