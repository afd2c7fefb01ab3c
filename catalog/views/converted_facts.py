"""Prices in lists: those that were converted to answer a question say to how much, and by which rate."""

from catalog.finder.facets import PRICE_FACETS


def with_conversion(finding, name, fact, place, slot=0):
    """``fact`` of the row ``name``; a price that was asked in another currency with what it came to in that one."""
    facet = asked_price(finding, name)
    if facet is None or fact is None:
        return fact
    converted = finding.converted_price(facet, place, slot)
    if converted is None:
        return fact
    return fact.with_text(f"{fact.text}, {converted.words} at the rate of {converted.day_words}")


def asked_price(finding, name):
    """The facet of that name if it is a price that has a limit or is sorted by; else None."""
    for facet in finding.asked.question.asked_prices:
        if facet.name == name:
            return facet
    return None


def not_known_words(name, question):
    """“not known”; of a price “not known in EUR”: it may be known in another currency."""
    for facet in PRICE_FACETS:
        if facet.name == name:
            return f"not known in {question.currency_of(facet)}"
    return "not known"
