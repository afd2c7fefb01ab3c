"""The order of an answer: by rows, descending or ascending, what is not known last; of equals, by slug."""

import numpy as np

from .bitsets import places_in
from .facets import PHONE
from .price_columns import price_column


def places_in_order(index, sets, question, start, stop):
    """The places of the phones from ``start`` to ``stop``, in the order of the question (newest first without one).
    ``sets``: the phones, as bits, and the same with their versions."""
    bits, versions = sets
    places = places_in(bits)
    if question.order:
        columns = [sort_values(index, sort_key, (question, versions))[places] for sort_key in question.order]
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


def sort_values(index, sort_key, question_and_versions):
    """Small values first; what is not known, or is not there, is infinite. Prices are in the question's currency. A
    phone counts as the first of those of its versions that are asked for (bits)."""
    question, versions = question_and_versions
    values = values_of_columns(index.phones, sort_key, question)[0]
    index.versions.set_least(values, lambda columns: values_of_columns(columns, sort_key, question), versions)
    return values


def values_of_columns(columns, sort_key, question):
    """The same of every entry: slot × place. “At most” so much counts as that."""
    low, high = _intervals(columns, sort_key.facet, question)
    if not sort_key.falling:
        return _infinite_if_unknown(np.where((low == 0) & np.isfinite(high), high, low))
    if sort_key.facet.is_date:
        return _infinite_if_unknown(-low)
    return _infinite_if_unknown(-np.where(np.isfinite(high), high, low))


def _intervals(columns, facet, question):
    """(the least, the most) that a number of each entry may be: slot × place."""
    if facet.is_price:
        prices = price_column(columns, facet, question.currency_of(facet))
        return prices.low, prices.high
    return columns.intervals(facet)


def newest_first_values(index):
    """By announcement, else by release."""
    announced, _ = index.phones.intervals(PHONE.by_key["announced"])
    released, _ = index.phones.intervals(PHONE.by_key["released"])
    dates = np.where(np.isfinite(announced), announced, released)
    return _infinite_if_unknown(-dates[0])


def _infinite_if_unknown(values):
    return np.where(np.isfinite(values), values, np.float32(np.inf))
