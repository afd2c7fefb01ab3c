"""Builds ``RowSets`` from marks (row, slot, place) that come a few thousand phones at a time, in little memory."""

from dataclasses import dataclass

import numpy as np

from .bitsets import WORD_BITS, add_to_sets, pack_flags, padded_width
from .row_sets import RowSets

MAX_PLACES_PER_MARK = 64
"""Places for each that is in a set; beyond that the set is stored as places, not as bits."""
MIN_MARKS = 2_000
"""Fewer marks are kept one by one whatever their rows."""
MAX_FLAG_BYTES = 1 << 26
"""Bytes that are taken at a time for the flags of some rows."""


@dataclass(frozen=True)
class _Bits:
    """Sets of ``rows`` as bits, row × slot × place, from the place ``64 * first`` on."""

    rows: np.ndarray
    bits: np.ndarray
    first: int


@dataclass(frozen=True)
class _Marks:
    """Marks one by one."""

    rows: np.ndarray
    slots: np.ndarray
    places: np.ndarray


class RowSetsBuilder:
    """Add marks and bits in any order, then ask for what is ``built``."""

    def __init__(self):
        self.bits = []
        self.marks = []

    def add_marks(self, rows, slots, places):
        """Note that the entries in ``slots`` of ``places`` are in the sets of ``rows``; all three are arrays."""
        if len(rows) < MIN_MARKS:
            self.keep_marks(rows, slots, places)
            return
        first = int(places.min()) // WORD_BITS
        span = padded_width(int(places.max()) + 1 - first * WORD_BITS)
        slot_count = int(slots.max()) + 1
        counts = np.bincount(rows)
        is_frequent = counts * MAX_PLACES_PER_MARK >= span * slot_count
        frequent = np.flatnonzero(is_frequent)
        is_frequent_mark = is_frequent[rows]
        rare = ~is_frequent_mark
        self.keep_marks(rows[rare], slots[rare], places[rare])
        numbers = np.cumsum(is_frequent) - 1
        where = slots[is_frequent_mark].astype(np.int64) * span + (places[is_frequent_mark] - first * WORD_BITS)
        packed = _packed(numbers[rows[is_frequent_mark]], where, (len(frequent), slot_count, span))
        self.bits.append(_Bits(frequent, packed, first))

    def keep_marks(self, rows, slots, places):
        self.marks.append(_Marks(rows.astype(np.int32), slots.astype(np.int16), places.astype(np.int32)))

    def add_bits(self, rows, bits):
        """Whole sets as bits: row × slot × place."""
        self.bits.append(_Bits(np.asarray(rows), bits, 0))

    def built(self, count, slots, width):
        """The ``RowSets`` of ``count`` rows over ``slots`` × ``width`` places, each place ``slot * width + place``."""
        totals = self.totals(count)
        rows = np.flatnonzero(totals * MAX_PLACES_PER_MARK >= slots * width)
        index = np.full(count, -1, dtype=np.int64)
        index[rows] = np.arange(len(rows))
        dense = np.zeros((len(rows), slots, width // WORD_BITS), dtype=np.uint64)
        few = [np.zeros(0, dtype=np.int64)]
        for part in self.bits:
            few.append(_place_bits(part, index, dense, width))
        for part in self.marks:
            few.append(_place_marks(part, index, dense, width))
        keys = np.sort(np.concatenate(few))
        keys = keys[np.diff(keys, prepend=-1) > 0]
        starts = np.searchsorted(keys, np.arange(count + 1, dtype=np.int64) * (slots * width))
        inside = keys % (slots * width)
        places = inside % slots * width + inside // slots
        return RowSets(
            rows.astype(np.int32), dense.reshape(len(rows), slots * width // WORD_BITS), starts, places.astype(np.int32)
        )

    def totals(self, count):
        """How many marks each row has."""
        totals = np.zeros(count, dtype=np.int64)
        for part in self.marks:
            totals += np.bincount(part.rows, minlength=count)
        for part in self.bits:
            totals[part.rows] += np.bitwise_count(part.bits).sum(axis=(1, 2), dtype=np.int64)
        return totals


def _packed(rows, where, shape):
    """Marks at ``where`` (slot × span + place) as bits of that ``shape`` (row × slot × place)."""
    count, slots, span = shape
    bits = np.zeros((count, slots * span // WORD_BITS), dtype=np.uint64)
    step = max(1, MAX_FLAG_BYTES // (slots * span))
    for start in range(0, count, step):
        inside = slice(None)
        if count > step:
            inside = (rows >= start) & (rows < start + step)
        flags = np.zeros((min(step, count - start), slots * span), dtype=bool)
        flags.reshape(-1)[(rows[inside] - start) * (slots * span) + where[inside]] = True
        bits[start : start + len(flags)] = pack_flags(flags)
    return bits.reshape(count, slots, span // WORD_BITS)


def _place_bits(part, index, dense, width):
    """Put the bits of frequent rows into ``dense``; return the sort keys of the places of others."""
    where = index[part.rows]
    kept = where >= 0
    _, slots, words = part.bits.shape
    dense[where[kept], :slots, part.first : part.first + words] |= part.bits[kept]
    flags = np.unpackbits(part.bits[~kept].view(np.uint8), axis=-1, bitorder="little")
    rows, slot_numbers, places = np.nonzero(flags)
    places = places + part.first * WORD_BITS
    return _sort_keys(part.rows[~kept][rows], slot_numbers, places, (dense.shape[1], width))


def _place_marks(part, index, dense, width):
    where = index[part.rows]
    kept = where >= 0
    flat = part.slots[kept].astype(np.int64) * width + part.places[kept]
    if len(flat):
        add_to_sets(dense.reshape(len(dense), -1), where[kept], flat)
    return _sort_keys(part.rows[~kept], part.slots[~kept], part.places[~kept], (dense.shape[1], width))


def _sort_keys(rows, slots, places, shape):
    """Numbers that put marks in the order of row, place and slot. ``shape``: slots and width of all."""
    slot_count, width = shape
    return rows.astype(np.int64) * (slot_count * width) + places.astype(np.int64) * slot_count + slots


def folded_sets(sets, slots):
    """``RowSets`` over places, whichever their slot, of those over ``slots`` × place."""
    if slots == 1:
        return sets
    words = sets.dense.shape[1] // slots
    width = words * WORD_BITS
    builder = RowSetsBuilder()
    builder.add_bits(sets.rows, np.bitwise_or.reduce(sets.dense.reshape(-1, slots, words), axis=1)[:, None])
    rows = np.repeat(np.arange(len(sets)), np.diff(sets.starts))
    marks = np.unique(rows * width + sets.places % width)
    builder.keep_marks(marks // width, np.zeros_like(marks), marks % width)
    return builder.built(len(sets), 1, width)
