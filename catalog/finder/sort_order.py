"""The order of an answer: by rows, descending or ascending, what is not known last; of equals, by slug."""

import numpy as np

from .bitsets import places_in
from .facets import PHONE


def places_in_order(index, bits, order, start, stop):
    """The places of ``bits`` from ``start`` to ``stop``, sorted by ``order`` (newest first without one)."""
    places = places_in(bits)
    if order:
        columns = [sort_values(index, sort_key)[places] for sort_key in order]
    else:
        columns = [newest_first_values(index)[places]]
    places, columns = _first_candidates(places, columns, stop)
    ranking = np.lexsort((index.by_slug[places], *reversed(columns)))
    return places[ranking[start:stop]].tolist()


def _first_candidates(places, columns, stop):
    """Those that can come before ``stop`` by the first column alone, so that only they need sorting."""
    if len(places) <= stop:
        return places, columns
    last = np.partition(columns[0], stop - 1)[stop - 1]
    candidates = columns[0] <= last
    return places[candidates], [column[candidates] for column in columns]


def sort_values(index, sort_key):
    """Small values first; what is not known, or is not there, is infinite."""
    column = sort_key.facet.column
    low = index.phones.low[column, 0]
    if not sort_key.falling:
        return _infinite_if_unknown(low)
    if sort_key.facet.is_date:
        return _infinite_if_unknown(-low)
    high = index.phones.high[column, 0]
    return _infinite_if_unknown(-np.where(np.isfinite(high), high, low))


def newest_first_values(index):
    """By announcement, else by release."""
    announced = index.phones.low[PHONE.by_key["announced"].column, 0]
    released = index.phones.low[PHONE.by_key["released"].column, 0]
    dates = np.where(np.isfinite(announced), announced, released)
    return _infinite_if_unknown(-dates)


def _infinite_if_unknown(values):
    return np.where(np.isfinite(values), values, np.float32(np.inf))
