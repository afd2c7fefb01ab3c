"""Pairs of lenses of two phones, by their focal lengths. Pure functions."""

from itertools import product
from math import log2

MAX_PAIR_OCTAVES = 0.5
"""The farthest that two paired lenses may be apart: half a doubling of the focal length, as from 24 to 34 mm."""


def octaves_between(one, other):
    """How often the shorter focal length must be doubled to reach the longer one."""
    return abs(log2(one / other))


def lens_pairs(mine, theirs):
    """Pairs (mine, theirs), each lens in one pair at most; the nearest are paired first."""
    distances = [(octaves_between(one, other), one, other) for one, other in product(mine, theirs)]
    pairs = []
    unpaired_mine = set(mine)
    unpaired_theirs = set(theirs)
    for distance, one, other in sorted(distances):
        if distance >= MAX_PAIR_OCTAVES:
            break
        if one in unpaired_mine and other in unpaired_theirs:
            pairs.append((one, other))
            unpaired_mine.discard(one)
            unpaired_theirs.discard(other)
    return sorted(pairs)


def lens_differences(mine, theirs):
    """(lengths of theirs without a partner in mine, lengths of mine without one in theirs, pairs that differ)."""
    only_mine = set(mine)
    only_theirs = set(theirs)
    unequal = []
    for one, other in lens_pairs(mine, theirs):
        only_mine.discard(one)
        only_theirs.discard(other)
        if one != other:
            unequal.append((one, other))
    return sorted(only_theirs), sorted(only_mine), unequal
