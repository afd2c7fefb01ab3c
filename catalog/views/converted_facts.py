"""Prices in lists: those that were converted to answer a question say to how much, and by which rate."""

from catalog.finder.facets import PRICE_FACETS
from catalog.languages.active_language import gettext
from catalog.languages.localised_text import localised
from catalog.quantities import formatters


def with_conversion(finding, name, fact, place, slot=0):
    """``fact`` of the row ``name``, in the language of the page; a price that was asked in another currency with what
    it came to in that one."""
    facet = asked_price(finding, name)
    if facet is None or fact is None:
        return fact
    converted = finding.converted_price(facet, place, slot)
    if converted is None:
        return fact
    message = gettext("{price}, about {amount} at the rate of {day}")
    amount = localised(formatters.format_money(round(converted.amount), converted.currency))
    return fact.with_text(message.format(price=fact.text, amount=amount, day=localised(converted.day_words)))


def asked_price(finding, name):
    """The facet of that name if it is a price that has a limit or is sorted by; else None."""
    for facet in finding.asked.question.asked_prices:
        if facet.name == name:
            return facet
    return None


def not_known_words(label, name, question):
    """“{label} not known”; of a price “{label} not known in EUR”: it may be known in another currency."""
    for facet in PRICE_FACETS:
        if facet.name == name:
            return gettext("{label} not known in {currency}").format(label=label, currency=question.currency_of(facet))
    return gettext("{label} not known").format(label=label)
