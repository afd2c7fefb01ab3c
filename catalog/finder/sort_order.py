"""The order of an answer: by rows, descending or ascending, what is not known last; of equals, by slug."""

import numpy as np

from .bitsets import places_in
from .facets import PHONE
from .price_columns import price_column


def places_in_order(index, bits, question, start, stop):
    """The places of ``bits`` from ``start`` to ``stop``, in the order of the question (newest first without one)."""
    places = places_in(bits)
    if question.order:
        columns = [sort_values(index, sort_key, question)[places] for sort_key in question.order]
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


def sort_values(index, sort_key, question):
    """Small values first; what is not known, or is not there, is infinite. Prices are in the question's currency."""
    low, high = _intervals(index.phones, sort_key.facet, question)
    if not sort_key.falling:
        return _infinite_if_unknown(low)
    if sort_key.facet.is_date:
        return _infinite_if_unknown(-low)
    return _infinite_if_unknown(-np.where(np.isfinite(high), high, low))


def _intervals(columns, facet, question):
    """(the least, the most) that a number of each phone may be."""
    if facet.is_price:
        prices = price_column(columns, facet, question.currency_of(facet))
        return prices.low[0], prices.high[0]
    return columns.low[facet.column, 0], columns.high[facet.column, 0]


def newest_first_values(index):
    """By announcement, else by release."""
    announced = index.phones.low[PHONE.by_key["announced"].column, 0]
    released = index.phones.low[PHONE.by_key["released"].column, 0]
    dates = np.where(np.isfinite(announced), announced, released)
    return _infinite_if_unknown(-dates)


def _infinite_if_unknown(values):
    return np.where(np.isfinite(values), values, np.float32(np.inf))
