"""What is prepared of phones, read for an index: a few queries, and no phone one by one unless it is not stored."""

from dataclasses import dataclass, field
from itertools import repeat

import numpy as np

from catalog.models import Entries, Phone, Word

from .columns import Part
from .kinds import KINDS, form
from .preparing import prepared
from .store import BATCH, in_batches, phones_by_key

CHUNK = 50_000
"""Phones that are read at a time."""
WORD = ("id", "kind", "key", "value", "label")


@dataclass
class Rows:
    """Phones with what ``Index`` keeps of them. ``first`` is the place of the first; ``parts`` and ``words`` are by
    kind; ``word_kinds`` gives the number of the kind of every stored word; ``unstored`` are phones, by key, that were
    prepared but are not stored."""

    first: int = 0
    ids: list = field(default_factory=list)
    slugs: list = field(default_factory=list)
    parts: dict = field(default_factory=lambda: {key: [] for key in KINDS})
    words: dict = field(default_factory=lambda: {key: [] for key in KINDS})
    word_kinds: dict = field(default_factory=dict)
    unstored: dict = field(default_factory=dict)


def rows_of(at, keys=None, *, word_kinds=None, first=0):
    """The phones that readers may see at ``at``: all, or those of ``keys``; with the words that are not known yet."""
    published = Phone.objects.published(at)
    if keys is not None:
        published = published.filter(pk__in=keys)
    rows = Rows(first, word_kinds=dict(word_kinds or {}))
    add_words(rows)
    stored = Entries.objects.filter(form=form(), phone__in=published).order_by("pk")
    found = stored.values_list("pk", "phone__slug", "counts", "numbers", "words").iterator(CHUNK)
    while some := take(found, CHUNK):
        add_stored(rows, some)
    missing = published.exclude(pk__in=stored.values("pk")).order_by("pk").values_list("pk", flat=True)
    add_unstored(rows, list(missing), at)
    return rows


def take(rows, count):
    return [row for row, _ in zip(rows, repeat(None, count), strict=False)]


def add_words(rows):
    """The stored words that are not known yet."""
    new = Word.objects.filter(pk__gt=max(rows.word_kinds, default=0)).order_by("pk")
    places = {kind: place for place, kind in enumerate(KINDS)}
    for number, kind, *word in new.values_list(*WORD):
        rows.words[kind].append((number, *word))
        rows.word_kinds[number] = places[kind]


def add_stored(rows, some):
    """Stored entries as arrays."""
    keys, slugs, counts, numbers, words = zip(*some, strict=True)
    start = rows.first + len(rows.ids)
    counts = np.frombuffer(b"".join(counts), dtype=np.uint8).reshape(len(keys), len(KINDS)).astype(np.int64)
    numbers = np.frombuffer(b"".join(numbers), dtype=np.float32)
    owners = np.repeat(np.arange(len(keys)), [len(text) // 8 for text in words])
    pairs = np.frombuffer(b"".join(words), dtype=np.int32).reshape(-1, 2)
    kinds = kinds_of_words(rows)[pairs[:, 1]]
    lengths = counts * np.array([2 * len(kind.numbers) for kind in KINDS.values()])
    begins = np.cumsum(lengths).reshape(lengths.shape) - lengths
    for number, kind in enumerate(KINDS.values()):
        firsts = np.cumsum(counts[:, number]) - counts[:, number]
        mine = kinds == number
        entries = pairs[mine, 0] + firsts[owners[mine]]
        figures = numbers[runs(begins[:, number], lengths[:, number])]
        places = np.repeat(np.arange(len(keys)), counts[:, number])
        slots = np.arange(len(places)) - firsts[places]
        shape = (len(places), len(kind.numbers), 2)
        rows.parts[kind.key].append(Part(places + start, slots, figures.reshape(shape), entries, pairs[mine, 1]))
    rows.ids += keys
    rows.slugs += slugs


def runs(begins, lengths):
    """The places ``begin``, ``begin`` + 1 … of each run, one run after the other."""
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(begins - before, lengths)


def kinds_of_words(rows):
    """The number of the kind of every stored word, by the word's number."""
    table = np.full(max(rows.word_kinds, default=0) + 1, -1, dtype=np.int8)
    table[list(rows.word_kinds)] = list(rows.word_kinds.values())
    return table


def add_unstored(rows, keys, at):
    """Prepare here and now what was not: phones of which something changes when an embargo ends."""
    made = [one for some in in_batches(keys, BATCH) for one in map(prepared, phones_by_key(some, at))]
    for place, one in enumerate(made, rows.first + len(rows.ids)):
        for kind, (count, numbers, words) in one.entries.items():
            rows.words[kind] += [(None, key, value, label) for _, key, value, label in words]
            entries = np.array([entry for entry, *_ in words], dtype=np.int64)
            named = [(key, value) for _, key, value, _ in words]
            rows.parts[kind].append(Part(np.full(count, place), np.arange(count), numbers, entries, named))
    rows.ids += [one.phone for one in made]
    rows.slugs += [one.slug for one in made]
    rows.unstored = {one.phone: one for one in made}
