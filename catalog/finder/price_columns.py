"""Prices in the index: the amounts of one facet in one currency, each converted at the rate of its own day.

An amount that cannot be converted, for want of a day or of a rate, may be any number.
"""

from datetime import date

import numpy as np

from catalog.facts.price_conversion import RateTable
from catalog.quantities.qualified_figures import figure_of_span

from .bitsets import add_to_sets, contained_places, pack_flags
from .histograms import MAX_BINS, bin_edges

MAX_CURRENCIES = 8
"""Currencies whose prices an index keeps, of one kind of entry."""
AMOUNT_DECIMALS = 2
"""Digits of stored amounts; the columns hold them as 32-bit floats."""


def price_column(columns, facet, currency, edges=None):
    """The ``PriceColumn`` of a facet in a currency, with bins between ``edges`` (default: those that suit its amounts);
    worked out when it is first asked for."""
    key = (facet.name, currency)
    found = columns.prices.get(key)
    if found is None or not found.has_edges(edges):
        found = PriceColumn(columns, facet, currency, edges)
        if len(columns.prices) >= MAX_CURRENCIES:
            oldest, *_ = columns.prices
            columns.prices.pop(oldest, None)
        columns.prices[key] = found
    return found


class PriceColumn:
    """``low`` and ``high``: slot × place, as ``Columns`` has them. ``rate_days``: the day of the rate by which an
    amount was converted, as its number; 0 where it was not. ``bins``: the sets of the histogram, bin × slot × place, as
    bits."""

    def __init__(self, columns, facet, currency, edges=None):
        self.facet = facet
        self.currency = currency
        shape = (columns.slots, columns.width)
        self.low = np.full(shape, np.nan)
        self.high = np.full(shape, np.nan)
        self.rate_days = np.zeros(shape, dtype=np.int32)
        self.bins = np.zeros((MAX_BINS, *columns.present.shape), dtype=np.uint64)
        everywhere = np.arange(self.low.size)
        self.convert(columns, everywhere)
        self.edges = bin_edges(facet, self.low[np.isfinite(self.low)]) if edges is None else edges
        self.bin(everywhere)

    def has_edges(self, edges):
        """Whether its bins are between these edges; None stands for any."""
        return edges is None or np.array_equal(self.edges, edges)

    def add(self, columns, where):
        """Take in the entries at ``where`` (slot × width + place)."""
        self.convert(columns, where)
        self.bin(where)

    def convert(self, columns, where):
        low, high = columns.intervals_at(self.facet, where)
        low = low.astype(np.float64)
        high = high.astype(np.float64)
        is_known = np.isfinite(low)
        known = where[is_known]
        factors, days = conversion_factors(columns, self.facet, self.currency, known)
        low[is_known] = converted_amounts(low[is_known], factors, days, unknown=-np.inf)
        high[is_known] = converted_amounts(high[is_known], factors, days, unknown=np.inf)
        self.low.reshape(-1)[where] = low
        self.high.reshape(-1)[where] = high
        self.rate_days.reshape(-1)[known] = days

    def bin(self, where):
        """Put the entries at ``where`` into their bins."""
        amounts = self.low.reshape(-1)[where]
        is_known = np.isfinite(amounts)
        if not len(self.edges) or not is_known.any():
            return
        bins = np.searchsorted(self.edges, amounts[is_known], side="right") - 1
        bins = np.clip(bins, 0, len(self.edges) - 2)
        add_to_sets(self.bins.reshape(MAX_BINS, -1), bins, where[is_known])

    def within(self, low, high):
        """As ``Columns.within``. Amounts that were not converted are 32-bit floats, and so is their limit."""
        is_converted = self.rate_days > 0
        low = np.where(is_converted, low, np.float32(low))
        high = np.where(is_converted, high, np.float32(high))
        certain = (self.low >= low) & (self.high <= high)
        possible = (self.high >= low) & (self.low <= high)
        return pack_flags(certain), pack_flags(possible)

    def conversion(self, slot, place):
        """(amount, day of the rate) of an entry whose price was converted; None for any other."""
        day = int(self.rate_days[slot, place])
        if not day:
            return None
        figure = figure_of_span(float(self.low[slot, place]), float(self.high[slot, place]))
        return figure, date.fromordinal(day)


def converted_amounts(amounts, factors, days, *, unknown):
    """``amounts`` times their factors, ``unknown`` where there is no rate; those that are converted are first rounded
    to what was stored."""
    amounts = np.where(days, np.round(amounts, AMOUNT_DECIMALS), amounts) * factors
    return np.where(np.isnan(amounts), unknown, amounts)


def conversion_factors(columns, facet, currency, where):
    """(factor into ``currency``, day of the rate as its number) of the prices at ``where``. The factor is not a number
    where there is no rate; the day is 0 where nothing is converted."""
    factors = np.full(len(where), np.nan)
    rate_days = np.zeros(len(where), dtype=np.int32)
    days = price_days(columns, facet, where)
    foreign = {}
    for code, row in columns.words.values(facet.currency_facet.spec.key).items():
        is_of_code = contained_places(columns.having([row]).reshape(-1), where)
        if code == currency:
            factors[is_of_code] = 1
        else:
            foreign[code] = is_of_code & (days > 0)
    rates = rates_of_days(currency, foreign, days)
    for code, chosen in foreign.items():
        factors[chosen], rate_days[chosen] = factors_by_day(rates, code, currency, days[chosen])
    return factors, rate_days


def factors_by_day(rates, source, target, days):
    """The same of prices of one currency, by their days."""
    different, numbers = np.unique(days, return_inverse=True)
    factors = np.full(len(different), np.nan)
    rate_days = np.zeros(len(different), dtype=np.int32)
    for number, day in enumerate(different.tolist()):
        found = rates.factor(source, target, date.fromordinal(day))
        if found:
            factors[number], rate_day = found
            rate_days[number] = rate_day.toordinal()
    return factors[numbers], rate_days[numbers]


def rates_of_days(currency, foreign, days):
    """The ``RateTable`` for prices ``foreign`` (currency → flags) on their ``days`` (numbers). At most one query."""
    codes = [code for code, chosen in foreign.items() if chosen.any()]
    if not codes:
        return RateTable((), ())
    asked = np.logical_or.reduce([foreign[code] for code in codes])
    return RateTable([currency, *codes], map(date.fromordinal, np.unique(days[asked]).tolist()))


def price_days(columns, facet, where):
    """The day of each price as its number: of the facet's dates the first that is known to the day; 0 where none is."""
    days = np.zeros(len(where), dtype=np.int64)
    for key in reversed(facet.spec.priced_on):
        first, last = columns.intervals_at(facet.kind.by_key[key], where)
        is_exact = np.isfinite(first) & (first == last)
        days[is_exact] = first[is_exact]
    return days
