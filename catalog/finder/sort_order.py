"""The order of an answer: by rows, falling or rising, what is not known last; of equals, by slug."""

import numpy as np

from .bitsets import places_in
from .facets import PHONE


def places_in_order(index, bits, order, start, stop):
    """The places of ``bits`` from ``start`` to ``stop``, sorted by ``order`` (newest first without one)."""
    some = places_in(bits)
    columns = [sort_values(index, one)[some] for one in order] or [newest_first_values(index)[some]]
    some, columns = _first_candidates(some, columns, stop)
    sorted_places = np.lexsort((index.by_slug[some], *reversed(columns)))
    return some[sorted_places[start:stop]].tolist()


def _first_candidates(some, columns, stop):
    """Those that can come before ``stop`` by the first column alone, so that only they need sorting."""
    if len(some) <= stop:
        return some, columns
    last = np.partition(columns[0], stop - 1)[stop - 1]
    kept = columns[0] <= last
    return some[kept], [column[kept] for column in columns]


def sort_values(index, order):
    """Small values first; what is not known, or is not there, is infinite."""
    number = order.facet.column
    low, high = index.phones.low[number, 0], index.phones.high[number, 0]
    values = -np.where(np.isfinite(high), high, low) if order.falling and not order.facet.is_date else low
    values = -low if order.falling and order.facet.is_date else values
    return np.where(np.isfinite(values), values, np.float32(np.inf))


def newest_first_values(index):
    """By announcement, else by release."""
    announced, released = (index.phones.low[PHONE.by_key[key].column, 0] for key in ("announced", "released"))
    when = np.where(np.isfinite(announced), announced, released)
    return np.where(np.isfinite(when), -when, np.float32(np.inf))
