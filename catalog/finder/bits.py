"""Sets of phones as bits, and how to count them: bit ``n`` of a set is the phone at place ``n``. Pure functions."""

import numpy as np

WORD = 64
AT_ONCE = 40_000
"""Machine words that are counted in one go: as many as stay in the processor's cache."""


def padded(count):
    """``count`` rounded up to whole machine words, at least one."""
    return max(1, -(-count // WORD)) * WORD


def packed(flags):
    """Flags (bool, a multiple of 64) as bits (uint64)."""
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def places(bits):
    """The places that are in the set, rising."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def count(bits):
    return int(np.bitwise_count(bits).sum())


def counts(sets, within):
    """How many of ``within`` are in each row of ``sets``."""
    found = np.empty(len(sets), dtype=np.int64)
    step = max(1, AT_ONCE // max(1, sets.shape[1]))
    for start in range(0, len(sets), step):
        shared = np.bitwise_count(sets[start : start + step] & within)
        found[start : start + step] = shared.sum(axis=1, dtype=np.uint32)
    return found


def set_bits(sets, rows, places):
    """Put ``places`` into the sets ``rows`` (one each), in place."""
    flat = sets.reshape(-1)
    where = rows.astype(np.int64) * sets.shape[1] + (places >> 6)
    np.bitwise_or.at(flat, where, np.left_shift(np.uint64(1), (places & 63).astype(np.uint64)))


def column_counts(rows):
    """``rows`` (n × machine words) → how many rows have each bit, bit 0 of the first word first.

    Bytes are added up 255 rows at a time, so that no sum overflows and no wider numbers are needed.
    """
    flags = np.unpackbits(np.ascontiguousarray(rows).view(np.uint8), axis=1, bitorder="little")
    whole = len(flags) // 255 * 255
    sums = flags[:whole].reshape(-1, 255, flags.shape[1]).sum(axis=1, dtype=np.uint8).sum(axis=0, dtype=np.int64)
    return sums + flags[whole:].sum(axis=0, dtype=np.int64)
