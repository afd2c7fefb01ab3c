"""What is prepared of phones, read for an index: a few queries, and no phone one by one unless it is not stored."""

from dataclasses import dataclass, field

import numpy as np

from catalog.models import Entries, Phone, Texts, Word

from .kinds import KINDS, form
from .preparing import prepared
from .store import BATCH, in_batches, phones_by_key

CHUNK = 20_000
"""Phones that are read at a time."""
WORD = ("id", "kind", "key", "value", "label")


@dataclass
class Rows:
    """Phones in the order of their keys, with the parts that ``Index`` takes, and what was prepared but not stored."""

    ids: list = field(default_factory=list)
    slugs: list = field(default_factory=list)
    parts: dict = field(default_factory=lambda: {key: [] for key in KINDS})
    words: dict = field(default_factory=lambda: {key: [] for key in KINDS})
    last_word: int = 0
    unstored: dict = field(default_factory=dict)


def rows_of(at, keys=None, known_words=0):
    """The phones that readers may see at ``at``: all, or those of ``keys``; with the words beyond ``known_words``."""
    published = Phone.objects.published(at)
    if keys is not None:
        published = published.filter(pk__in=keys)
    slugs = dict(published.values_list("pk", "slug").order_by("pk"))
    stored = Texts.objects.filter(form=form())
    here = set((stored if keys is None else stored.filter(pk__in=keys)).values_list("pk", flat=True)) & set(slugs)
    rows = Rows([key for key in slugs if key in here], [slug for key, slug in slugs.items() if key in here])
    rows.last_word = known_words
    read_stored(rows, keys)
    add_words(rows, known_words)
    add_unstored(rows, {key: slug for key, slug in slugs.items() if key not in here}, at)
    return rows


def read_stored(rows, keys):
    places = {key: place for place, key in enumerate(rows.ids)}
    for kind in KINDS.values():
        entries = Entries.objects.filter(kind=kind.key).order_by("phone_id")
        if keys is not None:
            entries = entries.filter(phone__in=keys)
        batch = []
        for row in entries.values_list("phone_id", "count", "numbers", "words").iterator(CHUNK):
            if row[0] in places:
                batch.append(row)
            if len(batch) == CHUNK:
                rows.parts[kind.key].append(part_of(kind, batch, places))
                batch = []
        rows.parts[kind.key].append(part_of(kind, batch, places))


def part_of(kind, batch, places):
    """Stored entries as arrays: (owners, numbers, entries of the words, words)."""
    counts = np.array([row[1] for row in batch], dtype=np.int64)
    owners = np.repeat(np.array([places[row[0]] for row in batch], dtype=np.int32), counts)
    numbers = np.frombuffer(b"".join(row[2] for row in batch), dtype=np.float32)
    numbers = numbers.reshape(counts.sum(), len(kind.numbers), 2)
    pairs = np.frombuffer(b"".join(row[3] for row in batch), dtype=np.int32).reshape(-1, 2)
    lengths = np.array([len(row[3]) // 8 for row in batch], dtype=np.int64)
    firsts = np.repeat(np.cumsum(counts) - counts, lengths)
    return owners, numbers, pairs[:, 0] + firsts, pairs[:, 1]


def add_unstored(rows, slugs, at):
    """Prepare here and now what was not: phones of which something changes when an embargo ends."""
    made = [one for keys in in_batches(list(slugs), BATCH) for one in map(prepared, phones_by_key(keys, at))]
    for number, one in enumerate(made, len(rows.ids)):
        for kind, (count, numbers, words) in one.entries.items():
            rows.words[kind] += [(None, key, value, label) for _, key, value, label in words]
            owners = np.full(count, number, dtype=np.int32)
            entries = np.array([entry for entry, *_ in words], dtype=np.int64)
            rows.parts[kind].append((owners, numbers, entries, [(key, value) for _, key, value, _ in words]))
    rows.ids += [one.phone for one in made]
    rows.slugs += [one.slug for one in made]
    rows.unstored = {one.phone: one for one in made}


def add_words(rows, known):
    """The stored words beyond number ``known``."""
    for number, kind, *word in Word.objects.filter(pk__gt=known).order_by("pk").values_list(*WORD):
        rows.words[kind].append((number, *word))
        rows.last_word = number
