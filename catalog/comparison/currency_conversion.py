"""The prices of one phone in euros, each at the rate of its own day."""

from dataclasses import dataclass

from catalog.facts.price_conversion import ConvertedPrice, Price, RateTable, price_of
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import comma_list
from catalog.languages.localised_text import localised
from catalog.quantities.countries import country_name
from catalog.quantities.euro_rates import EURO
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, PHONE_SPECS

LAUNCH_PRICE = PHONE_SPECS["launch_price"]
(MARKET_PRICE,) = [spec for spec in ENTRY_GROUP_BY_KEY["market"].specs if spec.key == "price"]


@dataclass(frozen=True)
class PriceInEuros:
    """One price of a phone and what it is in euros. ``of``: “At launch”, or a market and its carrier."""

    of: str
    price: Price
    euros: ConvertedPrice


def prices_in_euros(phone):
    """The phone's prices in other currencies that have a day and a rate. At most one query."""
    labelled = []
    for of, price in _prices(phone):
        if price and price.currency != EURO:
            labelled.append((of, price))
    rates = RateTable.for_prices([price for _, price in labelled], EURO)
    converted = [PriceInEuros(of, price, rates.converted(price, EURO)) for of, price in labelled]
    return [price for price in converted if price.euros]


def _prices(phone):
    """Yield (of what it is the price, ``Price`` or None) of the launch and of each market."""
    yield gettext("At launch"), price_of(LAUNCH_PRICE, phone)
    for market in phone.markets.all():
        where = comma_list(filter(None, [localised(country_name(market.country)), market.carrier]))
        yield where, price_of(MARKET_PRICE, market)
