"""The order of an answer: by rows, descending or ascending, what is not known last; of equals, by slug."""

import numpy as np

from .bitsets import contained_places, places_in
from .facets import PHONE
from .price_columns import price_column

CHUNK_SIZE = 4096
"""Places of a whole order that are looked at in one go."""


def places_in_order(index, sets, question, start, stop):
    """The places of the phones from ``start`` to ``stop``, in the order of the question. ``sets``: the phones, as bits,
    and the same with their versions."""
    bits, versions = sets
    places = places_in(bits)
    columns = [sort_values(index, sort_key, (question, versions), places) for sort_key in question.order]
    places, columns = _first_candidates(places, columns, stop)
    ranking = np.lexsort((index.by_slug[places], *reversed(columns)))
    return places[ranking[start:stop]].tolist()


def newest_first(index):
    """All places in the order of a question that names none."""
    return np.lexsort((index.by_slug, newest_first_values(index))).astype(np.int32)


def first_in_order(order, bits, start, stop):
    """Of the places in ``order``, those from ``start`` to ``stop`` that are in the set."""
    found = [order[:0]]
    count = 0
    for first in range(0, len(order), CHUNK_SIZE):
        places = order[first : first + CHUNK_SIZE]
        found.append(places[contained_places(bits, places)])
        count += len(found[-1])
        if count >= stop:
            break
    return np.concatenate(found)[start:stop].tolist()


def _first_candidates(places, columns, stop):
    """Those that can come before ``stop`` by the first column alone, so that only they need sorting."""
    if len(places) <= stop:
        return places, columns
    last = np.partition(columns[0], stop - 1)[stop - 1]
    candidates = columns[0] <= last
    return places[candidates], [column[candidates] for column in columns]


def sort_values(index, sort_key, question_and_versions, places):
    """Of the phones at ``places``: small values first; what is not known, or is not there, is infinite. Prices are in
    the question's currency. A phone counts as the first of those of its versions that are asked for (bits)."""
    question, versions = question_and_versions
    low, high = _intervals(index.phones, sort_key.facet, question)
    values = values_of_intervals(sort_key, low[0][places], high[0][places])
    of_versions = values_of_intervals(sort_key, *_intervals(index.versions.columns, sort_key.facet, question))
    index.versions.set_least(values, of_versions, versions, places)
    return values


def values_of_intervals(sort_key, low, high):
    """“At most” so much counts as that."""
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
