"""How far prices are from a baseline: in one currency, or converted and said to be so."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.comparison.price_differences import price_differences
from catalog.facts.cells import Cell, State
from catalog.facts.price_conversion import Price
from catalog.quantities.formatters import format_money
from catalog.sheet.registry import PHONE_SPECS, SHEET

from .bank_rates import bank_conversion
from .factories import make_phone
from .reading import data, page, row, words

pytestmark = pytest.mark.django_db


def make_priced(name, amount, currency, released="2022-11-18", **facts):
    return make_phone(name, launch_price=amount, launch_price_currency=currency, released=released, **facts)


def differences(client, *names, baseline="one"):
    """The differences of the price at launch, as the data has them."""
    slugs = [f"acme-{name}" for name in names]
    table = data(client, f"/compare/{'-vs-'.join(slugs)}.json?baseline=acme-{baseline}")["table"]
    (price,) = [row for row in table["rows"] if row["key"] == "launch_price"]
    return [cell["difference"] for cell in price["cells"]]


def test_prices_of_one_currency_differ_by_so_much_of_it(client):
    make_priced("One", 1499, "EUR")
    make_priced("Two", 1598.5, "EUR", released=None)
    make_priced("Three", 1499, "EUR")
    assert differences(client, "one", "three", "two") == [None, "the same", "+€99.50"]


def test_a_price_in_another_currency_is_converted_and_says_by_which_rate(client):
    make_priced("One", 1499, "EUR")
    make_priced("Two", 225_360, "JPY")
    assert differences(client, "one", "two") == [None, "about +€54 at the rate of 18 November 2022"]
    assert differences(client, "one", "two", baseline="two") == [
        "about −¥7,825 at the rate of 18 November 2022",
        None,
    ]
    html = page(client, "/compare/acme-one-vs-acme-two/?baseline=acme-one&rows=all")
    shown = words(f"<main>{row(html, 'launch-launch_price')}")
    assert shown.endswith("¥225,360 (no source yet) about +€54 at the rate of 18 November 2022")
    for kind in ("md", "txt"):
        text = client.get(f"/compare/acme-one-vs-acme-two.{kind}?baseline=acme-one").content.decode()
        assert "about +€54 at the rate of 18 November 2022" in text
        assert "223,861" not in text


@pytest.mark.parametrize(
    ("currency", "days"),
    [
        ("JPY", {"released": None, "announced": "2022-11"}),
        ("TWD", {"released": "2022-11-18"}),
        ("JPY", {"released": "1998-11-18", "announced": "1998-11-01"}),
    ],
)
def test_without_a_rate_of_its_day_no_difference_is_said(client, currency, days):
    make_priced("One", 1499, "EUR")
    make_priced("Two", 225_360, currency, **days)
    assert differences(client, "one", "two") == [None, None]


def test_of_no_price_it_is_said_which_is_best():
    """People agree that less is better, but of amounts in several currencies none is the least for certain."""
    rows = [*PHONE_SPECS.values(), *(spec for group in SHEET for spec in group.specs)]
    assert [spec.key for spec in rows if spec.unit_column and spec.better] == []


CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "GBP", "CNY", "INR", "KRW", "TWD"])
PRICES = st.builds(
    Price, st.integers(1, 500_000), CURRENCIES, st.none() | st.dates(date(1999, 1, 4), date(2026, 10, 30))
)


def price_cell(price):
    return Cell(State.KNOWN, price.words, price.amount, price=price)


@settings(deadline=None, max_examples=200)
@given(base=PRICES, others=st.lists(PRICES, max_size=5))
def test_every_difference_is_what_the_bank_gives(base, others):
    found = price_differences([price_cell(price) for price in others], price_cell(base))
    for price, words_found in zip(others, found, strict=True):
        assert words_found.startswith(expected_difference(price, base))
        assert bool(words_found) == bool(expected_difference(price, base))
        assert ("at the rate of" in words_found) == (bool(words_found) and price.currency != base.currency)


def expected_difference(price, base):
    """How the words begin; empty where nothing can be said."""
    converted = price.amount, None
    if price.currency != base.currency:
        converted = price.day and bank_conversion(price.amount, price.currency, base.currency, price.day)
    if not converted:
        return ""
    about = "about " if price.currency != base.currency else ""
    size = round(converted[0] - base.amount)
    if size == 0:
        return f"{about}the same"
    sign = "+" if size > 0 else "−"
    return f"{about}{sign}{format_money(abs(size), base.currency)}"
