"""All that is known of one kind of entry as columns: numbers as intervals, words as sets of bits.

A phone has a place, its entries have slots: the first lens of every phone lies in slot 0, the second in slot 1. The
phone itself has one slot. Entries that are added take places that were not in use: whoever holds an older index goes on
reading the same arrays, and counts only the places that were alive then.
"""

from copy import copy
from dataclasses import dataclass

import numpy as np

from .bitsets import WORD_BITS, add_to_sets, contained_places, pack_flags, places_in
from .facets import NONE_LISTED
from .histograms import MAX_BINS, bin_edges
from .index_vocabulary import Vocabulary
from .zooms import Zooms, is_zoom_facet

SPARE_WORDS = 256
"""Room for words that turn up after the index was built."""


class IndexFullError(Exception):
    """There is no room left: build anew."""


@dataclass(frozen=True)
class EntryBatch:
    """Entries to be added: the place and slot of each, and its numbers (entry × column × 2); the place and slot of each
    word, and the words: numbers of the database, or (key, value) where they are not stored; the place of each position
    of their zooms, and its numbers (``zooms``).
    """

    places: np.ndarray
    slots: np.ndarray
    numbers: np.ndarray
    word_places: np.ndarray
    word_slots: np.ndarray
    words: np.ndarray | list
    zoom_places: np.ndarray
    zooms: np.ndarray


class Columns:
    """``low`` and ``high``: column × slot × place; prices are in their own currencies there. ``bits``: word × slot ×
    place, 64 places to a number; ``any`` the same for the phone, whichever slot; the bins of the histograms are words
    too, and come first. ``prices``: cache of ``PriceColumn``s by facet and currency, which have bins of their own."""

    def __init__(self, kind, words, *, width, slots):
        self.kind = kind
        self.width = width
        self.slots = slots
        self.bins = {facet.column: MAX_BINS * facet.column for facet in kind.numbers}
        self.words = Vocabulary(first=MAX_BINS * len(kind.numbers))
        for word in words:
            self.words.add(*word)
        self.rows = self.used + SPARE_WORDS
        numbers_shape = (len(kind.numbers), slots, width)
        self.low = np.full(numbers_shape, np.nan, dtype=np.float32)
        self.high = np.full(numbers_shape, np.nan, dtype=np.float32)
        self.bits = np.zeros((self.rows, slots, width // WORD_BITS), dtype=np.uint64)
        self.any = self.bits[:, 0]
        if slots > 1:
            self.any = np.zeros((self.rows, width // WORD_BITS), dtype=np.uint64)
        self.present = np.zeros((slots, width // WORD_BITS), dtype=np.uint64)
        self.zooms = Zooms.none()
        self.zoom_bits = np.zeros_like(self.present)
        self.edges = {}
        self.prices = {}

    @property
    def used(self):
        """How many rows of the sets are in use."""
        return self.words.first + len(self.words.labels)

    def copy(self):
        """The same arrays, to be added to: whoever holds ``self`` keeps its words."""
        other = copy(self)
        other.words = self.words.copy()
        other.prices = dict(self.prices)
        return other

    def add(self, part):
        """Put the entries of an ``EntryBatch`` in their places and slots."""
        if part.slots.max(initial=0) >= self.slots:
            raise IndexFullError
        where = part.slots * self.width + part.places
        flat_shape = (len(self.low), self.slots * self.width)
        self.low.reshape(flat_shape)[:, where] = part.numbers[:, :, 0].T
        self.high.reshape(flat_shape)[:, where] = part.numbers[:, :, 1].T
        add_to_sets(self.present.reshape(1, -1), np.zeros_like(where), where)
        self.mark(self.rows_of(part.words), part.word_slots * self.width + part.word_places)
        self.add_zooms(part)
        if self.edges:
            for facet in self.kind.numbers:
                self.bin(facet, where)
        for prices in self.prices.values():
            prices.add(self, where)

    def add_zooms(self, part):
        slots = part.zooms[:, 1].astype(np.int64)
        self.zooms = self.zooms.with_more(slots * self.width + part.zoom_places, part.zooms)
        self.zoom_bits = np.zeros_like(self.present)
        add_to_sets(self.zoom_bits.reshape(1, -1), np.zeros_like(self.zooms.entries), self.zooms.entries)

    def rows_of(self, words):
        """The rows of words."""
        if isinstance(words, list):
            return np.array([self.words.rows[key][value] for key, value in words], dtype=np.int64)
        if not len(words):
            return np.zeros(0, dtype=np.int32)
        row_by_number = np.zeros(max(self.words.numbers) + 1, dtype=np.int32)
        row_by_number[list(self.words.numbers)] = list(self.words.numbers.values())
        return row_by_number[words]

    def add_words(self, words):
        """Take in words that turned up since."""
        for word in words:
            self.words.add(*word)
            if self.used > self.rows:
                raise IndexFullError

    def mark(self, rows, where):
        """Note that the entries at ``where`` (slot × width + place) have the words or bins of ``rows``."""
        add_to_sets(self.bits.reshape(self.rows, -1), rows, where)
        if self.slots > 1:
            add_to_sets(self.any, rows, where % self.width)

    def bin_all(self):
        """Lay out the histograms by the values of the catalogue, and put every entry into its bins."""
        for facet in self.kind.numbers:
            _, values = self.known(facet)
            if facet.is_price:
                values = ()
            if is_zoom_facet(facet):
                values = np.concatenate([values, self.zooms.long_ends(facet)])
            self.edges[facet.column] = bin_edges(facet, values)
            self.bin(facet)

    def bin(self, facet, where=None):
        """Put the entries at ``where`` (None: all) into the bins of one facet."""
        known, values = self.known(facet, where)
        edges = self.edges[facet.column]
        if len(edges) and len(self.zooms) and is_zoom_facet(facet):
            fixed = ~np.isin(known, self.zooms.entries)
            known = known[fixed]
            values = values[fixed]
            self.bin_zooms(facet, where)
        if len(edges) and len(values):
            bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
            self.mark(bins + self.bins[facet.column], known)

    def bin_zooms(self, facet, where=None):
        """Put the zooms at ``where`` (None: all) into every bin that they reach."""
        zooms = self.zooms if where is None else self.zooms.of_entries(where)
        bins, positions = np.nonzero(zooms.in_bins(self, facet))
        self.mark(bins + self.bins[facet.column], zooms.where[positions])

    def known(self, facet, where=None):
        """(where, value) of a number; several of one entry where it has several. ``where`` None: of all entries."""
        listed = self.words.values(facet.spec.key)
        if listed:
            return self.known_of_several(listed, where)
        values = self.low[facet.column].reshape(-1)
        where = np.flatnonzero(np.isfinite(values)) if where is None else where[np.isfinite(values[where])]
        return where, values[where]

    def known_of_several(self, listed, where):
        """The same of a facet whose values are words (value → row): an entry stands once for each of its values."""
        places = [np.zeros(0, dtype=np.int64)]
        values = [np.zeros(0, dtype=np.float32)]
        for value, row in listed.items():
            if value == NONE_LISTED:
                continue
            having = self.bits[row].reshape(-1)
            some = places_in(having) if where is None else where[contained_places(having, where)]
            places.append(some)
            values.append(np.full(len(some), value, dtype=np.float32))
        return np.concatenate(places), np.concatenate(values)

    def having(self, rows):
        """The entries that have any of these words: slot × place, as bits."""
        if not rows:
            return np.zeros_like(self.present)
        return np.bitwise_or.reduce(self.bits[list(rows)], axis=0)

    def phones_having(self, rows):
        """The phones of which any entry has any of these words, as new bits."""
        return np.bitwise_or.reduce(self.any[list(rows)], axis=0)

    def intervals(self, facet):
        """(the least, the most) that a number of each entry may be: slot × place."""
        return self.low[facet.column], self.high[facet.column]

    def with_zooms_at(self, sets, rows, where):
        """A copy of ``sets``; of the zooms, only those at ``where`` (slot × width + place) are in ``rows``."""
        added = np.zeros((len(sets), self.present.size), dtype=np.uint64)
        add_to_sets(added, rows, where)
        return sets & ~self.zoom_bits | added.reshape(sets.shape)

    def within(self, facet, low, high):
        """(entries whose number is certain to lie within a range, those whose number may), as bits."""
        low = np.float32(low)
        high = np.float32(high)
        least = self.low[facet.column]
        most = self.high[facet.column]
        certain = (least >= low) & (most <= high)
        possible = (most >= low) & (least <= high)
        return pack_flags(certain), pack_flags(possible)

    def has_zooms_to_recount(self, facet, conditions):
        """Whether zooms may be in fewer bins of a facet where they must meet ``conditions``."""
        if not len(self.zooms) or not is_zoom_facet(facet):
            return False
        return len(self.edges[facet.column]) > 0 and any(is_zoom_facet(condition.facet) for condition in conditions)

    def bins_given(self, facet, conditions, takes_possible):
        """The sets of a facet's bins; zooms are in those that they reach where they meet ``conditions`` too, or may
        meet them if ``takes_possible``."""
        asked = [condition for condition in conditions if is_zoom_facet(condition.facet)]
        given = self.zooms.meeting(self, asked)
        reached = self.zooms.in_bins(self, facet, given)
        if not takes_possible:
            reached = reached & given.known
        bins, positions = np.nonzero(reached)
        sets = self.bits[self.rows_of_bins(facet)][: len(reached)]
        return self.with_zooms_at(sets, bins, self.zooms.where[positions])

    def rows_of_bins(self, facet):
        first = self.bins[facet.column]
        return slice(first, first + MAX_BINS)

    def rows_of_facet(self, facet):
        """The rows of a facet's words and bins."""
        rows = list(self.words.rows.get(facet.spec.key, {}).values())
        if facet.is_number:
            first_bin = self.bins[facet.column]
            rows.extend(range(first_bin, first_bin + MAX_BINS))
        return np.array(rows, dtype=np.int64)
