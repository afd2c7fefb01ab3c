"""How far prices are from that of a baseline: in its currency, converted and said to be so where theirs is another."""

from catalog.facts.price_conversion import RateTable
from catalog.quantities import formatters


def price_differences(cells, base):
    """Words for each of ``cells``: “+100 EUR”, “about +54 EUR at the rate of 18 November 2022”; empty where one of the
    two has no price, or there is no rate for the day of the price. At most one query."""
    if base.price is None:
        return [""] * len(cells)
    rates = RateTable.for_prices([cell.price for cell in cells if cell.price], base.price.currency)
    return [_difference(cell.price, base.price, rates) for cell in cells]


def _difference(price, base, rates):
    if price is None:
        return ""
    if price.currency == base.currency:
        return formatters.format_difference(price.amount - base.amount, base.currency)
    converted = rates.converted(price, base.currency)
    if converted is None:
        return ""
    words = formatters.format_difference(round(converted.amount - base.amount), base.currency)
    return f"about {words} at the rate of {converted.day_words}"
