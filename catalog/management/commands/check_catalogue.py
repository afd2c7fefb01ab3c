"""``manage.py check_catalogue``: stored figures and queries that an editor should check."""

from itertools import chain

from django.core.management.base import BaseCommand
from django.db.models import Prefetch

from catalog.finder.collections import collection_results
from catalog.models import Camera, Collection, Phone
from catalog.models.plausibility import phone_warnings
from catalog.quantities.formatters import format_count


class Command(BaseCommand):
    help = (
        "Names figures that are possible but doubtful, outside the usual bounds or not fitting each other, "
        "and questions of collections that the catalogue cannot answer."
    )

    def handle(self, **options):
        count = 0
        for line in chain(doubts_about_phones(), faults_in_collections()):
            self.stdout.write(line)
            count += 1
        self.stdout.write(f"{format_count(count, 'doubt')}.")


def doubts_about_phones():
    for phone in prefetch_parts(Phone.objects.order_by("slug")).iterator(chunk_size=200):
        for path, words in phone_warnings(phone):
            yield f"{phone.slug}: {path}: {words}"


def faults_in_collections():
    for collection, finding in collection_results(Collection.objects.order_by("slug")):
        for name, messages in finding.asked.faults.items():
            yield f"collection {collection.slug}: {name}: {' '.join(messages)}"


def prefetch_parts(phones):
    """``phones`` with the rows that have warnings, in a fixed number of queries a batch."""
    cameras = Prefetch("cameras", Camera.objects.select_related("sensor"))
    return phones.prefetch_related("displays", "memory_versions", cameras)
