"""All that is known of one kind as columns: numbers as intervals, words as sets of bits.

A phone has a place, its entries have slots: the first lens of every phone lies in slot 0, the second in slot 1. The
phone itself has one slot. What is added takes places that nobody had: whoever holds an older index goes on reading the
same arrays, and counts only the places that were alive then.
"""

from copy import copy
from dataclasses import dataclass, field

import numpy as np

from catalog.quantities.countries import COUNTRY_NAMES

from .bitsets import WORD_BITS, add_to_sets, contained_places, pack_flags, places_in
from .facets import COUNTRY_KEYS, MORE_POSSIBLE, NONE_LISTED, NOT_KNOWN, WORLDWIDE
from .histograms import MAX_BINS, bin_edges
from .name_normalisation import compact_name

SPARE_WORDS = 256
"""Room for words that turn up after the index was built."""


class IndexFullError(Exception):
    """There is no room left: build anew."""


@dataclass
class Vocabulary:
    """The words of one kind: their row among its sets by key and value, and what they read as."""

    rows: dict = field(default_factory=dict)
    labels: list = field(default_factory=list)
    numbers: dict = field(default_factory=dict)
    sounds: dict = field(default_factory=dict)
    first: int = 0

    def add(self, number, key, value, label):
        """Give a word the next row, unless it has one. ``number`` is the database's; None if it is not stored."""
        of_key = self.rows.setdefault(key, {})
        if value not in of_key:
            of_key[value] = self.first + len(self.labels)
            self.labels.append(label)
        if number is not None:
            self.numbers[number] = of_key[value]

    def copy(self):
        rows = {key: dict(values) for key, values in self.rows.items()}
        return Vocabulary(rows, list(self.labels), dict(self.numbers), {}, self.first)

    def row(self, key, value):
        return self.rows.get(key, {}).get(value)

    def label(self, row):
        return self.labels[row - self.first]

    def alike(self, spec):
        """How each value and its label are written without blanks and capitals → value; the words of a vocabulary and
        all countries too, though nothing has them."""
        if spec.key not in self.sounds:
            of_key = self.values(spec.key)
            known = {**spec.labels, **(COUNTRY_NAMES if spec.key in COUNTRY_KEYS else {})}
            words = {**known, **{value: self.label(row) for value, row in of_key.items()}}
            self.sounds[spec.key] = {
                compact_name(text): value for value, label in words.items() for text in (label, value)
            }
        return self.sounds[spec.key]

    def values(self, key):
        """value → row of everything that was said of a fact; not what is said of its being known."""
        found = self.rows.get(key, {})
        return {value: row for value, row in found.items() if value not in (NOT_KNOWN, MORE_POSSIBLE)}


@dataclass(frozen=True)
class EntryBatch:
    """Entries to be added: the place and slot of each, and its numbers (entry × column × 2); the place and slot of each
    word, and the words: numbers of the database, or (key, value) where they are not stored.
    """

    places: np.ndarray
    slots: np.ndarray
    numbers: np.ndarray
    word_places: np.ndarray
    word_slots: np.ndarray
    words: np.ndarray | list


class Columns:
    """``low`` and ``high``: column × slot × place. ``bits``: word × slot × place, 64 places to a number; ``any`` the
    same for the phone, whichever slot; the bins of the histograms are words too, and come first."""

    def __init__(self, kind, words, *, width, slots):
        self.kind, self.width, self.slots = kind, width, slots
        self.bins = {facet.column: MAX_BINS * facet.column for facet in kind.numbers}
        self.words = Vocabulary(first=MAX_BINS * len(kind.numbers))
        for word in words:
            self.words.add(*word)
        self.rows = self.used + SPARE_WORDS
        shape = (len(kind.numbers), slots, width)
        self.low, self.high = np.full(shape, np.nan, dtype=np.float32), np.full(shape, np.nan, dtype=np.float32)
        self.bits = np.zeros((self.rows, slots, width // WORD_BITS), dtype=np.uint64)
        self.any = np.zeros((self.rows, width // WORD_BITS), dtype=np.uint64) if slots > 1 else self.bits[:, 0]
        self.present = np.zeros((slots, width // WORD_BITS), dtype=np.uint64)
        self.edges, self.kept_totals = {}, None

    @property
    def used(self):
        """How many rows of the sets mean something."""
        return self.words.first + len(self.words.labels)

    def copy(self):
        """The same arrays, to be added to: whoever holds ``self`` keeps its words."""
        other = copy(self)
        other.words = self.words.copy()
        return other

    def add(self, part):
        """Put entries in their places and slots."""
        if len(part.slots) and part.slots.max() >= self.slots:
            raise IndexFullError
        where = part.slots * self.width + part.places
        for numbers, side in ((self.low, 0), (self.high, 1)):
            numbers.reshape(len(numbers), self.slots * self.width)[:, where] = part.numbers[:, :, side].T
        add_to_sets(self.present.reshape(1, -1), np.zeros_like(where), where)
        spoken = part.word_slots * self.width + part.word_places
        self.mark(self.rows_of(part.words), spoken)
        self.mark_worldwide_sales()
        for facet in self.kind.numbers if self.edges else ():
            self.bin(facet, where)

    def rows_of(self, words):
        """The rows of words."""
        if isinstance(words, list):
            return np.array([self.words.rows[key][value] for key, value in words], dtype=np.int64)
        if not len(words):
            return np.zeros(0, dtype=np.int32)
        table = np.zeros(max(self.words.numbers) + 1, dtype=np.int32)
        table[list(self.words.numbers)] = list(self.words.numbers.values())
        return table[words]

    def mark_worldwide_sales(self):
        """What is sold in many countries is sold in each of them."""
        for key in COUNTRY_KEYS:
            countries = self.words.values(key)
            if WORLDWIDE in countries:
                rows = list(countries.values())
                self.bits[rows] |= self.bits[countries[WORLDWIDE]]
                self.any[rows] |= self.any[countries[WORLDWIDE]]

    def add_words(self, words):
        """Take in words that turned up since."""
        for word in words:
            self.words.add(*word)
            if self.used > self.rows:
                raise IndexFullError
        self.mark_worldwide_sales()

    def mark(self, rows, where):
        """Note that the entries at ``where`` (slot × width + place) have the words or bins of ``rows``."""
        add_to_sets(self.bits.reshape(self.rows, -1), rows, where)
        if self.slots > 1:
            add_to_sets(self.any, rows, where % self.width)

    def bin_all(self):
        """Lay out the histograms by what the catalogue has, and put every entry into its bins."""
        for facet in self.kind.numbers:
            self.edges[facet.column] = bin_edges(facet, self.known(facet)[1])
            self.bin(facet)

    def bin(self, facet, where=None):
        """Put the entries at ``where`` (None: all) into the bins of one facet."""
        found, values = self.known(facet, where)
        edges = self.edges[facet.column]
        if len(edges) and len(values):
            bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
            self.mark(bins + self.bins[facet.column], found)

    def known(self, facet, where=None):
        """(where, value) of a number; several of one entry where it has several."""
        several = self.words.values(facet.spec.key)
        if several:
            return self.known_of_several(several, where)
        values = self.low[facet.column].reshape(-1)
        where = np.flatnonzero(np.isfinite(values)) if where is None else where[np.isfinite(values[where])]
        return where, values[where]

    def known_of_several(self, several, where):
        """The same where the values are words: an entry stands once for each."""
        found, values = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
        for value, row in several.items():
            if value != NONE_LISTED:
                bits = self.bits[row].reshape(-1)
                found.append(places_in(bits) if where is None else where[contained_places(bits, where)])
                values.append(np.full(len(found[-1]), value, dtype=np.float32))
        return np.concatenate(found), np.concatenate(values)

    def having(self, rows):
        """The entries that have any of these words: slot × place, as bits."""
        return np.bitwise_or.reduce(self.bits[rows], axis=0) if rows else np.zeros_like(self.present)

    def within(self, facet, low, high):
        """(entries whose number lies within a range for certain, those whose number may), as bits."""
        least, most = self.low[facet.column], self.high[facet.column]
        low, high = np.float32(low), np.float32(high)
        return pack_flags((least >= low) & (most <= high)), pack_flags((most >= low) & (least <= high))

    def totals(self):
        """How many phones have each word, as far as this process ever knew them: to put values in an order."""
        if self.kept_totals is None or len(self.kept_totals) < self.used:
            self.kept_totals = np.bitwise_count(self.any[: self.used]).sum(axis=1, dtype=np.int64)
        return self.kept_totals

    def rows_of_facet(self, facet):
        """The rows of a facet's words and bins."""
        rows = list(self.words.rows.get(facet.spec.key, {}).values())
        if facet.is_number:
            rows += range(self.bins[facet.column], self.bins[facet.column] + MAX_BINS)
        return np.array(rows, dtype=np.int64)
