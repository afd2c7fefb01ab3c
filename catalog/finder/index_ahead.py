"""The entries of many phones, worked out without holding a lock: of drafts that are published next, or of phones that
have none of today's sheet."""

from django.db import transaction
from django.utils import timezone

from catalog.facts.cache_invalidation import embargo_dependent_keys
from catalog.facts.prefetch import with_all_rows
from catalog.facts.prepared_phones import store_prepared_phones
from catalog.models import LoadedRecord, Phone, Stamp
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Status

from .index_store import delete_outdated_entries, in_batches, store_indexed_phones, unindexed_phone_keys
from .indexed_phone import indexed_phone_of

BATCH_AHEAD = 50
"""Phones of one short transaction: about a tenth of a second."""


def index_missing_phones_ahead(progress=None):
    """What ``index_missing_phones`` does, where an update of the code leaves all phones to be done."""
    with catalogue_change():
        delete_outdated_entries()
    keys = unindexed_phone_keys(timezone.now())
    if keys:
        index_phones_ahead(keys, progress)
        with catalogue_change():
            Stamp.move(set())  # pages print of these what they could not before, though no record has changed


def index_phones_ahead(keys, progress=None):
    """Store the entries of phones (keys; published, or coming) as they are when all that are coming are published.

    Those that somebody changes meanwhile are left out: they are worked out when they are published. Call it outside of
    a transaction; ``progress`` is called with (phones done, phones in all).
    """
    done = 0
    for some in in_batches(keys, BATCH_AHEAD):
        stamp = Stamp.current()
        phones = coming_phones_by_key(some)
        indexed = [indexed_phone_of(phone) for phone in phones]
        with transaction.atomic():
            untouched = Stamp.untouched_since(stamp, some)
            store_indexed_phones([phone for phone in indexed if phone.phone in untouched])
            lasting = untouched - embargo_dependent_keys(timezone.now())
            store_prepared_phones([phone for phone in phones if phone.pk in lasting])
        done += len(some)
        if progress:
            progress(done, len(keys))


def coming_phones_by_key(keys):
    """Phones with all rows, as if all that are coming were published."""
    coming = LoadedRecord.objects.filter(kind="phone", form=LoadedRecord.COMING)
    at = timezone.now()
    visible = Phone.objects.published(at) | Phone.objects.filter(slug__in=coming.values("slug"))
    phones = list(with_all_rows(Phone.objects.filter(pk__in=keys).order_by("pk"), at, visible))
    for phone in phones:
        phone.status = Status.PUBLISHED
        for relation in phone.relations.all():
            relation.other.status = Status.PUBLISHED
        for relation in phone.relations_back.all():
            relation.phone.status = Status.PUBLISHED
    return phones
