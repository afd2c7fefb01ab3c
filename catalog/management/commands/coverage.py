"""``manage.py coverage``: how much is known of the published phones, and with how many sources."""

import json

from django.core.management.base import BaseCommand

from catalog.coverage.catalogue_coverage import catalogue_coverage
from catalog.coverage.coverage_report import coverage_data, coverage_text


class Command(BaseCommand):
    help = (
        "Sums up how much is known of the published phones: in all, by brand, year and group of rows; the rows known "
        "of no phone; and the phones below the floor for publishing, with what they lack."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="is_json", help="the same as JSON")

    def handle(self, *, is_json, **options):
        coverage = catalogue_coverage()
        if is_json:
            self.stdout.write(json.dumps(coverage_data(coverage), ensure_ascii=False, indent=2))
            return
        for line in coverage_text(coverage):
            self.stdout.write(line)
