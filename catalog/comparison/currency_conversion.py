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
class Price:
    """One price of a phone: “At launch” or a market and its carrier. ``day`` is None where it is not known."""

    of: str
    amount: float
    currency: str
    day: date | None

    @property
    def rate_key(self):
        return self.currency, self.day


@dataclass(frozen=True)
class ConvertedPrice:
    """“At launch”, “¥225,360”, “about €1,541”, and the day whose rate that is."""

    of: str
    price: str
    euros: str
    day: date


def prices_in_euros(phone):
    """The phone's prices in other currencies that have a day and a rate. At most one query."""
    prices = [price for price in _prices(phone) if price.currency != EURO and price.day is not None]
    if not prices:
        return []
    rates = _rates_by_day(prices)
    return [_converted(price, *rates[price.rate_key]) for price in prices if price.rate_key in rates]


def _converted(price, day, rate):
    euros = formatters.format_money(round(price.amount / rate), EURO)
    return ConvertedPrice(price.of, formatters.format_money(price.amount, price.currency), f"about {euros}", day)


def _prices(phone):
    """Yield the ``Price`` of the launch and those of each market."""
    if phone.launch_price is not None:
        day = _exact_day(phone.released or phone.announced)
        yield Price("At launch", phone.launch_price, phone.launch_price_currency, day)
    for market in phone.markets.all():
        if market.price is not None:
            where = ", ".join(filter(None, [country_name(market.country), market.carrier]))
            yield Price(where, market.price, market.price_currency, _exact_day(market.price_on))


def _exact_day(day):
    """The very day, where it is known."""
    if not day or day.precision != DAY:
        return None
    return day.first_day


def _rates_by_day(prices):
    """(currency, day) → (day of the rate, rate): the last one published by then."""
    asked = {price.rate_key for price in prices}
    rates = _rates_around(asked)
    found = {}
    for currency, day in asked:
        oldest = day - OLDEST_RATE
        for of, on, rate in rates:
            if of == currency and oldest <= on <= day:
                found[currency, day] = (on, rate)
    return found


def _rates_around(asked):
    """(currency, day, rate) of all days on which one of ``asked`` may rest, by day. One query."""
    near = Q()
    for currency, day in asked:
        near |= Q(currency=currency, day__range=(day - OLDEST_RATE, day))
    return list(ExchangeRate.objects.filter(near).order_by("day").values_list("currency", "day", "per_euro"))
