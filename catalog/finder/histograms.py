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
    return year_edges(int(low), int(high)) if facet.is_date else round_edges(float(low), float(high))


def round_edges(low, high):
    width = round_width((high - low) / (MAX_BINS - 1) or abs(high) / 10 or 1)
    first = floor(low / width + 1e-9)
    last = min(first + MAX_BINS, max(first + 1, floor(high / width + 1e-9) + 1))
    return np.array([round(number * width, 6) for number in range(first, last + 1)], dtype=np.float32)


def round_width(width):
    """The next width of 1, 2, 2.5 or 5 times a power of ten."""
    unit = 10 ** floor(log10(width))
    return next(step * unit for step in BIN_WIDTH_STEPS if step * unit >= width * 0.999)


def year_edges(first, last):
    """1 January of the years that the days fall into, or of every second, third … year."""
    years = date.fromordinal(first).year, date.fromordinal(last).year + 1
    step = ceil((years[1] - years[0]) / MAX_BINS)
    count = ceil((years[1] - years[0]) / step)
    return np.array([date(years[0] + step * n, 1, 1).toordinal() for n in range(count + 1)], dtype=np.float32)
