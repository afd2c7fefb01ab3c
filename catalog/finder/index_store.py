"""The entries of phones in the database: written when phones change, read when an index is built."""

import numpy as np
from django.db import transaction
from django.utils import timezone

from catalog.coverage.depth_store import store_depths
from catalog.facts.cache_invalidation import embargo_dependent_keys
from catalog.facts.prefetch import with_all_rows
from catalog.facts.prepared_phones import store_prepared_phones
from catalog.models import Entries, Phone, StoredDepth, Texts, Word

from .facets import PHONE, VERSION, index_format
from .indexed_phone import indexed_phone_of
from .stored_phone_data import StoredPhoneData, json_text

BATCH_SIZE = 200
SLOT_SHIFT = 24
NUMBER_MASK = (1 << SLOT_SHIFT) - 1
"""A stored word is one number: the slot of its entry in the higher bits, its own number in the lower."""


def index_missing_phones(at=None, progress=None):
    """Store the entries of every phone that readers may see and that has none stored, and prepare it for pages; return
    how many phones these were. ``progress`` is called with (phones done, phones in all).

    Left out are phones with a relation to one under embargo: their pages change by themselves when it ends. Call it in
    the transaction of the change, so that nobody sees the one without the other.
    """
    at = at or timezone.now()
    delete_outdated_entries()
    keys = unindexed_phone_keys(at)
    done = 0
    for some in in_batches(keys, BATCH_SIZE):
        phones = list(fetch_phones_by_key(some, at))
        store_indexed_phones([indexed_phone_of(phone) for phone in phones])
        store_prepared_phones(phones)
        done += len(some)
        if progress:
            progress(done, len(keys))
    return len(keys)


def unindexed_phone_keys(at):
    published = Phone.objects.published(at)
    unstored = published.exclude(pk__in=Entries.objects.values("phone"))
    missing = unstored.exclude(pk__in=embargo_dependent_keys(at))
    return list(missing.order_by("pk").values_list("pk", flat=True))


def delete_outdated_entries():
    """Delete the entries of another version of the sheet."""
    if Entries.objects.exclude(form=index_format()).exists():
        Texts.objects.all().delete()
        StoredDepth.objects.all().delete()
        Entries.objects.all().delete()


def fetch_phones_by_key(keys, at):
    return with_all_rows(Phone.objects.published(at).filter(pk__in=keys).order_by("pk"), at)


def in_batches(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]


@transaction.atomic
def store_indexed_phones(phones):
    """Store ``IndexedPhone``s in place of what was stored of them."""
    numbers = ensure_word_numbers(phones)
    keys = [phone.phone for phone in phones]
    Entries.objects.filter(phone__in=keys).delete()
    Texts.objects.filter(phone__in=keys).delete()
    store_depths({phone.phone: phone.depth for phone in phones})
    Entries.objects.bulk_create(entries_to_store(phone, numbers) for phone in phones)
    Texts.objects.bulk_create(
        Texts(phone_id=phone.phone, shown=phone.shown, data=StoredPhoneData(json_text(phone.data)).packed())
        for phone in phones
    )


def entries_to_store(phone, word_numbers):
    """The entries of an ``IndexedPhone`` as they are stored."""
    counts = []
    numbers = []
    words = []
    for kind, (count, own_numbers, own_words) in phone.entries.items():
        counts.append((count, len(own_words)))
        numbers.append(own_numbers.tobytes())
        named = kind_of_words(kind)
        words.extend(slot << SLOT_SHIFT | word_numbers[named, key, value] for slot, key, value, _ in own_words)
    return Entries(
        phone_id=phone.phone,
        form=index_format(),
        counts=np.array(counts, dtype=np.uint16).tobytes(),
        numbers=b"".join([*numbers, phone.zooms.tobytes()]),
        words=np.array(words, dtype=np.int32).tobytes(),
    )


def ensure_word_numbers(phones):
    """(kind, key, value) → number of every word in ``phones``; new words get one."""
    labels = {}
    for phone in phones:
        for kind, (_, _, words) in phone.entries.items():
            labels |= {(kind_of_words(kind), key, value): label for _, key, value, label in words}
    numbers = stored_word_numbers(labels)
    new = []
    for (kind, key, value), label in labels.items():
        if (kind, key, value) not in numbers:
            new.append(Word(kind=kind, key=key, value=value, label=label))
    if not new:
        return numbers
    Word.objects.bulk_create(new, ignore_conflicts=True)
    return stored_word_numbers(labels)


def kind_of_words(kind):
    """Whose words an entry has: versions have those of the phone itself."""
    if kind == VERSION.key:
        return PHONE.key
    return kind


def stored_word_numbers(words):
    keys = {key for _, key, _ in words}
    rows = Word.objects.filter(key__in=keys).values_list("id", "kind", "key", "value")
    return {(kind, key, value): number for number, kind, key, value in rows}


def listed_texts_by_key(keys, unstored):
    """Key → what lists print of each phone, as ``ListedPhone`` reads it; one query."""
    texts = dict(Texts.objects.filter(pk__in=keys).values_list("pk", "shown"))
    for key in unstored.keys() & keys:
        texts[key] = unstored[key].shown
    return texts


def stored_data_by_key(keys, unstored):
    """Key → the ``StoredPhoneData`` of each phone; one query."""
    data = {}
    for key, packed in Texts.objects.filter(pk__in=keys).values_list("pk", "data"):
        data[key] = StoredPhoneData.unpacked(packed)
    for key in unstored.keys() & keys:
        data[key] = StoredPhoneData(json_text(unstored[key].data))
    return data
