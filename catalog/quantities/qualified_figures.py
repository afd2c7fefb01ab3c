"""Figures that are only said to be about, at most or at least so much: what each of them may mean."""

from math import inf

ABOUT, AT_MOST, AT_LEAST = "about", "at_most", "at_least"
ABOUT_SHARE = 0.05
"""How far from its figure “about” may be, as a share of it."""


def qualified_span(value, qualifier):
    """(least, most) that a figure may mean; figures are never negative. Both are the figure where nothing qualifies
    it."""
    if qualifier == AT_MOST:
        return 0, value
    if qualifier == AT_LEAST:
        return value, inf
    if qualifier == ABOUT:
        return value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE)
    return value, value


def figure_of_span(low, high):
    """The figure of which ``qualified_span`` gave the span."""
    if high == inf:
        return low
    if low == 0:
        return high
    return (low + high) / 2


def spans_meet(spans):
    """Whether one figure lies within all of ``spans``."""
    lows, highs = zip(*spans, strict=True)
    return max(lows) <= min(highs)
