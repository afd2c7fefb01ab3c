"""How far prices are from that of a baseline: in its currency, converted and said to be so where theirs is another."""

from catalog.facts.price_conversion import RateTable
from catalog.quantities import formatters
from catalog.quantities.qualified_figures import ABOUT, AT_LEAST, AT_MOST


def price_differences(cells, base):
    """Words for each of ``cells``: “+€100”, “about +€54 at the rate of 18 November 2022”; empty where one of the
    two has no price or only a bound, or there is no rate for the day of the price. At most one query."""
    if base.price is None:
        return [""] * len(cells)
    rates = RateTable.for_prices([cell.price for cell in cells if cell.price], base.price.currency)
    return [_difference(cell, base, rates) for cell in cells]


def _difference(cell, base, rates):
    qualifiers = {cell.qualifier, base.qualifier}
    if cell.price is None or qualifiers & {AT_MOST, AT_LEAST}:
        return ""
    if cell.price.currency != base.price.currency:
        return _converted_difference(cell.price, base.price, rates)
    words = formatters.format_money_difference(cell.price.amount - base.price.amount, base.price.currency)
    if ABOUT in qualifiers and words != formatters.NO_DIFFERENCE:
        return f"about {words}"
    return words


def _converted_difference(price, base, rates):
    converted = rates.converted(price, base.currency)
    if converted is None:
        return ""
    words = formatters.format_money_difference(round(converted.amount - base.amount), base.currency)
    return f"about {words} at the rate of {converted.day_words}"
