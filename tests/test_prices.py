"""Prices in the finder: asked in one currency, converted at the rate of their own day, and never as plain numbers."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.models import Phone, Stamp

from .bank_rates import bank_conversion
from .factories import make_market, make_phone
from .reading import data, page, words
from .slow_finder import answer
from .slow_records import catalogue
from .test_finder_truth import made_for_now, renew_stamp, slowly, told

pytestmark = pytest.mark.django_db
DAY = "2022-11-18"


def make_priced(name, amount, currency, released=DAY, **facts):
    return make_phone(name, launch_price=amount, launch_price_currency=currency, released=released, **facts)


@pytest.fixture
def priced():
    """1,499 EUR; 225,360 JPY, which were 1,553 EUR; and prices of which nothing can be said in euros."""
    make_priced("Euro", 1499, "EUR")
    make_priced("Yen", 225_360, "JPY")
    make_priced("Month", 225_360, "JPY", released="2022-11", announced="2022")
    make_priced("Taiwan", 39_900, "TWD")
    make_phone("Unpriced")


def found(client, **asked):
    """(names of the matches, names of the possible matches), sorted."""
    answered = data(client, f"/phones.json?{urlencode(asked, doseq=True)}")
    return tuple(sorted(phone["name"] for phone in answered[part]) for part in ("phones", "maybe_phones"))


OPEN = ["Month", "Taiwan", "Unpriced"]


@pytest.mark.parametrize(
    ("asked", "matches", "maybes"),
    [
        ({"launch_price_max": 1552, "launch_price_currency": "EUR"}, ["Euro"], OPEN),
        ({"launch_price_max": 1553, "launch_price_currency": "EUR"}, ["Euro", "Yen"], OPEN),
        ({"launch_price_min": 1553, "launch_price_currency": "eur"}, [], OPEN),
        ({"launch_price_max": 1552}, ["Euro"], OPEN),
        ({"launch_price_max": 217_534, "launch_price_currency": "JPY"}, [], ["Taiwan", "Unpriced"]),
        ({"launch_price_max": 217_535, "launch_price_currency": "JPY"}, ["Euro"], ["Taiwan", "Unpriced"]),
        ({"launch_price": 225_360, "launch_price_currency": "¥"}, ["Month", "Yen"], ["Taiwan", "Unpriced"]),
        ({"launch_price_max": "€1,552"}, ["Euro"], OPEN),
        ({"launch_price_max": "1553 EUR"}, ["Euro", "Yen"], OPEN),
        ({"launch_price_max": "¥217,534"}, [], ["Taiwan", "Unpriced"]),
        (
            {"launch_price_max": 40_000, "launch_price_currency": "TWD"},
            ["Taiwan"],
            ["Euro", "Month", "Unpriced", "Yen"],
        ),
        ({"launch_price_currency": "JPY"}, ["Month", "Yen"], ["Unpriced"]),
        ({"not.launch_price_currency": "JPY", "launch_price_max": 1600}, ["Euro"], ["Taiwan", "Unpriced"]),
    ],
)
def test_a_price_is_asked_in_a_currency_and_others_are_converted_or_open(client, priced, asked, matches, maybes):
    assert found(client, **asked) == (matches, maybes)


def test_what_was_converted_is_marked_and_the_facts_stay_raw(client, priced):
    query = "launch_price_max=1600&launch_price_currency=EUR"
    answered = data(client, f"/phones.json?{query}")
    phones = {phone["name"]: phone for phone in answered["phones"]}
    amount, day = bank_conversion(225_360, "JPY", "EUR", date(2022, 11, 18))
    assert phones["Yen"]["converted"] == {
        "launch_price": [{"value": round(amount, 2), "currency": "EUR", "rate_on": str(day)}]
    }
    assert phones["Yen"]["facts"]["launch_price"] == 225_360
    assert phones["Yen"]["facts"]["launch_price_currency"] == "JPY"
    assert "converted" not in phones["Euro"]
    assert answered["question"] == ["launch price at most €1,600"]
    response = client.get(f"/phones.csv?{query}")
    lines = {line["name"]: line for line in csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig")))}
    assert lines["Yen"]["converted"] == "launch_price 1552.92 EUR 2022-11-18"
    assert (lines["Yen"]["launch_price"], lines["Yen"]["launch_price_currency"]) == ("225360", "JPY")
    assert lines["Euro"]["converted"] == ""
    shown = words(page(client, f"/phones/?{query}"))
    assert "¥225,360, about €1,553 at the rate of 18 November 2022" in shown
    assert "launch price not known in EUR" in shown
    table = words(page(client, f"/phones/?{query}&view=table"))
    assert "¥225,360, about €1,553 at the rate of 18 November 2022" in table


def test_a_price_that_was_not_asked_about_is_not_converted(client, priced):
    shown = words(page(client, "/phones/?view=table&columns=launch_price"))
    assert "¥225,360" in shown
    assert "¥225,360, about" not in shown


def test_prices_of_a_market_are_asked_likewise_at_their_own_day(client):
    phone = make_phone("One", complete_sections=["markets"])
    make_market(phone, "JP", price=225_360, price_currency="JPY", price_on=DAY)
    make_market(phone, "DE", price=1999, price_currency="EUR", price_on="2023-01")
    asked = {"market.price_max": 1600, "market.price_currency": "EUR"}
    assert found(client, **asked) == (["One"], [])
    assert found(client, **asked, **{"market.country": "DE"}) == ([], [])
    assert found(client, **{"market.price_max": 1600, "market.price_currency": "USD"}) == ([], ["One"])
    assert found(client, **{"market.price_max": 1700, "market.price_currency": "USD"}) == (["One"], [])
    query = urlencode(asked)
    (one,) = data(client, f"/phones.json?{query}")["phones"]
    assert one["converted"]["market.price"] == [{"value": 1552.92, "currency": "EUR", "rate_on": DAY}]
    shown = words(page(client, f"/phones/?{query}"))
    assert "In one market: price at most €1,600" in shown
    assert "¥225,360, about €1,553 at the rate of 18 November 2022" in shown


def ordered(client, query):
    return [phone["name"] for phone in data(client, f"/phones.json?{query}")["phones"]]


def test_prices_are_sorted_in_one_currency_and_those_without_a_rate_come_last(client, priced):
    make_priced("Dollar", 1500, "USD")
    assert ordered(client, "sort=launch_price") == ["Dollar", "Euro", "Yen", "Month", "Taiwan", "Unpriced"]
    assert ordered(client, "sort=-launch_price") == ["Yen", "Euro", "Dollar", "Month", "Taiwan", "Unpriced"]
    in_yen = "launch_price_min=1&launch_price_currency=JPY&sort=launch_price"
    assert ordered(client, in_yen) == ["Dollar", "Euro", "Month", "Yen"]
    assert "Launch price in EUR, cheapest first" in words(page(client, "/phones/?sort=launch_price"))
    assert "Launch price in JPY, cheapest first" in words(page(client, f"/phones/?{in_yen}"))


@pytest.mark.parametrize(("query", "currency"), [("", "EUR"), ("launch_price_min=1&launch_price_currency=JPY", "JPY")])
def test_the_histogram_is_in_one_currency_and_says_which(client, priced, query, currency):
    bins = data(client, f"/phones.json?{query}")["ranges"]["launch_price"]
    amounts = [(1499, "EUR"), (225_360, "JPY")]
    converted = [bank_conversion(*amount, currency, date(2022, 11, 18))[0] for amount in amounts]
    if currency == "JPY":
        converted.append(225_360)
    assert bins["unit"] == currency
    assert sum(one["count"] for one in bins["bins"]) == len(converted)
    for one in bins["bins"]:
        assert one["count"] == sum(one["from"] <= amount < one["to"] for amount in converted)
    assert f"Launch price {currency} ?" in words(page(client, f"/phones/?{query}"))


def test_a_currency_that_is_excluded_counts_what_choosing_it_instead_would_find(client, priced):
    question = "launch_price_max=225360&not.launch_price_currency=JPY"
    facet = data(client, f"/phones.json?{question}")["facets"]["launch_price_currency"]
    counts = {value["value"]: value["count"] for value in facet}
    matches, _ = found(client, launch_price_max=225_360, launch_price_currency="JPY")
    assert counts["JPY"] == len(matches)
    assert "Yen" in matches


def test_choosing_another_currency_counts_what_the_limit_finds_in_it(client, priced):
    facet = data(client, "/phones.json?launch_price_max=1552&launch_price_currency=EUR")["facets"][
        "launch_price_currency"
    ]
    counts = {one["value"]: (one["count"], one["selected"]) for one in facet}
    assert counts == {"EUR": (1, True), "JPY": (0, False), "TWD": (0, False)}


@pytest.mark.parametrize(
    ("currencies", "fault"),
    [
        (["EUR", "USD"], "Choose one currency for a price, not EUR and USD."),
        (["kr"], "“kr” may be"),
        (["XYZ"], "No phone here is priced in XYZ"),
        (["money"], "“money” is not a currency"),
    ],
)
def test_a_limit_in_no_currency_is_left_out_and_said_to_be(client, priced, currencies, fault):
    query = urlencode({"brand": "Acme", "launch_price_max": 1000, "launch_price_currency": currencies}, doseq=True)
    refused = client.get(f"/phones.json?{query}")
    assert refused.status_code == client.get(f"/phones.csv?{query}").status_code == 400
    (told_of,) = refused.json()["errors"].items()
    assert told_of[0] == "launch_price_currency"
    assert told_of[1].startswith(fault)
    html = page(client, f"/phones/?{query}")
    assert "The limit of the price is left out." in words(html)
    assert "5 phones" in words(html)
    assert 'name="launch_price_max" value="1000"' in html, "nothing typed is lost"


def test_a_limit_and_the_menu_beside_it_in_two_currencies_are_left_out_with_both(client, priced):
    question = urlencode({"launch_price_max": "€1,000", "launch_price_currency": "USD"})
    fault = client.get(f"/phones.json?{question}").json()["errors"]["launch_price_currency"]
    assert "USD" in fault
    assert "EUR" in fault


def test_a_limit_that_is_no_number_leaves_its_currency_no_condition(client, priced):
    html = page(client, "/phones/?launch_price_max=cheap&launch_price_currency=JPY")
    assert "5 phones" in words(html)


def test_the_form_has_the_currency_beside_the_price_and_links_keep_it(client, priced):
    html = page(client, "/phones/?launch_price_max=230000&launch_price_currency=JPY")
    assert "<option selected>JPY</option>" in html
    assert 'type="checkbox" name="launch_price_currency"' not in html
    assert "launch_price_max=230000&amp;launch_price_currency=JPY" in html
    assert "<option selected>EUR</option>" in page(client, "/phones/?launch_price_max=1000")
    assert "<option selected>JPY</option>" not in page(client, "/phones/")


def test_a_price_that_is_changed_is_found_anew_and_so_is_one_with_a_new_rate(client, priced, tmp_path):
    asked = {"launch_price_max": 1552, "launch_price_currency": "EUR"}
    assert found(client, **asked)[0] == ["Euro"]
    yen = Phone.objects.get(name="Yen")
    yen.launch_price = 200_000
    yen.save()
    Stamp.move([yen.pk])
    assert found(client, **asked)[0] == ["Euro", "Yen"]
    later = make_priced("Later", 1000, "USD", released="2027-01-04", announced="2027")
    Stamp.move([later.pk])
    assert "Later" in found(client, **asked)[1]
    rates = tmp_path / "rates.csv"
    rates.write_text("Date,USD\n2027-01-04,1.25\n")
    call_command("import_rates", rates, verbosity=0)
    assert "Later" in found(client, **asked)[0]


RATED = ["EUR", "USD", "JPY", "GBP", "CNY", "INR", "KRW", "CHF"]
AMOUNTS = st.integers(100, 3_000) | st.integers(10_000, 300_000)
DAYS = st.dates(date(1999, 1, 4), date(2026, 10, 30)).map(str) | st.sampled_from(["2022", "2022-11", "1998-05-05"])
PRICES = st.tuples(AMOUNTS, st.sampled_from([*RATED, "TWD"]), st.none() | DAYS, DAYS)
LIMITS = st.tuples(st.sampled_from(["_min", "_max"]), AMOUNTS, st.sampled_from(RATED), st.sampled_from(["", "-"]))


@settings(slowly, max_examples=12)
@given(launch=st.lists(PRICES, min_size=3, max_size=8), limits=st.lists(LIMITS, min_size=10, max_size=10))
def test_any_prices_in_any_currencies_are_found_and_sorted_as_the_bank_has_them(client, launch, limits):
    with made_for_now():
        for number, (amount, currency, released, announced) in enumerate(launch):
            phone = make_priced(f"Phone {number}", amount, currency, released, announced=announced)
            make_market(phone, price=amount, price_currency=currency, price_on=released)
        renew_stamp()
        records = catalogue()
        for end, amount, currency, direction in limits:
            for price, row in (("launch_price", "launch_price_currency"), ("market.price", "market.price_currency")):
                question = f"{price}{end}={amount}&{row}={currency}&sort={direction}launch_price"
                assert told(client, question) == answer(records, question), question
