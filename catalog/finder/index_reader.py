"""Reads the stored entries of phones for an index: a few queries, and no phone one by one unless it is not stored."""

from dataclasses import dataclass, field, fields, replace
from itertools import chain, islice
from operator import getitem

import numpy as np

from catalog.models import Entries, Phone, Word

from .columns import EntryBatch
from .facets import ENTRY_KINDS, STORED_KINDS, index_format
from .index_store import BATCH_SIZE, NUMBER_MASK, SLOT_SHIFT, fetch_phones_by_key, in_batches, kind_of_words
from .indexed_phone import indexed_phone_of
from .zooms import NO_POSITIONS, POSITION_WIDTH, positions_of_kind

CHUNK_SIZE = 1 << 14
"""Phones that are read at a time."""
ENTRY_COLUMNS = ("pk", "phone__slug", "counts", "numbers", "words")
WORD_COLUMNS = ("id", "kind", "key", "value", "label")


@dataclass
class IndexRows:
    """Phones with what ``Index`` keeps of them. ``first`` is the place of the first; ``parts`` and ``words`` are by
    kind; ``unstored`` are phones, by key, that were prepared but are not stored."""

    first: int = 0
    ids: list = field(default_factory=list)
    slugs: list = field(default_factory=list)
    parts: dict = field(default_factory=lambda: {key: [] for key in STORED_KINDS})
    words: dict = field(default_factory=lambda: {key: [] for key in ENTRY_KINDS})
    last_word: int = 0
    unstored: dict = field(default_factory=dict)


def read_index_rows(at, keys, *, known_words, first):
    """Those of the phones ``keys`` that readers may see at ``at``, with the words beyond ``known_words``."""
    published = Phone.objects.published(at).filter(pk__in=keys)
    rows = IndexRows(first)
    add_stored_words(rows, known_words)
    stored = stored_entries(published)
    if some := list(stored.values_list(*ENTRY_COLUMNS)):
        add_stored_phones(rows, some)
    add_unstored_phones(rows, unstored_keys(published, stored), at)
    return rows


def read_index_parts(at):
    """``IndexRows`` of all phones that readers may see at ``at``, some thousand at a time; at least one."""
    published = Phone.objects.published(at)
    rows = IndexRows()
    add_stored_words(rows, 0)
    stored = stored_entries(published)
    entries = stored.values_list(*ENTRY_COLUMNS).iterator(CHUNK_SIZE)
    while some := list(islice(entries, CHUNK_SIZE)):
        add_stored_phones(rows, some)
        yield rows
        rows = IndexRows(rows.first + len(rows.ids), last_word=rows.last_word)
    add_unstored_phones(rows, unstored_keys(published, stored), at)
    yield rows


def stored_entries(published):
    return Entries.objects.filter(form=index_format(), phone__in=published).order_by("pk")


def unstored_keys(published, stored):
    missing = published.exclude(pk__in=stored.values("pk")).order_by("pk")
    return list(missing.values_list("pk", flat=True))


def add_stored_words(rows, known):
    """The stored words beyond number ``known``."""
    rows.last_word = known
    for number, kind, *word in Word.objects.filter(pk__gt=known).order_by("pk").values_list(*WORD_COLUMNS):
        rows.words[kind].append((number, *word))
        rows.last_word = number


def add_stored_phones(rows, some):
    """Stored entries as arrays, kind by kind."""
    keys, slugs, packed_counts, numbers, words = zip(*some, strict=True)
    start = rows.first + len(rows.ids)
    counts = np.frombuffer(b"".join(packed_counts), dtype=np.uint16).astype(np.int64)
    counts = counts.reshape(len(keys), len(STORED_KINDS), 2)
    widths = [2 * len(kind.numbers) for kind in STORED_KINDS.values()]
    lengths = counts[:, :, 0] * widths
    zoom_lengths = zoom_lengths_of(numbers, lengths)
    numbers = arrays_by_kind(numbers, np.column_stack([lengths, zoom_lengths]), np.float32)
    words = arrays_by_kind(words, counts[:, :, 1], np.int32)
    *numbers, zooms = numbers
    zooms = zooms.reshape(-1, POSITION_WIDTH)
    zoom_places = np.repeat(np.arange(len(keys)) + start, zoom_lengths // POSITION_WIDTH)
    for place, kind in enumerate(STORED_KINDS.values()):
        figures = numbers[place].reshape(counts[:, place, 0].sum(), len(kind.numbers), 2)
        of_kind = positions_of_kind(zooms, kind)
        batch = entry_batch(counts[:, place], figures, next(words), start)
        rows.parts[kind.key].append(replace(batch, zoom_places=zoom_places[of_kind], zooms=zooms[of_kind]))
    rows.ids += keys
    rows.slugs += slugs


def zoom_lengths_of(numbers, lengths):
    """How many numbers of each phone, behind the blocks of its kinds, are of the positions of its zooms."""
    size = np.dtype(np.float32).itemsize
    stored = np.array([len(text) for text in numbers]) // size
    return stored - lengths.sum(axis=1)


def arrays_by_kind(texts, lengths, dtype):
    """Each of ``texts`` (bytes, one per phone) has a block for each kind. Kind by kind, the blocks of all phones as one
    array."""
    size = np.dtype(dtype).itemsize
    ends = np.cumsum(lengths, axis=1) * size
    starts = ends - lengths * size
    for kind_starts, kind_ends in zip(starts.T.tolist(), ends.T.tolist(), strict=True):
        bounds = map(slice, kind_starts, kind_ends)
        blocks = map(getitem, texts, bounds)
        yield np.frombuffer(b"".join(blocks), dtype=dtype)


def entry_batch(counts, numbers, words, start):
    """The entries of one kind. ``counts`` (phone × 2): how many entries and how many words each phone has."""
    entry_counts = counts[:, 0]
    word_counts = counts[:, 1]
    phones = np.arange(len(counts), dtype=np.int32)
    places = np.repeat(phones, entry_counts)
    first_entries = np.cumsum(entry_counts) - entry_counts
    return EntryBatch(
        places=places + start,
        slots=np.arange(len(places)) - first_entries[places],
        numbers=numbers,
        word_places=np.repeat(phones + start, word_counts),
        word_slots=words >> SLOT_SHIFT,
        words=words & NUMBER_MASK,
        zoom_places=np.zeros(0, dtype=np.int64),
        zooms=NO_POSITIONS,
    )


def add_unstored_phones(rows, keys, at):
    """Add phones that are not stored: something of them changes when an embargo ends."""
    for some in in_batches(keys, BATCH_SIZE):
        phones = [indexed_phone_of(phone) for phone in fetch_phones_by_key(some, at)]
        for kind, batches in rows.parts.items():
            batches.append(unstored_batch(rows, kind, phones))
        for phone in phones:
            rows.ids.append(phone.phone)
            rows.slugs.append(phone.slug)
            rows.unstored[phone.phone] = phone


def read_unstored_phones(keys, at):
    """Key → ``IndexedPhone``, prepared now."""
    return {phone.pk: indexed_phone_of(phone) for phone in fetch_phones_by_key(keys, at)} if keys else {}


def unstored_batch(rows, kind, phones):
    """The entries of one kind of ``IndexedPhone``s that follow on ``rows``, to which their words are added."""
    batches = []
    for place, phone in enumerate(phones, rows.first + len(rows.ids)):
        batches.append(unstored_entries(phone, kind, place))
        words = phone.entries[kind][2]
        rows.words[kind_of_words(kind)] += [(None, key, value, label) for _, key, value, label in words]
    return joined_batch(batches)


def unstored_entries(phone, kind, place):
    count, numbers, words = phone.entries[kind]
    zooms = phone.zooms[positions_of_kind(phone.zooms, STORED_KINDS[kind])]
    return EntryBatch(
        places=np.full(count, place),
        slots=np.arange(count),
        numbers=numbers,
        word_places=np.full(len(words), place),
        word_slots=np.array([slot for slot, *_ in words], dtype=np.int64),
        words=[(key, value) for _, key, value, _ in words],
        zoom_places=np.full(len(zooms), place),
        zooms=zooms,
    )


def joined_batch(batches):
    """One ``EntryBatch`` of several whose words are not stored, at least one."""
    joined = {"words": list(chain.from_iterable(batch.words for batch in batches))}
    for field_ in fields(EntryBatch):
        if field_.name not in joined:
            joined[field_.name] = np.concatenate([getattr(batch, field_.name) for batch in batches])
    return EntryBatch(**joined)
