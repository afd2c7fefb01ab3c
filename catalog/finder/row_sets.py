"""Sets of places by row, each as small as it can be: bits where many are in it, the places themselves where few are.

The arrays are never written to once they are made, so that processes can share them.
"""

from dataclasses import dataclass

import numpy as np

from .bitsets import WORD_BITS, add_to_sets, contained_places, intersection_counts, places_in


@dataclass(frozen=True)
class RowSets:
    """``dense``: the sets that are bits, 64 places to a number; ``rows`` are the rows of these. Of any row ``places``
    has those from ``starts[row]`` to ``starts[row + 1]``, none for rows that are bits."""

    rows: np.ndarray
    dense: np.ndarray
    starts: np.ndarray
    places: np.ndarray

    @classmethod
    def none(cls, width):
        """No rows, of sets over ``width`` places."""
        nothing = np.zeros(0, dtype=np.int32)
        return cls(nothing, np.zeros((0, width // WORD_BITS), dtype=np.uint64), np.zeros(1, dtype=np.int64), nothing)

    def __len__(self):
        """How many rows there are."""
        return len(self.starts) - 1

    def members(self, row):
        """The places in the set of a row, in no order; none for a row that came later."""
        if row >= len(self):
            return self.places[:0]
        found = self.dense_index(row)
        if found is not None:
            return places_in(self.dense[found])
        return self.places[self.starts[row] : self.starts[row + 1]]

    def dense_index(self, row):
        """Where in ``dense`` a row is; None where it is not bits."""
        found = int(np.searchsorted(self.rows, row))
        if found < len(self.rows) and self.rows[found] == row:
            return found
        return None

    def contained(self, row, places):
        """For each of ``places`` whether it is in the set of a row."""
        found = self.dense_index(row)
        if found is not None:
            return contained_places(self.dense[found], places)
        return np.isin(places, self.members(row))

    def union(self, rows):
        """What is in any of ``rows``, as new bits."""
        bits = np.zeros(self.dense.shape[1], dtype=np.uint64)
        few = []
        for row in rows:
            found = self.dense_index(row)
            if found is not None:
                bits |= self.dense[found]
            elif row < len(self):
                few.append(self.places[self.starts[row] : self.starts[row + 1]])
        if few:
            places = np.concatenate(few)
            add_to_sets(bits.reshape(1, -1), np.zeros_like(places), places)
        return bits

    def counts(self, within):
        """How many of ``within`` (bits) are in each row.

        It may have a dimension of slots (slot × place): a place that is in several slots counts once.
        """
        counts = np.zeros(len(self), dtype=np.int64)
        counts[self.rows] = intersection_counts(self.dense.reshape(-1, *within.shape), within)
        if len(self.places):
            self.add_counts_of_few(counts, within)
        return counts

    def add_counts_of_few(self, counts, within):
        """Add to ``counts`` those of the rows that are not bits."""
        flags = np.unpackbits(within.reshape(-1).view(np.uint8), bitorder="little")
        found = flags[self.places]
        if within.ndim > 1:
            self.keep_first_slots(found, within.shape[-1] * WORD_BITS)
        filled = np.flatnonzero(self.starts[1:] > self.starts[:-1])
        counts[filled] = np.add.reduceat(found, self.starts[filled], dtype=np.int64)

    def keep_first_slots(self, found, width):
        """Of the ``found`` places of one row that are one place in several slots, keep the first alone."""
        where = np.flatnonzero(found)
        places = self.places[where] % width
        is_again = places[1:] == places[:-1]
        row_ends = np.searchsorted(where, self.starts)
        inner = row_ends[(row_ends > 0) & (row_ends < len(where))]
        is_again[inner - 1] = False
        found[where[1:][is_again]] = 0

    def followed_by(self, other):
        """These sets, and those of ``other`` as the rows after them."""
        return RowSets(
            np.concatenate([self.rows, other.rows + np.int32(len(self))]),
            np.concatenate([self.dense, other.dense]),
            np.concatenate([self.starts, other.starts[1:] + self.starts[-1]]),
            np.concatenate([self.places, other.places]),
        )

    def counts_of_rows(self, rows, within):
        """The same for ``rows`` alone."""
        return self.of_rows(rows).counts(within)

    def of_rows(self, rows):
        """The sets of ``rows`` (those that came later are empty), numbered from 0."""
        known = np.minimum(rows, len(self))
        starts = np.append(self.starts, self.starts[-1])
        lengths = starts[np.minimum(known + 1, len(self))] - starts[known]
        places = [self.places[start : start + length] for start, length in zip(starts[known], lengths, strict=True)]
        where = np.minimum(np.searchsorted(self.rows, rows), max(len(self.rows) - 1, 0))
        is_dense = self.rows[where] == rows if len(self.rows) else np.zeros(len(rows), dtype=bool)
        ends = np.concatenate([[0], np.cumsum(lengths)])
        return RowSets(
            np.flatnonzero(is_dense).astype(np.int32),
            self.dense[where[is_dense]],
            ends.astype(np.int64),
            np.concatenate([self.places[:0], *places]),
        )
