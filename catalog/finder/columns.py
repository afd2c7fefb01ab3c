"""All that is known of one kind of entry as columns: numbers as intervals, words as sets of bits.

A phone has a place, its entries have slots: the first lens of every phone lies in slot 0, the second in slot 1. The
phone itself has one slot. What a whole build made (``arrays``) is never written to; entries that are added later lie in
the spare places at the end.
"""

from copy import copy
from dataclasses import dataclass

import numpy as np

from .bitsets import WORD_BITS, add_to_sets, pack_flags
from .facets import NONE_LISTED
from .histograms import MAX_BINS
from .row_sets import RowSets
from .spare_columns import SpareColumns
from .zooms import Zooms, is_zoom_facet


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


@dataclass
class ColumnArrays:
    """What a whole build makes of the entries of a kind. ``numbers``: ``CodedNumbers`` by column; ``present``: the
    entries that there are, slot × place, as bits; ``zoom_places`` and ``zooms`` as ``Zooms`` has them. ``sets`` are
    those of the words and bins over slot × place, ``any_sets`` over places. ``edges``: those of the bins, by column."""

    numbers: list
    present: np.ndarray
    zoom_places: np.ndarray
    zooms: np.ndarray
    edges: dict
    sets: RowSets | None = None
    any_sets: RowSets | None = None


MAX_KEPT_RANGES = 12
"""Some 1.5 MB each where there are a million phones."""


class Columns:
    """The columns of one ``kind``, ``slots`` × ``width``; prices are in their own currencies there. ``words``: the
    ``Vocabulary``; the bins of the histograms are words too, and come first. ``prices``: cache of ``PriceColumn``s by
    facet and currency, which have bins of their own; ``ranges``: cache of what lies within the last ranges asked."""

    def __init__(self, kind, words, arrays, *, first_spare):
        self.kind = kind
        self.words = words
        self.arrays = arrays
        self.slots = len(arrays.present)
        self.width = arrays.present.shape[1] * WORD_BITS
        self.bins = {facet.column: MAX_BINS * facet.column for facet in kind.numbers}
        self.edges = arrays.edges
        self.present = arrays.present
        self.zooms = Zooms(arrays.zoom_places, arrays.zooms)
        self.zoom_bits = np.zeros_like(self.present)
        self.mark_zooms()
        self.spare = SpareColumns(
            numbers=len(arrays.numbers), rows=self.used, slots=self.slots, first=first_spare, width=self.width
        )
        self.prices = {}
        self.ranges = {}

    @property
    def used(self):
        """How many rows of the sets are in use."""
        return self.words.first + len(self.words.labels)

    @property
    def rows(self):
        """How many rows there is room for."""
        return self.spare.rows

    def copy(self):
        """The same arrays, to be added to: whoever holds ``self`` keeps its words."""
        other = copy(self)
        other.words = self.words.copy()
        other.prices = dict(self.prices)
        other.ranges = {}
        return other

    def add(self, part):
        """Put the entries of an ``EntryBatch`` in their places, which must be spare ones, and slots."""
        if part.slots.max(initial=0) >= self.slots:
            raise IndexFullError
        where = part.slots * self.width + part.places
        self.spare.set_numbers(where, part.numbers)
        self.present = self.present.copy()
        add_to_sets(self.present.reshape(1, -1), np.zeros_like(where), where)
        self.spare.mark(self.words.rows_of(part.words), part.word_slots * self.width + part.word_places)
        self.add_zooms(part)
        for facet in self.kind.numbers:
            self.bin(facet, where)
        for prices in self.prices.values():
            prices.add(self, where)

    def add_zooms(self, part):
        if not len(part.zooms):
            return
        slots = part.zooms[:, 1].astype(np.int64)
        self.zooms = self.zooms.with_more(slots * self.width + part.zoom_places, part.zooms)
        self.zoom_bits = np.zeros_like(self.present)
        self.mark_zooms()

    def mark_zooms(self):
        add_to_sets(self.zoom_bits.reshape(1, -1), np.zeros_like(self.zooms.entries), self.zooms.entries)

    def add_words(self, words):
        """Take in words that turned up since."""
        for word in words:
            self.words.add(*word)
            if self.used > self.spare.rows:
                raise IndexFullError

    def bin(self, facet, where):
        """Put the entries at ``where``, in spare places, into the bins of one facet."""
        edges = self.edges[facet.column]
        if not len(edges):
            return
        known, values = self.known(facet, where)
        if len(self.zooms) and is_zoom_facet(facet):
            fixed = ~np.isin(known, self.zooms.entries)
            known = known[fixed]
            values = values[fixed]
            zooms = self.zooms.of_entries(where)
            bins, positions = np.nonzero(zooms.in_bins(self, facet))
            self.spare.mark(bins + self.bins[facet.column], zooms.where[positions])
        if len(values):
            bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
            self.spare.mark(bins + self.bins[facet.column], known)

    def known(self, facet, where):
        """(where, value) of a number of the entries at ``where``; several of one entry where it has several."""
        listed = self.words.values(facet.spec.key)
        if not listed:
            values, _ = self.intervals_at(facet, where)
            is_known = np.isfinite(values)
            return where[is_known], values[is_known]
        places = [np.zeros(0, dtype=np.int64)]
        values = [np.zeros(0, dtype=np.float32)]
        for value, row in listed.items():
            if value == NONE_LISTED:
                continue
            some = where[self.spare.contained(row, where)]
            places.append(some)
            values.append(np.full(len(some), value, dtype=np.float32))
        return np.concatenate(places), np.concatenate(values)

    def intervals(self, facet):
        """(least, most) of a number of every entry: slot × place, new 32-bit floats."""
        coded = self.arrays.numbers[facet.column]
        low = coded.low[coded.codes]
        high = coded.high[coded.codes]
        self.spare.put_ends(low, high, facet.column)
        return low, high

    def intervals_at(self, facet, where):
        """The same of the entries at ``where`` (slot × width + place)."""
        coded = self.arrays.numbers[facet.column]
        codes = coded.codes.reshape(-1)[where]
        low, high = self.spare.ends_at(facet.column, where)
        return np.where(np.isnan(low), coded.low[codes], low), np.where(np.isnan(high), coded.high[codes], high)

    def having(self, rows):
        """The entries that have any of these words: slot × place, as new bits."""
        rows = list(rows)
        bits = self.arrays.sets.union(rows).reshape(self.present.shape)
        self.spare.put_union(bits, rows)
        return bits

    def phones_having(self, rows):
        """The phones of which any entry has any of these words, as new bits."""
        rows = list(rows)
        bits = self.arrays.any_sets.union(rows)
        self.spare.put_union(bits, rows)
        return bits

    def counts(self, within, rows=None):
        """How many phones of a set have each word or bin of ``rows`` (numbers, or a slice; None: of all in use).

        ``within`` are bits of phones, or of entries (slot × place): then one entry must be in it and have the word.
        """
        sets = self.arrays.sets
        if within.ndim == 1:
            sets = self.arrays.any_sets
        if rows is not None:
            rows = np.arange(self.rows)[rows]
            return sets.of_rows(rows).counts(within) + self.spare.counts(rows, within)
        counts = self.spare.counts(slice(self.used), within)
        counts[: len(sets)] += sets.counts(within)
        return counts

    def with_zooms_at(self, sets, rows, where):
        """A copy of ``sets``; of the zooms, only those at ``where`` (slot × width + place) are in ``rows``."""
        added = np.zeros((len(sets), self.present.size), dtype=np.uint64)
        add_to_sets(added, rows, where)
        return sets & ~self.zoom_bits | added.reshape(sets.shape)

    def within(self, facet, low, high):
        """(entries whose number is certain to lie within a range, those whose number may), as bits that are not to be
        changed. A page asks this of each range several times over: the last few answers are kept."""
        key = (facet.column, low, high)
        found = self.ranges.get(key)
        if found is None:
            found = self.entries_within(facet, np.float32(low), np.float32(high))
            if len(self.ranges) >= MAX_KEPT_RANGES:
                self.ranges = {}
            self.ranges[key] = found
        return found

    def entries_within(self, facet, low, high):
        coded = self.arrays.numbers[facet.column]
        least = self.spare.low[facet.column]
        most = self.spare.high[facet.column]
        certain = coded.flagged((coded.low >= low) & (coded.high <= high))
        possible = coded.flagged((coded.high >= low) & (coded.low <= high))
        self.spare.last(certain)[...] |= pack_flags((least >= low) & (most <= high))
        self.spare.last(possible)[...] |= pack_flags((most >= low) & (least <= high))
        return certain, possible

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
        first = self.bins[facet.column]
        sets = np.stack([self.having([row]) for row in range(first, first + len(reached))])
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
