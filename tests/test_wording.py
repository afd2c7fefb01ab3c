"""How pages read: numbers with their nouns, capitals, and one fact read in one place."""

import re

import pytest

from catalog.models import Stamp
from catalog.quantities.formatters import format_count, label_of_key, sentence_case

from .everything import make_full_phone
from .factories import make_brand, make_claim, make_market, make_model_code, make_phone, make_relation, make_source
from .reading import data, page, row, words

pytestmark = pytest.mark.django_db

THINGS = "phones|rows|sources|facts|lenses|cameras|changes|guides|brands|sensors|conditions|entries|names"
SINGULAR_FAULT = re.compile(rf"\b1 (?:more )?(?:{THINGS})\b")
SMALL_LETTER_BEFORE_CAPITALS = re.compile(r"\b(?!pOLED|mAh|eSIM|iOS)[a-z][A-Z]{2,}\b")
LOST_CAPITALS = re.compile(r"\b(?:ram|lte|sim|nfc|usb|os)\b(?![-_/.])")
WITH_KEYS = ("/glossary/", "/data/")
"""Pages that print the keys of rows."""


def readers_pages(client):
    """(address, body) of every page in the site map, and of the finder, search and changes."""
    site_map = client.get("/sitemap.xml").content.decode()
    addresses = re.findall(r"<loc>https?://[^/]+([^<]+)", site_map)
    assert len(addresses) > 10
    for address in [*addresses, "/search/?q=acme", "/compare/acme-everything-vs-acme-other/", "/changes/"]:
        yield address, page(client, address)


@pytest.fixture
def everything():
    make_full_phone()
    Stamp.move()


def test_one_of_a_thing_is_no_plural(client, everything):
    make_phone("Alone", brand="Solo")
    Stamp.move()
    faults = {address: SINGULAR_FAULT.findall(body) for address, body in readers_pages(client)}
    faults |= {address: SINGULAR_FAULT.findall(words(body)) for address, body in readers_pages(client)}
    assert {address: found for address, found in faults.items() if found} == {}
    counts = [format_count(number, "row") for number in (0, 1, 1280)]
    assert counts == ["0 rows", "1 row", "1,280 rows"]


def test_abbreviations_keep_their_capitals_and_get_none_by_halves(client, everything):
    phone = make_phone("Known", launch_price=None)
    make_model_code(phone, code="AC-1", for_whom="Japan")
    Stamp.move()
    for address, body in [*readers_pages(client), ("known", page(client, "/phones/acme-known/"))]:
        text = words(body)
        assert SMALL_LETTER_BEFORE_CAPITALS.findall(text) == [], address
        if address not in WITH_KEYS:
            assert LOST_CAPITALS.findall(text) == [], address
    assert "Not known for any: SIM types, LTE bands, 5G bands" in words(page(client, "/phones/acme-known/"))


def test_a_key_without_a_row_has_a_label_that_reads_well():
    assert label_of_key("os_version") == "OS version"
    assert label_of_key("bands_basis") == "Bands basis"
    assert sentence_case("half of the IMX989") == "Half of the IMX989"


# Who builds a phone


@pytest.fixture
def twins():
    sharp = make_brand("Sharp")
    aquos = make_phone("Aquos", brand=sharp)
    leitz = make_phone("Leitz", brand="Leica", manufacturer=sharp)
    make_relation(leitz, "rebadge_of", aquos)
    Stamp.move()


def test_who_builds_a_phone_is_read_through_its_twin_everywhere(client, twins):
    shown = words(page(client, "/phones/sharp-aquos/"))
    assert "Made by Sharp ." in shown
    assert "No other maker" not in shown
    assert data(client, "/phones/sharp-aquos.json")["facts"]["manufacturer"]["value"] == "Sharp"
    assert data(client, "/phones.json?manufacturer=Sharp")["total"] == 2
    made_by = row(page(client, "/compare/leica-leitz-vs-sharp-aquos/?rows=all"), "launch-manufacturer")
    assert made_by.count("Sharp") == 2
    assert "not known" not in words(f"<main>{made_by}")


def test_a_twin_that_readers_may_not_see_tells_nothing_of_who_builds_a_phone(client):
    sharp = make_brand("Sharp")
    aquos = make_phone("Aquos", brand=sharp)
    make_relation(make_phone("Secret", brand="Leica", manufacturer=sharp, status="draft"), "rebadge_of", aquos)
    Stamp.move()
    assert data(client, "/phones/sharp-aquos.json")["facts"]["manufacturer"]["value"] is None
    assert client.get("/phones.json?manufacturer=Sharp").status_code == 400, "no phone is known to have this maker"


def test_a_brand_whose_phones_others_build_names_them_with_their_phones(client, twins):
    make_phone("Leitzphone", brand="Leica", manufacturer=make_brand("Xiaomi"))
    make_phone("Leitz 2", brand="Leica", manufacturer=make_brand("Sharp"))
    make_phone("Secret", brand="Leica", manufacturer=make_brand("Foxglove"), status="draft")
    shown = words(page(client, "/brands/leica/"))
    assert "Phones made by Sharp (2 phones), Xiaomi (1 phone)" in shown
    assert "Foxglove" not in shown
    assert "Phones made by" not in words(page(client, "/brands/sharp/"))


# Prices


def test_a_market_does_not_call_a_price_unknown_that_stands_above(client):
    dear = make_phone("Dear", launch_price=999, launch_price_currency="USD")
    quiet = make_phone("Quiet")
    for phone in (dear, quiet):
        make_market(phone, country="JP", carrier="Farcall")
    assert "price" not in not_known_of_markets(client, "dear")
    assert "price, price on" in not_known_of_markets(client, "quiet")


def not_known_of_markets(client, name):
    table = words(page(client, f"/phones/acme-{name}/")).partition("Markets and prices Country")[2]
    return table.partition("Not known for any:")[2].partition(".")[0]


# Why one source is followed and another not


def disagreement(client, query=""):
    return words(page(client, f"/phones/acme-brick/{query}")).partition("Sources disagree Body: Weight")[2][:400]


def test_where_sources_disagree_it_says_why_one_is_followed(client):
    phone = make_phone("Brick", weight_g=211)
    make_claim(phone, "weight_g", 211, make_source("maker"), notes="weighed by the maker")
    make_claim(phone, "weight_g", 230, make_source("shop"), accepted=False)
    shown = disagreement(client)
    assert "according to maker (weighed by the maker)" in shown
    assert "not on record" not in shown


def test_where_no_reason_is_on_record_it_says_so(client):
    phone = make_phone("Brick", weight_g=211)
    make_claim(phone, "weight_g", 211, make_source("maker"))
    claim = make_claim(phone, "weight_g", 230, make_source("shop"), accepted=False)
    assert "Why it was decided so is not on record." in disagreement(client)
    make_phone("Other", weight_g=150)
    weights = words("<main>" + row(page(client, "/compare/acme-brick-vs-acme-other/?rows=all"), "body-weight_g"))
    assert "Why it was decided so is not on record." in weights
    claim.notes = "with its box"
    claim.save()
    Stamp.move()
    assert "not on record" not in disagreement(client)
