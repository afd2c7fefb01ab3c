"""``manage.py find_work``: what there is to do at each phone, for the worklists of the desk."""

from django.core.management.base import BaseCommand

from catalog.models.catalogue_change import catalogue_change
from catalog.quantities.formatters import format_count
from catalog.worklists.task_store import examine_phones, forget_examinations


class Command(BaseCommand):
    help = "Examines the phones that were not examined yet, for the worklists of the desk."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="examine all of them, whatever is known already")

    def handle(self, *, anew, **options):
        with catalogue_change():
            if anew:
                forget_examinations()
            count = examine_phones(progress=self.show_progress)
        self.stdout.write(f"{format_count(count, 'phone')} examined.")

    def show_progress(self, done, total):
        self.stdout.write(f"  {done:,} of {total:,} phones examined")
