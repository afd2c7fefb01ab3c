"""What is known of a phone's sale in one country. What was asked or granted in another country is no answer here."""

from collections import defaultdict
from functools import partial

from catalog.facts.cells import Cell, State
from catalog.models.vocabulary import Section
from catalog.quantities import formatters
from catalog.quantities.countries import WORLDWIDE, country_name
from catalog.sheet import abroad_specs
from catalog.sheet.spec import GATHERED

NOT_KNOWN = Cell(State.NOT_KNOWN, "not known")
PERHAPS_SOLD = Cell(State.NOT_KNOWN, "not known: sold in many countries, and this one is not named among them")


def known_cell(text, value, state=State.KNOWN):
    return Cell(state, text, value, GATHERED)


def sale_cells(phone, code):
    """(spec, cell) for each thing that a buyer in the country asks."""
    return [(spec, ask(phone, code)) for spec, ask in SALE_CELLS]


def markets_in(phone, code):
    return [market for market in phone.markets.all() if market.country == code]


def sold_cell(phone, code):
    if here := markets_in(phone, code):
        sellers = "; ".join(dict.fromkeys(filter(None, map(_seller_name, here))))
        return known_cell(f"yes ({sellers})" if sellers else "yes", True)
    listed = list(dict.fromkeys(market.country for market in phone.markets.all()))
    if WORLDWIDE in listed:
        return PERHAPS_SOLD
    if not phone.is_whole(Section.MARKETS):
        return NOT_KNOWN
    elsewhere = formatters.format_list([country_name(other) for other in listed])
    return known_cell(f"no (the list of its countries is complete: {elsewhere})", False, State.NO)


def on_sale_from_cell(phone, code):
    days = [market.on_sale_from for market in markets_in(phone, code) if market.on_sale_from]
    return known_cell(min(days).words, str(min(days))) if days else NOT_KNOWN


def last_price_cell(phone, code):
    """The price of the newest day; of several that day, each. One without a day is older than any with one."""
    priced = [market for market in markets_in(phone, code) if market.price is not None]
    newest = max(map(_day_of_price, priced), default=None)
    last = [market for market in priced if _day_of_price(market) == newest]
    texts = dict.fromkeys(map(_price_text, last))
    return known_cell("; ".join(texts), [_price_data(market) for market in last]) if last else NOT_KNOWN


def cell_by_seller(column, words, phone, code):
    """What is known of ``column`` in the country: one answer, or each answer with who gives it."""
    answers = defaultdict(dict)
    for market in markets_in(phone, code):
        if (value := getattr(market, column)) is not None:
            answers[value][_seller_name(market)] = True
    if not answers:
        return NOT_KNOWN
    text = "; ".join(_text_with_sellers(words(value), sellers) for value, sellers in answers.items())
    value = next(iter(answers)) if len(answers) == 1 else list(answers)
    return known_cell(text, value, State.NO if value is False else State.KNOWN)


def _text_with_sellers(words, sellers):
    named = ", ".join(filter(None, sellers))
    return f"{words} ({named})" if named else words


def _seller_name(market):
    """The carrier, else the channel, in words; empty where neither is known."""
    return market.carrier or (market.get_channel_display() or "").lower()


def _day_of_price(market):
    return market.price_on.number if market.price_on else 0


def _price_text(market):
    day = market.price_on.words if market.price_on else "date not known"
    return _text_with_sellers(formatters.format_money(market.price, market.price_currency), [day, _seller_name(market)])


def _price_data(market):
    return {
        "price": formatters.int_if_whole(market.price),
        "currency": market.price_currency,
        "on": str(market.price_on) if market.price_on else None,
        "carrier": market.carrier,
    }


def _yes_or_no(value):
    return "yes" if value else "no"


SALE_CELLS = tuple(
    zip(
        abroad_specs.SALE_SPECS,
        (
            sold_cell,
            on_sale_from_cell,
            last_price_cell,
            partial(cell_by_seller, "carrier_locked", _yes_or_no),
            partial(cell_by_seller, "forced_shutter_sound", _yes_or_no),
            partial(cell_by_seller, "warranty", str),
        ),
        strict=True,
    )
)
"""What a buyer in a country asks, and who answers: a function of the phone and the country's code."""
