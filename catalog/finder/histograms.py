"""How the values of a number are cut into bins of round width."""

from datetime import date
from math import ceil, floor, log10

import numpy as np

MAX_BINS = 12
BIN_WIDTH_STEPS = (1, 2, 2.5, 5, 10)


def bin_edges(facet, values, counts=None):
    """The edges of at most ``MAX_BINS`` bins, of years for dates; all but the rarest values lie within.

    Each value stands as often as ``counts`` says, or once. Values outside count in the first and the last bin. Empty
    without values.
    """
    if counts is None:
        counts = np.ones(len(values), dtype=np.int64)
    if not counts.sum():
        return np.zeros(0, dtype=np.float32)
    low = quantile_of_counts(values, counts, 0.005)
    high = quantile_of_counts(values, counts, 0.995)
    if facet.is_date:
        return year_edges(int(low), int(high))
    return round_edges(float(low), float(high))


def quantile_of_counts(values, counts, share):
    """The value below which ``share`` of all lie, between two values in proportion; each stands ``counts`` times."""
    order = np.argsort(values, kind="stable")
    ends = np.cumsum(counts[order])
    position = share * (int(ends[-1]) - 1)
    before = floor(position)
    after = min(before + 1, int(ends[-1]) - 1)
    lower, upper = values[order][np.searchsorted(ends, [before, after], side="right")].astype(np.float64)
    return lower + (upper - lower) * (position - before)


def round_edges(low, high):
    width = round_width((high - low) / (MAX_BINS - 1) or abs(high) / 10 or 1)
    first = floor(low / width + 1e-9)
    last = floor(high / width + 1e-9) + 1
    last = min(max(last, first + 1), first + MAX_BINS)
    edges = [round(number * width, 6) for number in range(first, last + 1)]
    return np.array(edges, dtype=np.float32)


def round_width(width):
    """The next width of 1, 2, 2.5 or 5 times a power of ten."""
    unit = 10 ** floor(log10(width))
    widths = [step * unit for step in BIN_WIDTH_STEPS]
    return min(rounded for rounded in widths if rounded >= width * 0.999)


def year_edges(first, last):
    """1 January of the years that the days fall into, or of every second, third … year."""
    start = date.fromordinal(first).year
    count = date.fromordinal(last).year + 1 - start
    step = ceil(count / MAX_BINS)
    years = range(start, start + count + step, step)
    return np.array([date(year, 1, 1).toordinal() for year in years], dtype=np.float32)
