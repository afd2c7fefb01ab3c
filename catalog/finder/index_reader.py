"""What is prepared of phones, read for an index: a few queries, and no phone one by one unless it is not stored."""

from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from catalog.models import Entries, Phone, Word

from .columns import EntryBatch
from .facets import ENTRY_KINDS, index_format
from .index_store import BATCH_SIZE, NUMBER_MASK, SLOT_SHIFT, fetch_phones_by_key, in_batches
from .indexed_phone import indexed_phone_of

CHUNK_SIZE = 50_000
"""Phones that are read at a time."""
WORD_COLUMNS = ("id", "kind", "key", "value", "label")


@dataclass
class IndexRows:
    """Phones with what ``Index`` keeps of them. ``first`` is the place of the first; ``parts`` and ``words`` are by
    kind; ``unstored`` are phones, by key, that were prepared but are not stored."""

    first: int = 0
    ids: list = field(default_factory=list)
    slugs: list = field(default_factory=list)
    parts: dict = field(default_factory=lambda: {key: [] for key in ENTRY_KINDS})
    words: dict = field(default_factory=lambda: {key: [] for key in ENTRY_KINDS})
    last_word: int = 0
    unstored: dict = field(default_factory=dict)


def read_index_rows(at, keys=None, *, known_words=0, first=0):
    """The phones that readers may see at ``at``: all, or those of ``keys``; with the words beyond ``known_words``."""
    published = Phone.objects.published(at)
    if keys is not None:
        published = published.filter(pk__in=keys)
    rows = IndexRows(first)
    add_stored_words(rows, known_words)
    stored = Entries.objects.filter(form=index_format(), phone__in=published).order_by("pk")
    found = stored.values_list("pk", "phone__slug", "counts", "numbers", "words").iterator(CHUNK_SIZE)
    while some := list(islice(found, CHUNK_SIZE)):
        add_stored_phones(rows, some)
    missing = published.exclude(pk__in=stored.values("pk")).order_by("pk").values_list("pk", flat=True)
    add_unstored_phones(rows, list(missing), at)
    return rows


def add_stored_words(rows, known):
    """The stored words beyond number ``known``."""
    rows.last_word = known
    for number, kind, *word in Word.objects.filter(pk__gt=known).order_by("pk").values_list(*WORD_COLUMNS):
        rows.words[kind].append((number, *word))
        rows.last_word = number


def add_stored_phones(rows, some):
    """Stored entries as arrays, kind by kind."""
    keys, slugs, counts, numbers, words = zip(*some, strict=True)
    start = rows.first + len(rows.ids)
    counts = np.frombuffer(b"".join(counts), dtype=np.uint16).reshape(len(keys), len(ENTRY_KINDS), 2).astype(np.int64)
    widths = [2 * len(kind.numbers) for kind in ENTRY_KINDS.values()]
    numbers = arrays_by_kind(numbers, counts[:, :, 0] * widths, np.float32)
    words = arrays_by_kind(words, counts[:, :, 1], np.int32)
    for place, kind in enumerate(ENTRY_KINDS.values()):
        figures = next(numbers).reshape(-1, len(kind.numbers), 2) if kind.numbers else None
        rows.parts[kind.key].append(entry_batch(counts[:, place], figures, next(words), start))
    rows.ids += keys
    rows.slugs += slugs


def arrays_by_kind(texts, lengths, dtype):
    """Each phone's array has a block for each kind: kind by kind the blocks of all phones, in one array."""
    ends = np.cumsum(lengths, axis=1) * np.dtype(dtype).itemsize
    begins = ends - lengths * np.dtype(dtype).itemsize
    for begin, end in zip(begins.T.tolist(), ends.T.tolist(), strict=True):
        yield np.frombuffer(b"".join([text[a:b] for text, a, b in zip(texts, begin, end, strict=True)]), dtype=dtype)


def entry_batch(counts, numbers, words, start):
    """The entries of one kind. ``counts`` (phone × 2): how many entries and how many words each phone has."""
    entries, spoken = counts[:, 0], counts[:, 1]
    places = np.repeat(np.arange(len(counts), dtype=np.int32), entries)
    slots = np.arange(len(places)) - (np.cumsum(entries) - entries)[places]
    owners = np.repeat(np.arange(start, start + len(counts), dtype=np.int32), spoken)
    figures = np.zeros((len(places), 0, 2), dtype=np.float32) if numbers is None else numbers
    return EntryBatch(places + start, slots, figures, owners, words >> SLOT_SHIFT, words & NUMBER_MASK)


def add_unstored_phones(rows, keys, at):
    """Prepare here and now what was not: phones of which something changes when an embargo ends."""
    made = [
        one for some in in_batches(keys, BATCH_SIZE) for one in map(indexed_phone_of, fetch_phones_by_key(some, at))
    ]
    for place, one in enumerate(made, rows.first + len(rows.ids)):
        for kind, (count, numbers, words) in one.entries.items():
            rows.words[kind] += [(None, key, value, label) for _, key, value, label in words]
            slots = np.array([slot for slot, *_ in words], dtype=np.int64)
            named = [(key, value) for _, key, value, _ in words]
            spoken = (np.full(len(words), place), slots, named)
            rows.parts[kind].append(EntryBatch(np.full(count, place), np.arange(count), numbers, *spoken))
    rows.ids += [one.phone for one in made]
    rows.slugs += [one.slug for one in made]
    rows.unstored = {one.phone: one for one in made}
