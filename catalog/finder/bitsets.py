"""Sets of phones as bits, and how to count them: bit ``n`` of a set is the phone at place ``n``. Pure functions."""

import numpy as np

WORD_BITS = 64
COUNT_CHUNK_SIZE = 40_000
"""Numbers that are counted in one go: as many as stay in the processor's cache."""
MAX_SINGLE_BITS = 2_000
"""Bits that are set one by one; more are set by whole rows."""
MAX_FLAG_BYTES = 1 << 26
"""Bytes that ``add_to_sets`` may take for its flags."""


def padded_width(count):
    """``count_bits`` rounded up to whole numbers of 64 bits, at least one."""
    return max(1, -(-count // WORD_BITS)) * WORD_BITS


def pack_flags(flags):
    """Flags (bool, a multiple of 64) as bits (uint64)."""
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def places_in(bits):
    """The places that are in the set, in ascending order."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def contains_place(bits, place):
    return bool(int(bits[place >> 6]) >> (int(place) & 63) & 1)


def contained_places(bits, places):
    """For each of ``places`` whether it is in the set."""
    return (bits[places >> 6] >> (places & 63).astype(np.uint64) & np.uint64(1)).astype(bool)


def count_bits(bits):
    return int(np.bitwise_count(bits).sum())


def intersection_counts(sets, within):
    """How many of ``within`` are in each row of ``sets``.

    Both may have a dimension of slots (row × slot × place): a place that is in several slots counts once.
    """
    counts = np.empty(len(sets), dtype=np.int64)
    step = max(1, COUNT_CHUNK_SIZE // max(1, within.size))
    for start in range(0, len(sets), step):
        shared = sets[start : start + step] & within
        if shared.ndim > 2:
            shared = np.bitwise_or.reduce(shared, axis=1)
        counts[start : start + step] = np.bitwise_count(shared).sum(axis=1, dtype=np.uint32)
    return counts


def add_to_sets(sets, rows, places):
    """Put ``places`` into the sets ``rows`` (one each), in place."""
    if len(rows) <= MAX_SINGLE_BITS:
        _add_bit_by_bit(sets, rows, places)
    else:
        _add_set_by_set(sets, rows, places)


def _add_bit_by_bit(sets, rows, places):
    words = rows.astype(np.int64) * sets.shape[1] + (places >> 6)
    bits = np.left_shift(np.uint64(1), (places & 63).astype(np.uint64))
    np.bitwise_or.at(sets.reshape(-1), words, bits)


def _add_set_by_set(sets, rows, places):
    first = int(rows.min())
    last = int(rows.max()) + 1
    width = sets.shape[1] * WORD_BITS
    step = max(1, MAX_FLAG_BYTES // width)
    for start in range(first, last, step):
        inside = slice(None)
        if last - first > step:
            inside = (rows >= start) & (rows < start + step)
        flags = np.zeros((min(step, last - start), width), dtype=bool)
        flags[rows[inside] - start, places[inside]] = True
        sets[start : start + len(flags)] |= pack_flags(flags)
