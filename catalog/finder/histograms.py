"""How the values of a number are cut into bins of round width."""

from datetime import date
from math import ceil, floor, log10

import numpy as np

MAX_BINS = 12
BIN_WIDTH_STEPS = (1, 2, 2.5, 5, 10)


def bin_edges(facet, values):
    """The edges of at most ``MAX_BINS`` bins, of years for dates; all but the rarest values lie within.

    Values outside count in the first and the last bin. Empty without values.
    """
    if not len(values):
        return np.zeros(0, dtype=np.float32)
    low, high = np.quantile(values, (0.005, 0.995))
    if facet.is_date:
        return year_edges(int(low), int(high))
    return round_edges(float(low), float(high))


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
