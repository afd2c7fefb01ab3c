"""Prices in euros, at the rate of their own day: to hold prices of several countries against each other, and no more.

A price without its day is not converted: a month has many rates.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from catalog.models import ExchangeRate
from catalog.quantities import formatters
from catalog.quantities.countries import country_name
from catalog.quantities.partial_dates import DAY

EURO = "EUR"
OLDEST_RATE = timedelta(days=7)
"""How old a rate may be: none is published on Sundays and holidays."""


@dataclass(frozen=True)
class ConvertedPrice:
    """“At launch”, “¥225,360”, “about €1,541”, and the day whose rate that is."""

    of: str
    price: str
    euros: str
    day: date


def prices_in_euros(phone):
    """The phone's prices in other currencies that have a day and a rate. At most one query."""
    prices = [price for price in _prices(phone) if price[2] != EURO and price[3]]
    rates = _rates_by_day(prices) if prices else {}
    return [
        ConvertedPrice(
            of,
            formatters.format_money(amount, currency),
            f"about {formatters.format_money(round(amount / rate[1]), EURO)}",
            rate[0],
        )
        for of, amount, currency, day in prices
        if (rate := rates.get((currency, day)))
    ]


def _prices(phone):
    """(of what, amount, currency, the day or None) of every price."""
    if phone.launch_price is not None:
        yield (
            "At launch",
            phone.launch_price,
            phone.launch_price_currency,
            _exact_day(phone.released or phone.announced),
        )
    for market in phone.markets.all():
        if market.price is not None:
            where = ", ".join(filter(None, [country_name(market.country), market.carrier]))
            yield where, market.price, market.price_currency, _exact_day(market.price_on)


def _exact_day(day):
    """The very day, where it is known."""
    return day.first_day if day and day.precision == DAY else None


def _rates_by_day(prices):
    """(currency, day) → (day of the rate, rate): the last one published by then."""
    asked = {(currency, day) for _, _, currency, day in prices}
    near = Q()
    for currency, day in asked:
        near |= Q(currency=currency, day__range=(day - OLDEST_RATE, day))
    rows = list(ExchangeRate.objects.filter(near).order_by("day").values_list("currency", "day", "per_euro"))
    found = {}
    for currency, day in asked:
        known = [(on, rate) for one, on, rate in rows if one == currency and day - OLDEST_RATE <= on <= day]
        found |= {(currency, day): known[-1]} if known else {}
    return found
