"""``manage.py prepare_phones``: phones as pages print them, prepared anew after an update of the site."""

from django.core.management.base import BaseCommand

from catalog.facts.prepared_phones import prepare_phones, unprepared_phone_keys


class Command(BaseCommand):
    help = "Prepares for pages the phones that were prepared by another version of the site; beside the running site."

    def handle(self, **options):
        waiting = unprepared_phone_keys()
        prepare_phones(waiting, progress=self.show_progress)
        self.stdout.write(f"{len(waiting):,} phones prepared.")

    def show_progress(self, done, total):
        self.stdout.write(f"  {done:,} of {total:,} phones prepared")
        self.stdout.flush()
