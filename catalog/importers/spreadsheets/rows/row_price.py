"""The price of a row and its currency: one fact in two columns, which changes as a whole or not at all."""

from copy import copy, deepcopy
from dataclasses import dataclass
from typing import Any

from catalog.evidence.decision import Boldness, Statement, confirming_sources

from ..cells.cell_parser import CLEARED, NOT_PUBLISHED
from .row_content import PRICE_KEYS

AMOUNT, CURRENCY = PRICE_KEYS


@dataclass(frozen=True)
class RowPrice:
    """``amount`` and ``currency`` are ((column, key), (number of the column, value)); None where the row says none."""

    amount: Any = None
    currency: Any = None

    @classmethod
    def of(cls, values):
        """The price in the values of a row; a currency may come with the amount, or from a cell of its own."""
        parts = {}
        for place, numbered in values.items():
            _, key = place
            _, value = numbered
            if key in PRICE_KEYS and value not in (CLEARED, NOT_PUBLISHED):
                parts[key] = place, numbered
        return cls(parts.get(AMOUNT), parts.get(CURRENCY))

    def faults(self, content):
        """Yield (number of the column, why) where the row gives one half of a price that is stored with another."""
        stored = content.get(AMOUNT), content.get(CURRENCY)
        if self.amount and not self.currency:
            yield from _bare_amount_faults(self.amount[1], *stored)
        if self.currency and not self.amount:
            yield from _bare_currency_faults(self.currency[1], *stored)

    def parts_from_currency(self, builder):
        """Whether the row's price, put in by the ``builder``, would leave an amount in a currency that nobody said."""
        if not (self.amount and self.currency):
            return False
        before = _pair(builder.content)
        stated = self.amount[1][1], self.currency[1][1]
        if before[1] not in (None, stated[1]) and _bears_out_amount(builder):
            return True
        return self.pair_after(builder) not in (before, stated)

    def pair_after(self, builder):
        """(amount, currency) that would be stored."""
        trial = copy(builder)
        content = builder.content
        trial.content = deepcopy({key: content[key] for key in (*PRICE_KEYS, "claims") if key in content})
        for (column, key), (_, value) in (self.amount, self.currency):
            trial.set_fact(column, trial.content, key, value, path=key)
        return _pair(trial.content)


def _pair(content):
    return content.get(AMOUNT), content.get(CURRENCY)


def _bears_out_amount(builder):
    """Whether other sources bear out the stored amount, and may not be overruled."""
    if builder.boldness >= Boldness.OVERWRITE:
        return False
    claims = []
    for claim in builder.content.get("claims", ()):
        if claim["key"] == AMOUNT:
            claims.append(claim)
    return bool(confirming_sources(claims, Statement(AMOUNT, builder.source)))


def _bare_amount_faults(amount, stored, currency):
    number, value = amount
    if currency and value != stored:
        known = f"{stored:.10g} {currency}" if stored else currency
        yield number, f"which currency is this? {known} is stored: write {value:.10g} {currency}, or what it is"


def _bare_currency_faults(currency, stored, stored_currency):
    number, value = currency
    if stored and stored_currency != value:
        yield number, f"{stored:.10g} {stored_currency} is stored: write the price in {value} as well"
