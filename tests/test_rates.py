"""Exchange rates as the European Central Bank publishes them, and prices converted at the rate of their own day."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.facts.price_conversion import Price, RateTable
from catalog.importers.exchange_rates import InvalidRates, parse_rates
from catalog.models import ExchangeRate
from catalog.quantities import euro_rates

from .bank_rates import bank_conversion, history
from .factories import make_market, make_phone
from .reading import page as read_page
from .reading import words

CSV = (
    "Date,USD,JPY,CYP,\n2022-11-18,1.0366,144.94,N/A,\n2022-11-17,1.0319,144.57,,\n1999-01-04,1.1789,133.73,0.58231,\n"
)
XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>
    <Cube time="2022-11-18">
      <Cube currency="USD" rate="1.0366"/><Cube currency="JPY" rate="144.94"/>
    </Cube>
    <Cube time="2022-11-17"><Cube currency="USD" rate="1.0319"/></Cube>
  </Cube>
</gesmes:Envelope>
"""
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>\n<Cube><Cube time="2022-11-18">&c;</Cube></Cube>'


def packed(text, *, name="eurofxref-hist.csv", more=()):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for inner in (name, *more):
            file.writestr(inner, text)
    return written.getvalue()


@pytest.fixture
def bring_in(tmp_path):
    def run(data):
        file = tmp_path / "rates"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        said = io.StringIO()
        call_command("import_rates", file, stdout=said)
        return said.getvalue()

    return run


@pytest.mark.parametrize(
    "data", [CSV.encode(), b"\xef\xbb\xbf" + CSV.encode(), packed(CSV)], ids=["csv", "mark", "zip"]
)
def test_the_history_is_read_day_by_day_and_gaps_are_gaps(data):
    assert parse_rates(data) == {
        (date(2022, 11, 18), "USD"): 1.0366, (date(2022, 11, 18), "JPY"): 144.94,
        (date(2022, 11, 17), "USD"): 1.0319, (date(2022, 11, 17), "JPY"): 144.57,
        (date(1999, 1, 4), "USD"): 1.1789, (date(1999, 1, 4), "JPY"): 133.73, (date(1999, 1, 4), "CYP"): 0.58231,
    }  # fmt: skip


def test_the_daily_file_has_blanks_and_a_day_in_words():
    assert parse_rates(b"Date, USD, JPY, \n18 November 2022, 1.0366, 144.94, \n") == {
        (date(2022, 11, 18), "USD"): 1.0366,
        (date(2022, 11, 18), "JPY"): 144.94,
    }


def test_the_xml_files_say_the_same():
    assert parse_rates(XML.encode()) == {
        (date(2022, 11, 18), "USD"): 1.0366,
        (date(2022, 11, 18), "JPY"): 144.94,
        (date(2022, 11, 17), "USD"): 1.0319,
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Datum,USD\n2022-11-18,1\n", "line 1: the first column"),
        ("Date,USD\n2022-11-18,1.1\n2022-11-17,one\n", "line 3: “one” is not a rate"),
        ("Date,USD\n2022-11-18,-1\n", "not a rate"),
        ("Date,USD\n2022-11-18,nan\n", "not a rate"),
        ("Date,USD\n2022-13-18,1\n", "line 2: “2022-13-18” is not a day"),
        ("Date,USD\n1066-10-14,1\n", "not a day since the euro"),
        ("Date,Dollar\n2022-11-18,1\n", "“Dollar” is not a currency"),
        ("Date,USD\n", "no rates in it"),
        ("", "line 1"),
        (XML[:300], "not an XML file"),
        (XML.replace('rate="1.0319"', ""), "not a rate"),
        (XML.replace("time=", "day="), "a rate without a day"),
        (BOMB, "document type"),
        (b"\xff\xfe\x00", "not a CSV file"),
        (b"PK\x03\x04 cut off", "no ZIP file"),
        (packed(CSV, more=["second.csv"]), "no ZIP file with one"),
    ],
)
@pytest.mark.django_db
def test_a_file_with_one_fault_is_refused_whole_with_its_line(bring_in, data, said):
    with pytest.raises(CommandError, match="Nothing was stored") as refused:
        bring_in(data)
    assert said in str(refused.value)
    assert not ExchangeRate.objects.exists()


@settings(deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"Date,USD\n{text}".encode()))
def test_no_file_is_more_than_refused(data):
    with suppress(InvalidRates):
        assert parse_rates(data)


@pytest.mark.django_db
def test_reading_a_file_again_changes_nothing_and_a_later_one_adds_to_it(bring_in):
    assert "7 rates from 1999-01-04 to 2022-11-18; 7 were new" in bring_in(CSV)
    assert "0 were new" in bring_in(CSV)
    assert "1 were new" in bring_in(CSV.replace("144.57", "144.58"))
    assert ExchangeRate.objects.get(currency="JPY", day="2022-11-17").per_euro == 144.58
    assert ExchangeRate.objects.count() == 7


# What the bank published, as the package has it


def test_the_package_has_the_rate_that_the_bank_published():
    assert history()["2022-11-18"]["JPY"] == "145.12"
    assert euro_rates.rates_of_day(date(2022, 11, 18))["JPY"] == 145.12
    assert euro_rates.rates_of_day(date(2022, 11, 19)) == {}
    assert "RUB" not in euro_rates.rates_of_day(date(2022, 11, 18))
    assert {"EUR", "USD", "CHF"} <= set(euro_rates.current_currencies())
    assert "CYP" not in euro_rates.current_currencies()


CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "GBP", "CNY", "INR", "KRW", "CHF"])


@pytest.mark.django_db
@settings(deadline=None, max_examples=300)
@given(
    pair=st.lists(CURRENCIES, min_size=2, max_size=2, unique=True),
    day=st.dates(date(1999, 1, 4), date(2026, 10, 30)),
    amount=st.integers(1, 3_000_000),
)
def test_any_price_in_any_currency_is_what_a_table_of_the_bank_gives(pair, day, amount):
    source, target = pair
    price = Price(amount, source, day)
    found = RateTable.for_prices([price], target).converted(price, target)
    expected = bank_conversion(amount, source, target, day)
    if expected is None:
        assert found is None
    else:
        assert (found.amount, found.day) == (pytest.approx(expected[0], rel=1e-12), expected[1])


# On the page


def euros(client, **facts):
    make_phone("One", **facts)
    html = read_page(client, "/phones/acme-one/")
    return words("<main" + html.partition('id="euros"')[2].partition("</dl>")[0])


@pytest.mark.django_db
def test_a_price_is_converted_at_the_rate_of_its_day_and_says_so(client, bring_in):
    bring_in(CSV)
    shown = euros(client, launch_price=225360, launch_price_currency="JPY", released="2022-11-18")
    assert "At launch" in shown
    assert "about €1,555 converted at the rate of 18 November 2022" in shown


@pytest.mark.django_db
def test_a_price_is_converted_from_the_first_start_without_a_file(client):
    shown = euros(client, launch_price=225360, launch_price_currency="JPY", released="2022-11-18")
    assert "about €1,553 converted at the rate of 18 November 2022" in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("currency", "day", "shown"),
    [
        ("USD", "2022-11-20", "at the rate of 18 November 2022"),
        ("USD", "2022-12-26", "at the rate of 23 December 2022"),
        ("RUB", "2022-03-08", "at the rate of 1 March 2022"),
        ("RUB", "2022-03-09", ""),
        ("TWD", "2022-11-18", ""),
        ("USD", "2022-11", ""),
        ("USD", None, ""),
    ],
)
def test_the_last_rate_of_a_week_serves_and_a_month_is_no_day(client, currency, day, shown):
    found = euros(client, markets=[{"country": "US", "price": 1000, "price_currency": currency, "price_on": day}])
    assert (shown in found, bool(found)) == (True, bool(shown))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("released", "announced", "day"),
    [
        ("2022-11-18", "2022-11-10", "18 November 2022"),
        ("2022-11", "2022-11-10", "10 November 2022"),
        (None, "2022-11-10", "10 November 2022"),
        ("2022-11", "2022", None),
    ],
)
def test_the_price_at_launch_is_of_the_release_else_of_the_announcement(client, released, announced, day):
    shown = euros(client, launch_price=1000, launch_price_currency="USD", released=released, announced=announced)
    assert shown.partition("at the rate of ")[2] == (day or "")


@pytest.mark.django_db
def test_stored_rates_go_on_where_the_package_ends_and_are_seen_at_once(client, bring_in):
    price = {"country": "US", "price": 1000, "price_currency": "USD", "price_on": "2027-01-04"}
    make_phone("One", markets=[price])
    assert 'id="euros"' not in read_page(client, "/phones/acme-one/")
    bring_in("Date,USD\n2027-01-04,1.25\n")
    assert "about €800" in words(read_page(client, "/phones/acme-one/"))


@pytest.mark.django_db
def test_each_price_has_the_rate_of_its_own_currency_and_day(client, bring_in):
    bring_in(CSV)
    dollars = {"country": "US", "price": 1000, "price_currency": "USD"}
    yen = {"country": "JP", "price": 225360, "price_currency": "JPY", "price_on": "2022-11-18"}
    days = [{**dollars, "carrier": day, "price_on": day} for day in ("2022-11-17", "2022-11-18", "2022-11-30")]
    shown = euros(client, markets=[*days, yen])
    assert re.findall(r"€([\d,]+) converted at the rate of (\d+)", shown) == [
        ("969", "17"), ("965", "18"), ("964", "30"), ("1,555", "18"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_euros_are_not_converted_and_nothing_is_asked_where_no_price_is(client, bring_in, django_assert_num_queries):
    from catalog.comparison.currency_conversion import prices_in_euros  # noqa: PLC0415

    bring_in(CSV)
    phone = make_phone("One", launch_price=999, launch_price_currency="EUR", released="2022-11-18")
    make_market(phone, "JP")
    phone.markets.all()
    with django_assert_num_queries(1):
        assert prices_in_euros(phone) == []
