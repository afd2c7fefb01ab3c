"""Sets of focal lengths against each other: which lens of one phone stands for which of another. Pure functions."""

from math import log2

MAX_PAIR_OCTAVES = 0.5
"""How far a lens may be from its partner: half a doubling of the focal length, as from 24 to 34 mm."""


def octaves_between(one, other):
    """How often one focal length must be doubled to reach the other; never negative."""
    return abs(log2(one / other))


def lens_pairs(mine, theirs):
    """Pairs (mine, theirs), each lens in one pair at most, the nearest first; none further apart than
    ``MAX_PAIR_OCTAVES``."""
    near = sorted((octaves_between(one, other), one, other) for one in mine for other in theirs)
    pairs, left, right = [], set(mine), set(theirs)
    for apart, one, other in near:
        if apart < MAX_PAIR_OCTAVES and one in left and other in right:
            pairs.append((one, other))
            left.discard(one)
            right.discard(other)
    return sorted(pairs)


def lens_differences(mine, theirs):
    """(lengths of theirs without a partner in mine, lengths of mine without one in theirs, pairs that differ)."""
    pairs = lens_pairs(mine, theirs)
    more = sorted(set(theirs) - {other for _, other in pairs})
    less = sorted(set(mine) - {one for one, _ in pairs})
    return more, less, [(one, other) for one, other in pairs if one != other]
