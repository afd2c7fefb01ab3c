"""Sets of phones as bits, and how to count them: bit ``n`` of a set is the phone at place ``n``. Pure functions."""

import numpy as np

WORD = 64
AT_ONCE = 40_000
"""Numbers that are counted in one go: as many as stay in the processor's cache."""
FEW = 2_000
"""Bits that are put one by one; more are put by whole sets."""
CELLS = 1 << 26
"""Bytes that ``put`` may take for its flags."""


def padded(count):
    """``count`` rounded up to whole numbers of 64 bits, at least one."""
    return max(1, -(-count // WORD)) * WORD


def packed(flags):
    """Flags (bool, a multiple of 64) as bits (uint64)."""
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def places_in(bits):
    """The places that are in the set, rising."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def has(bits, place):
    return bool(int(bits[place >> 6]) >> (int(place) & 63) & 1)


def among(bits, places):
    """For each of ``places`` whether it is in the set."""
    return (bits[places >> 6] >> (places & 63).astype(np.uint64) & np.uint64(1)).astype(bool)


def count(bits):
    return int(np.bitwise_count(bits).sum())


def counts(sets, within):
    """How many of ``within`` are in each row of ``sets``.

    Both may have slots between (row × slot × place): what is in any slot counts once.
    """
    found = np.empty(len(sets), dtype=np.int64)
    step = max(1, AT_ONCE // max(1, within.size))
    for start in range(0, len(sets), step):
        shared = sets[start : start + step] & within
        if shared.ndim > 2:
            shared = np.bitwise_or.reduce(shared, axis=1)
        found[start : start + step] = np.bitwise_count(shared).sum(axis=1, dtype=np.uint32)
    return found


def put(sets, rows, places):
    """Put ``places`` into the sets ``rows`` (one each), in place."""
    if len(rows) <= FEW:
        where = rows.astype(np.int64) * sets.shape[1] + (places >> 6)
        bit = np.left_shift(np.uint64(1), (places & 63).astype(np.uint64))
        np.bitwise_or.at(sets.reshape(-1), where, bit)
        return
    first, last = int(rows.min()), int(rows.max()) + 1
    step = max(1, CELLS // (sets.shape[1] * WORD))
    for start in range(first, last, step):
        mine = slice(None) if last - first <= step else (rows >= start) & (rows < start + step)
        flags = np.zeros((min(step, last - start), sets.shape[1] * WORD), dtype=bool)
        flags[rows[mine] - start, places[mine]] = True
        sets[start : start + len(flags)] |= packed(flags)
