"""``manage.py doctor``: whether settings, machine and backups are as a site needs them."""

from django.core.management.base import BaseCommand

from catalog.inspection.machine_checks import doctor_checks

from .verify import write_checks


class Command(BaseCommand):
    help = "Looks at settings, database, files, disk, clock and backups: a line for each check. Changes nothing."
    requires_system_checks = []

    def handle(self, **options):
        write_checks(self, doctor_checks())
