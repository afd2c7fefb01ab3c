"""What was asked for a phone at launch, beside its own price: in other currencies, of other memory versions."""

import re

from catalog.quantities import formatters
from catalog.quantities.countries import country_name

from .spec import GATHERED, list_value

COLUMNS = ("price", "price_currency", "country", "ram_gb", "storage_gb", "applies_to")


def launch_prices(phone):
    """Each in words, in the order of the rows: “999 EUR (12 GB + 256 GB, Germany)”."""
    return list_value(map(_price_text, phone.launch_prices.all()), GATHERED)


def _price_text(price):
    money = formatters.format_coded_money(price.price, price.price_currency)
    sizes = filter(None, [price.ram_gb, price.storage_gb])
    memory = " + ".join(map(formatters.format_gigabytes, sizes))
    country = price.country and country_name(price.country)
    said = ", ".join(filter(None, [memory, country, price.applies_to]))
    return f"{money} ({said})" if said else money


def launch_prices_text(prices):
    """For people: “€999 (12 GB + 256 GB, Germany)”."""
    currencies = set(re.findall(r"\b[A-Z]{3}\b", " ".join(prices)))
    return formatters.format_list(formatters.symbols_for_codes(price, currencies) for price in prices)
