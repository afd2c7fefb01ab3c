"""``manage.py check_catalogue``: what is stored that an editor should look at again."""

from django.core.management.base import BaseCommand
from django.db.models import Prefetch

from catalog.models import Camera, Phone
from catalog.models.doubts import doubts_about_phone


class Command(BaseCommand):
    help = "Names figures that are possible but doubtful: outside the usual bounds, or not fitting each other."

    def handle(self, **options):
        count = 0
        for phone in with_parts(Phone.objects.order_by("slug")).iterator(chunk_size=200):
            for path, words in doubts_about_phone(phone):
                self.stdout.write(f"{phone.slug}: {path}: {words}")
                count += 1
        self.stdout.write(f"{count:,} doubts.")


def with_parts(phones):
    """``phones`` with what is doubted, in a fixed number of queries a batch."""
    cameras = Prefetch("cameras", Camera.objects.select_related("sensor"))
    return phones.prefetch_related("displays", "memory_versions", cameras)
