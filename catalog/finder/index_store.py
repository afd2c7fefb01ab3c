"""What is prepared of phones, kept in the database: written when they change, read when an index is built."""

import json
import zlib

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.facts.prefetch import with_all_rows
from catalog.models import Entries, Phone, Relation, Texts, Word
from catalog.models.vocabulary import Status

from .facets import index_format
from .indexed_phone import compressed_json, indexed_phone_of

BATCH_SIZE = 200
SLOT_SHIFT, NUMBER_MASK = 24, (1 << 24) - 1
"""A stored word is one number: the slot of its entry above, its own number in the lower bits."""


def index_missing_phones(at=None, progress=None):
    """Prepare every phone that readers may see and that is not prepared yet; return how many that were.

    Left out are phones with a relation to one under embargo: what is to be said of them changes by itself. Call it in
    the transaction of the change, so that nobody sees the one without the other.
    """
    at = at or timezone.now()
    delete_outdated_entries()
    missing = (
        Phone.objects.published(at)
        .exclude(pk__in=Entries.objects.values("phone"))
        .exclude(pk__in=embargo_dependent_keys(at))
    )
    keys = list(missing.order_by("pk").values_list("pk", flat=True))
    for done, some in enumerate(in_batches(keys, BATCH_SIZE)):
        store_indexed_phones([indexed_phone_of(phone) for phone in fetch_phones_by_key(some, at)])
        if progress:
            progress(min(len(keys), (done + 1) * BATCH_SIZE), len(keys))
    return len(keys)


def delete_outdated_entries():
    """What another version of the sheet prepared is of no use."""
    if Entries.objects.exclude(form=index_format()).exists():
        Texts.objects.all().delete()
        Entries.objects.all().delete()


def embargo_dependent_keys(at):
    """Keys of the phones with a relation to one whose embargo has not ended."""
    waiting = Phone.objects.filter(status=Status.PUBLISHED, publish_at__gt=at)
    pairs = Relation.objects.filter(Q(phone__in=waiting) | Q(other__in=waiting)).values_list("phone", "other")
    return {key for pair in pairs for key in pair}


def fetch_phones_by_key(keys, at):
    return with_all_rows(Phone.objects.published(at).filter(pk__in=keys).order_by("pk"), at)


def in_batches(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]


@transaction.atomic
def store_indexed_phones(some):
    """Store ``Prepared`` phones in place of what was stored of them."""
    numbers = ensure_word_numbers(some)
    keys = [made.phone for made in some]
    Entries.objects.filter(phone__in=keys).delete()
    Texts.objects.filter(phone__in=keys).delete()
    Entries.objects.bulk_create(entries_to_store(made, numbers) for made in some)
    Texts.objects.bulk_create(
        Texts(phone_id=made.phone, shown=made.shown, data=compressed_json(made.data)) for made in some
    )


def entries_to_store(made, numbers):
    """Its entries as they are stored."""
    counts = np.array([(count, len(words)) for count, _, words in made.entries.values()], dtype=np.uint16)
    figures = b"".join(figures.tobytes() for _, figures, _ in made.entries.values())
    words = [
        slot << SLOT_SHIFT | numbers[kind, key, value]
        for kind, (_, _, words) in made.entries.items()
        for slot, key, value, _ in words
    ]
    packed = np.array(words, dtype=np.int32).tobytes()
    return Entries(phone_id=made.phone, form=index_format(), counts=counts.tobytes(), numbers=figures, words=packed)


def ensure_word_numbers(some):
    """(kind, key, value) → number of every word in ``some``; new words get one."""
    labels = {
        (kind, key, value): label
        for made in some
        for kind, (_, _, words) in made.entries.items()
        for _, key, value, label in words
    }
    known = stored_word_numbers(labels)
    new = [
        Word(kind=kind, key=key, value=value, label=label)
        for (kind, key, value), label in labels.items()
        if (kind, key, value) not in known
    ]
    Word.objects.bulk_create(new, ignore_conflicts=True)
    return stored_word_numbers(labels) if new else known


def stored_word_numbers(words):
    keys = {key for _, key, _ in words}
    rows = Word.objects.filter(key__in=keys).values_list("id", "kind", "key", "value")
    return {(kind, key, value): number for number, kind, key, value in rows}


def listed_texts_by_key(keys, unstored):
    """key → what lists print of each phone, as ``Shown`` reads it; one query."""
    stored = dict(Texts.objects.filter(pk__in=keys).values_list("pk", "shown"))
    return stored | {key: unstored[key].shown for key in keys if key in unstored}


def phone_data_by_key(keys, unstored):
    """key → each phone as ``/phones.json`` gives it; one query."""
    stored = Texts.objects.filter(pk__in=keys).values_list("pk", "data")
    found = {key: json.loads(zlib.decompress(data)) for key, data in stored}
    return found | {key: unstored[key].data for key in keys if key in unstored}
