"""The last places of ``Columns``: room for entries that change after the whole build.

Entries take places that were not in use. Whoever holds an older index goes on reading the same arrays, and counts only
the places that were alive then.
"""

import numpy as np

from .bitsets import WORD_BITS, add_to_sets, contained_places, intersection_counts

SPARE_WORDS = 256
"""Room for words that turn up after the index was built."""


class SpareColumns:
    """``low`` and ``high``: column × slot × place; ``bits``: row × slot × place, 64 places to a number; ``any``: the
    same whichever the slot. Places are counted from ``first`` on, a multiple of 64; ``width`` is that of the index."""

    def __init__(self, *, numbers, rows, slots, first, width):
        self.first = first
        self.width = width
        self.count = width - first
        self.rows = rows + SPARE_WORDS
        self.low = np.full((numbers, slots, self.count), np.nan, dtype=np.float32)
        self.high = np.full_like(self.low, np.nan)
        self.bits = np.zeros((self.rows, slots, self.count // WORD_BITS), dtype=np.uint64)
        self.any = self.bits[:, 0]
        if slots > 1:
            self.any = np.zeros((self.rows, self.count // WORD_BITS), dtype=np.uint64)

    def own(self, where):
        """Entries at ``where`` (slot × width + place) as slot × count + place of these."""
        return where // self.width * self.count + where % self.width - self.first

    def set_numbers(self, where, numbers):
        """``numbers``: entry × column × (least, most)."""
        own = self.own(where)
        for column in range(len(self.low)):
            self.low[column].reshape(-1)[own] = numbers[:, column, 0]
            self.high[column].reshape(-1)[own] = numbers[:, column, 1]

    def mark(self, rows, where):
        own = self.own(where)
        add_to_sets(self.bits.reshape(self.rows, -1), rows, own)
        if self.any.base is not self.bits:
            add_to_sets(self.any, rows, own % max(self.count, 1))

    def contained(self, row, where):
        """For each of the entries at ``where``, which are all here, whether it has a word."""
        return contained_places(self.bits[row].reshape(-1), self.own(where))

    def put_ends(self, low, high, column):
        """Write the intervals of these entries over those of the whole index, slot × place."""
        for ends, own in ((low, self.low[column]), (high, self.high[column])):
            spare = ends[:, self.first :]
            np.copyto(spare, own, where=~np.isnan(own))

    def ends_at(self, column, where):
        """(least, most) of those of the entries at ``where`` that are here; not a number of others."""
        is_here = where % self.width >= self.first
        own = self.own(where[is_here])
        ends = np.full((2, len(where)), np.nan, dtype=np.float32)
        ends[0, is_here] = self.low[column].reshape(-1)[own]
        ends[1, is_here] = self.high[column].reshape(-1)[own]
        return ends

    def last(self, bits):
        """The part of ``bits`` over the whole index that is over these places."""
        return bits[..., self.first // WORD_BITS :]

    def put_union(self, bits, rows):
        """Add to ``bits`` over the whole index what is in any of ``rows``."""
        sets = self.bits
        if bits.ndim == 1:
            sets = self.any
        self.last(bits)[...] |= np.bitwise_or.reduce(sets[rows], axis=0)

    def counts(self, rows, within):
        sets = self.bits
        if within.ndim == 1:
            sets = self.any
        return intersection_counts(sets[rows], self.last(within))
