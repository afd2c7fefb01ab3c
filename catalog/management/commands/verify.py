"""``manage.py verify``: whether what is stored is whole and true to itself."""

from django.core.management.base import BaseCommand, CommandError

from catalog.inspection.catalogue_verification import verification_checks
from catalog.inspection.check_runs import check_lines
from catalog.quantities.formatters import format_count


class Command(BaseCommand):
    help = "Looks whether what is stored is whole: a line for each check. Changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--all",
            action="store_true",
            dest="is_whole",
            help="every record, photo and prepared phone, not a hundred of each",
        )

    def handle(self, *, is_whole, **options):
        write_checks(self, verification_checks(is_whole=is_whole))


def write_checks(command, checks):
    """Print a line for each; ``CommandError``, so that the exit code is 1, where any has a fault."""
    faults = 0
    for is_sound, line in check_lines(checks):
        command.stdout.write(line)
        command.stdout.flush()
        faults += not is_sound
    if faults:
        raise CommandError(f"{format_count(faults, 'check')} with faults.")
