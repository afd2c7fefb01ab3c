"""Prices as docs/finder.md has them asked, one by one: in the question's currency, at the rate of their own day."""

from datetime import date

from .bank_rates import bank_conversion
from .slow_records import UNKNOWN, fact

PRICES = {
    ("", "launch_price"): ("launch_price_currency", ("released", "announced")),
    ("market", "price"): ("price_currency", ("price_on",)),
}
"""A price → the row of its currency, and the rows of its day: the first that is known to the day."""
CURRENCY_ROWS = {(group, currency): (group, row) for (group, row), (currency, _) in PRICES.items()}
ENDS = ("", "_min", "_max")


def parameter(group, row):
    return f"{group}.{row}" if group else row


def limit_currencies(asked):
    """Price that has a limit → the currency of the limit, the euro unless another is named."""
    found = {}
    for price, (currency, _) in PRICES.items():
        if any(parameter(*price) + end in asked for end in ENDS):
            found[price] = asked.get(parameter(price[0], currency), ["EUR"])[-1].upper()
    return found


def sort_currency(asked):
    """In which currency prices at launch are put in order."""
    named = {word.upper() for word in asked.get("launch_price_currency", [])}
    return named.pop() if len(named) == 1 and named != {"UNKNOWN"} else "EUR"


def in_currency(facts, price, currency):
    """The fact of a price in another currency; not known where there is no rate for its day."""
    found = facts[price[1]]
    if found["state"] != "known":
        return found
    currency_row, days = PRICES[price]
    (amount,) = found["values"]
    (own,) = facts[currency_row]["values"]
    if own == currency:
        return found
    day = exact_day(facts, days)
    converted = day and day >= date(1999, 1, 4) and bank_conversion(amount, own, currency, day)
    return fact(converted[0], qualifier=found["qualifier"]) if converted else UNKNOWN


def exact_day(facts, rows):
    for row in rows:
        for first, last in facts[row]["values"]:
            if first == last:
                return first
    return None
