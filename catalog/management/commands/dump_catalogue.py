"""``manage.py dump_catalogue PATH``: the whole catalogue as record files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.quantities.formatters import format_count
from catalog.records.dump import dump_catalogue


class Command(BaseCommand):
    help = "Writes every record as a file below PATH. Loading them again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH", help="a folder; made if it is not there")

    def handle(self, *, path, **options):
        try:
            count = dump_catalogue(path)
        except OSError as fault:
            raise CommandError(f"{path} cannot be written: {fault.strerror}") from fault
        self.stdout.write(f"{format_count(count, 'record')} written to {path}.")
