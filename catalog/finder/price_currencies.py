"""The currency of a price in a query string: beside a limit, ``launch_price_currency`` says what the limit is in.

Without a limit it is a condition as any other: phones that are priced in that currency.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from catalog.languages.listed_words import and_list
from catalog.quantities import euro_rates
from catalog.quantities.euro_rates import EURO
from catalog.quantities.parsers import parse_currency
from catalog.sheet.query_values import currency_of_price

from .facets import PRICE_FACETS


@dataclass(frozen=True)
class AskedCurrencies:
    """``codes``: name of a price that has a limit → the currency of it, None where that cannot be read."""

    codes: dict

    def takes(self, name):
        """Whether a parameter is the currency of a limit, and so no condition."""
        return any(facet.currency_facet.name == name and facet.name in self.codes for facet in PRICE_FACETS)

    def applied(self, readings):
        """``ParsedCondition``s with the currencies of their limits; without limits of which it cannot be read."""
        for reading in readings:
            if not reading.condition.facet.is_price:
                yield reading
            elif self.codes[reading.condition.facet.name]:
                yield self._with_currency(reading)

    def _with_currency(self, reading):
        facet = reading.condition.facet
        code = self.codes[facet.name]
        pairs = (*reading.pairs, (facet.currency_facet.name, code))
        return replace(reading, condition=replace(reading.condition, currency=code), pairs=pairs)


def parse_currencies(data, vocabularies, faults):
    """The ``AskedCurrencies`` of ``data`` (a QueryDict): the euro where none is named; messages go to ``faults``."""
    codes = {}
    for facet in PRICE_FACETS:
        if not _has_limit(data, facet):
            continue
        try:
            codes[facet.name] = _parse_one(data, facet, vocabularies[facet.kind.key])
        except ValueError as fault:
            codes[facet.name] = None
            message = gettext("{fault} The limit of the price is left out.").format(fault=fault)
            faults[facet.currency_facet.name] = [message]
    return AskedCurrencies(codes)


def _has_limit(data, facet):
    return any(data.get(name, "").strip() for name in _limit_names(facet))


def _limit_names(facet):
    return facet.name, f"{facet.name}_min", f"{facet.name}_max"


def limits_left_out(faults):
    """The parameters of the limits whose currency is among ``faults``."""
    names = []
    for facet in PRICE_FACETS:
        if facet.currency_facet.name in faults:
            names.extend(_limit_names(facet))
    return names


def _parse_one(data, facet, vocabulary):
    """A code, from the parameter beside the limit or as it is written with it; ValueError in words where it is none, or
    where there are several."""
    texts = filter(None, map(str.strip, data.getlist(facet.currency_facet.name)))
    written = [currency_of_price(data.get(name, "")) for name in _limit_names(facet)]
    codes = list(dict.fromkeys([*(parse_currency(text[:40]) for text in texts), *filter(None, written)]))
    if len(codes) > 1:
        message = gettext("Choose one currency for a price, not {currencies}.")
        raise ValueError(message.format(currencies=and_list(codes[:5])))
    if not codes:
        return EURO
    (code,) = codes
    if code not in convertible_currencies(facet, vocabulary):
        message = gettext("No phone here is priced in {currency}, and there is no rate for it.")
        raise ValueError(message.format(currency=code))
    return code


def convertible_currencies(facet, vocabulary):
    """The codes of all currencies that a price can be asked in."""
    return euro_rates.all_currencies() | set(vocabulary.values(facet.currency_facet.spec.key))
