"""What is known of a phone's sale in one country. What was asked or granted in another country is no answer here.

Cells are worded in English, as all are; pages localise them where they print them."""

from collections import defaultdict
from functools import partial
from operator import attrgetter

from django.utils.translation import gettext_noop

from catalog.facts.cells import Cell, State
from catalog.models.vocabulary import Section
from catalog.quantities import formatters
from catalog.quantities.countries import WORLDWIDE, country_name
from catalog.sheet import abroad_specs
from catalog.sheet.spec import GATHERED

NOT_KNOWN = Cell(State.NOT_KNOWN, "not known")
YES, NO = gettext_noop("yes"), gettext_noop("no")
NO_DAY = gettext_noop("date not known")
IS_COMPLETE = gettext_noop("the list of its countries is complete")
PERHAPS_SOLD = Cell(
    State.NOT_KNOWN, gettext_noop("not known: sold in many countries, and this one is not named among them")
)


def known_cell(text, value, state=State.KNOWN):
    return Cell(state, text, value, GATHERED)


def sale_cells(phone, code):
    """(spec, cell) for each thing that a buyer in the country asks."""
    return [(spec, ask(phone, code)) for spec, ask in SALE_CELLS]


def markets_in(phone, code):
    return [market for market in phone.markets.all() if market.country == code]


def sold_cell(phone, code):
    here = markets_in(phone, code)
    if here:
        return _sold_here_cell(here)
    if code in (phone.not_sold_in or ()):
        return known_cell(NO, False, State.NO)
    listed = list(dict.fromkeys(market.country for market in phone.markets.all()))
    if WORLDWIDE in listed:
        return PERHAPS_SOLD
    if not phone.is_whole(Section.MARKETS):
        return NOT_KNOWN
    elsewhere = formatters.format_list(list(map(country_name, listed)))
    return known_cell(f"{NO} ({IS_COMPLETE}: {elsewhere})", False, State.NO)


def _sold_here_cell(markets):
    sellers = dict.fromkeys(filter(None, map(_seller_name, markets)))
    if not sellers:
        return known_cell(YES, True)
    return known_cell(f"{YES} ({'; '.join(sellers)})", True)


def on_sale_from_cell(phone, code):
    days = list(filter(None, map(attrgetter("on_sale_from"), markets_in(phone, code))))
    if not days:
        return NOT_KNOWN
    first = min(days)
    return known_cell(first.words, str(first))


def last_price_cell(phone, code):
    """The price of the newest day; of several that day, each. One without a day is older than any with one."""
    by_day = defaultdict(list)
    for market in markets_in(phone, code):
        if market.price is not None:
            by_day[_day_of_price(market)].append(market)
    if not by_day:
        return NOT_KNOWN
    last = by_day[max(by_day)]
    texts = dict.fromkeys(map(_price_text, last))
    return known_cell("; ".join(texts), list(map(_price_data, last)))


def cell_by_seller(column, words, phone, code):
    """What is known of ``column`` in the country: one answer, or each answer with who gives it."""
    answers = defaultdict(dict)
    for market in markets_in(phone, code):
        value = getattr(market, column)
        if value is not None:
            answers[value][_seller_name(market)] = True
    if not answers:
        return NOT_KNOWN
    text = "; ".join(_text_with_sellers(words(value), sellers) for value, sellers in answers.items())
    if len(answers) > 1:
        return known_cell(text, list(answers))
    (value,) = answers
    return known_cell(text, value, State.NO if value is False else State.KNOWN)


def _text_with_sellers(words, sellers):
    named = ", ".join(filter(None, sellers))
    if not named:
        return words
    return f"{words} ({named})"


def _seller_name(market):
    """The carrier, else the channel, in words; empty where neither is known."""
    return market.carrier or (market.get_channel_display() or "").lower()


def _day_of_price(market):
    """A number that grows with the day; 0 where it is not known."""
    if not market.price_on:
        return 0
    return market.price_on.number


def _price_text(market):
    price = formatters.format_money(market.price, market.price_currency)
    day = market.price_on.words if market.price_on else NO_DAY
    return _text_with_sellers(price, [day, _seller_name(market)])


def _price_data(market):
    return {
        "price": formatters.int_if_whole(market.price),
        "currency": market.price_currency,
        "on": str(market.price_on) if market.price_on else None,
        "carrier": market.carrier,
    }


def _yes_or_no(value):
    return YES if value else NO


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
"""(spec, function of a phone and a country code that gives its cell)."""
