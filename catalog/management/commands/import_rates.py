"""``manage.py import_rates FILE``: the euro's rates, as the European Central Bank publishes them."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.importers.exchange_rates import InvalidRates, parse_rates, store_rates
from catalog.models.catalogue_change import catalogue_change


class Command(BaseCommand):
    help = (
        "Reads eurofxref-hist.csv (or its ZIP), or one of the XML files. Nothing is stored if anything in it is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV, ZIP or XML")

    def handle(self, *, file, **options):
        try:
            rates = parse_rates(file.read_bytes())
        except OSError as fault:
            raise CommandError(f"{file}: {fault.strerror}. Nothing was stored.") from fault
        except InvalidRates as fault:
            raise CommandError(f"{file}: {fault}. Nothing was stored.") from fault
        with catalogue_change():
            stored = store_rates(rates)
        days = [day for day, _ in rates]
        self.stdout.write(f"{len(rates):,} rates from {min(days)} to {max(days)}; {stored:,} were new or different.")
