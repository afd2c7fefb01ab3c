"""All entries of one kind as columns: numbers as two rows of floats, words as bits. Grows at its end only.

Whoever holds an older index goes on reading the same arrays: what is appended lies beyond the places that it knows.
"""

from copy import copy
from dataclasses import dataclass, field

import numpy as np

from catalog.specs.countries import NAMES

from .bits import WORD, packed, padded, set_bits
from .histograms import MOST_BINS, edges_for
from .kinds import COUNTRIES, EVERYWHERE, MORE, NOT_KNOWN
from .words import squashed

SPARE_WORDS = 256
"""Room for words that turn up after the index was built."""


class FullError(Exception):
    """There is no room left: build anew."""


@dataclass
class Vocabulary:
    """The words of one kind: their place among its bits by key and value, and what they read as."""

    places: dict = field(default_factory=dict)
    labels: list = field(default_factory=list)
    numbers: dict = field(default_factory=dict)
    sounds: dict = field(default_factory=dict)

    def add(self, number, key, value, label):
        """Give a word the next place, unless it has one. ``number`` is the database's; None if it is not stored."""
        of_key = self.places.setdefault(key, {})
        if value not in of_key:
            of_key[value] = len(self.labels)
            self.labels.append(label)
        if number is not None:
            self.numbers[number] = of_key[value]

    def copy(self):
        places = {key: dict(values) for key, values in self.places.items()}
        return Vocabulary(places, list(self.labels), dict(self.numbers))

    def place(self, key, value):
        return self.places.get(key, {}).get(value)

    def alike(self, spec):
        """How each value and its label are written without blanks and capitals → value; the words of a vocabulary and
        all countries too, though nothing has them."""
        if spec.key not in self.sounds:
            of_key = self.values(spec.key)
            known = {**spec.labels, **(NAMES if spec.key in COUNTRIES else {})}
            words = {**known, **{value: self.labels[place] for value, place in of_key.items()}}
            self.sounds[spec.key] = {squashed(text): value for value, label in words.items() for text in (label, value)}
        return self.sounds[spec.key]

    def values(self, key):
        """value → place of everything that was said of a row; not what is said of its being known."""
        found = self.places.get(key, {})
        return {value: place for value, place in found.items() if value not in (NOT_KNOWN, MORE)}


class Columns:
    """``owner[e]`` is the place of the phone that entry ``e`` belongs to. ``low`` and ``high``: column × entry.

    ``bits``: word × phone, whether the phone has an entry with that word. ``planes``: the same the other way round, 64
    words × entry, to ask several things of one entry; None for the phone itself, which is its own only entry.
    """

    def __init__(self, kind, words, *, phones, entries):
        self.kind, self.count = kind, 0
        self.words = Vocabulary()
        for word in words:
            self.words.add(*word)
        self.first_bin = len(self.words.labels) + SPARE_WORDS
        self.edges, self.bins, top = {}, {}, self.first_bin
        for facet in kind.numbers:
            self.bins[facet.column] = top
            top += MOST_BINS
        capacity = padded(entries)
        self.owner = np.zeros(capacity, dtype=np.int32)
        self.low = np.full((len(kind.numbers), capacity), np.nan, dtype=np.float32)
        self.high = np.full((len(kind.numbers), capacity), np.nan, dtype=np.float32)
        self.bits = np.zeros((top, padded(phones) // WORD), dtype=np.uint64)
        self.kept_totals = None
        self.planes = np.zeros((padded(top) // WORD, capacity), dtype=np.uint64) if kind.section else None

    def copy(self):
        """The same arrays, to be appended to: whoever holds ``self`` keeps its count and its words."""
        other = copy(self)
        other.words = self.words.copy()
        return other

    def append(self, owners, numbers, entries, words):
        """Add entries: the phone of each, numbers (entry × column × 2), and pairs of entry (from 0) and word.

        Words are numbers of the database, or (key, value) where they are not stored.
        """
        start, self.count = self.count, self.count + len(owners)
        if self.count > len(self.owner):
            raise FullError
        self.owner[start : self.count] = owners
        self.low[:, start : self.count] = numbers[:, :, 0].T
        self.high[:, start : self.count] = numbers[:, :, 1].T
        self.mark(*self.spread(entries + start, self.local(words)))
        for facet in self.kind.numbers if self.edges else ():
            self.bin(facet, start)

    def local(self, words):
        """The places of words."""
        if isinstance(words, list):
            return np.array([self.words.places[key][value] for key, value in words], dtype=np.int64)
        if not len(words):
            return np.zeros(0, dtype=np.int64)
        table = np.zeros(max(self.words.numbers) + 1, dtype=np.int64)
        table[list(self.words.numbers)] = list(self.words.numbers.values())
        return table[words]

    def add_words(self, words):
        """Take in words that turned up since. A new country is where everything is sold that is sold everywhere."""
        for word in words:
            new = self.words.place(word[1], word[2]) is None
            self.words.add(*word)
            if len(self.words.labels) > self.first_bin:
                raise FullError
            everywhere = self.words.place(word[1], EVERYWHERE)
            if new and word[1] in COUNTRIES and everywhere is not None:
                there = self.entries_with(everywhere, 0)
                self.mark(there, np.full(len(there), self.words.place(word[1], word[2])))

    def spread(self, entries, places):
        """With every country for an entry that is sold in many."""
        for key in COUNTRIES:
            countries = self.words.values(key)
            if EVERYWHERE in countries:
                there = entries[places == countries[EVERYWHERE]]
                entries = np.concatenate((entries, np.repeat(there, len(countries))))
                places = np.concatenate((places, np.tile(np.array(list(countries.values())), len(there))))
        return entries, places

    def mark(self, entries, places):
        """Note that ``entries`` have the words or bins at ``places``."""
        set_bits(self.bits, places, self.owner[entries])
        if self.planes is not None:
            flat = (places >> 6) * self.planes.shape[1] + entries
            bit = np.left_shift(np.uint64(1), (places & 63).astype(np.uint64))
            np.bitwise_or.at(self.planes.reshape(-1), flat, bit)

    def bin_all(self):
        """Lay out the histograms by what the catalogue has, and put every entry into its bins."""
        for facet in self.kind.numbers:
            self.edges[facet.column] = edges_for(facet, self.values_of(facet))
            self.bin(facet, 0)

    def bin(self, facet, start):
        """Put the entries from ``start`` on into the bins of one facet."""
        entries, values = self.known(facet, start)
        edges = self.edges[facet.column]
        if len(edges) and len(values):
            bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
            self.mark(entries, bins + self.bins[facet.column])

    def values_of(self, facet):
        return self.known(facet, 0)[1]

    def known(self, facet, start):
        """(entries, values) of a number, from entry ``start`` on; several of one entry where it has several."""
        several = self.words.values(facet.spec.key)
        if several:
            return self.known_of_several(several, start)
        values = self.low[facet.column, start : self.count]
        found = np.flatnonzero(np.isfinite(values))
        return found + start, values[found]

    def known_of_several(self, several, start):
        """The same where the values are words: each phone stands once per value."""
        pairs = [(self.entries_with(place, start), float(value)) for value, place in several.items() if value != "none"]
        entries = [found for found, _ in pairs]
        values = [np.full(len(found), value, dtype=np.float32) for found, value in pairs]
        return (np.concatenate(entries), np.concatenate(values)) if pairs else (np.zeros(0, int), np.zeros(0))

    def entries_with(self, place, start):
        if self.planes is not None:
            return np.flatnonzero(self.entry_has([place])[start:]) + start
        bytes_of_set = self.bits[place].view(np.uint8)
        return np.flatnonzero(np.unpackbits(bytes_of_set, bitorder="little")[start : self.count]) + start

    def entry_has(self, places):
        """For each entry, whether it has any of the words at ``places``."""
        found = np.zeros(self.count, dtype=bool)
        for plane, wanted in _by_plane(places).items():
            found |= (self.planes[plane, : self.count] & wanted) != 0
        return found

    def totals(self):
        """How many phones have each word, as far as this process ever knew them: to put values in an order."""
        if self.kept_totals is None or len(self.kept_totals) < len(self.bits):
            self.kept_totals = np.bitwise_count(self.bits).sum(axis=1, dtype=np.int64)
        return self.kept_totals

    def phones_of(self, entries, width):
        """The phones of some entries (a flag for each), as bits of ``width`` places."""
        flags = np.zeros(width, dtype=bool)
        flags[self.owner[: self.count][entries]] = True
        return packed(flags)


def _by_plane(places):
    """{plane: bits} of some words."""
    found = {}
    for place in places:
        found[place >> 6] = found.get(place >> 6, np.uint64(0)) | np.uint64(1 << (place & 63))
    return found
