"""“Known of, not yet described”: what readers are told of drafts that an editor has marked so, and of no others."""

import pytest

from .factories import make_claim, make_phone, make_source

pytestmark = pytest.mark.django_db
HEADING = "Known of, not yet described"


def make_known_of(name, **facts):
    facts = {"status": "draft", "publicly_known": True, "announced": "2026-09-09", "weight_g": 231} | facts
    phone = make_phone(name, **facts)
    source = make_source("press", publisher="The Press", url="https://example.org/launch")
    make_claim(phone, "announced", "2026-09-09", source)
    return phone


@pytest.mark.parametrize("address", ["/about/", "/brands/acme/", "/search/?q=zweite"])
def test_readers_are_told_name_announcement_and_sources_and_nothing_else(client, address):
    make_phone("One")
    make_known_of("Zweite")
    page = client.get(address).content.decode()
    assert HEADING in page
    assert "Acme Zweite, announced 9 September 2026" in page
    assert '<a href="https://example.org/launch" rel="external noopener">The Press</a>' in page
    assert "231" not in page
    assert "/phones/acme-zweite/" not in page


@pytest.mark.parametrize("facts", [{"publicly_known": False}, {"status": "withdrawn"}, {"status": "published"}])
def test_of_other_phones_nothing_is_told_there(client, facts):
    make_phone("One")
    make_known_of("Zweite", **facts)
    assert HEADING not in client.get("/about/").content.decode()


def test_each_source_is_named_once_and_the_newest_phone_first(client):
    make_phone("One")
    make_known_of("Dritte", announced="2025-01-01")
    phone = make_known_of("Zweite")
    make_claim(phone, "name", "Zweite", phone.claims.get().source)
    page = client.get("/about/").content.decode()
    assert page.count("The Press") == 2
    assert page.index("Acme Zweite") < page.index("Acme Dritte")


def test_data_sets_are_not_named_and_of_many_publishers_three(client):
    make_phone("One")
    phone = make_known_of("Zweite")
    make_claim(phone, "weight_g", 231, make_source("set", kind="dataset", publisher="A Data Set"))
    for number in range(4):
        make_claim(phone, "weight_g", 231, make_source(f"paper-{number}", publisher=f"Paper {number}"))
    page = client.get("/about/").content.decode()
    assert "A Data Set" not in page
    assert "Paper 2" in page
    assert "Paper 3" not in page


def test_where_nobody_reports_it_that_is_said(client):
    make_phone("Zweite", status="draft", publicly_known=True, announced="2026-09-09")
    assert "Acme Zweite, announced 9 September 2026: no source yet" in client.get("/about/").content.decode()


def test_its_own_address_stays_unknown(client):
    make_known_of("Zweite")
    assert client.get("/phones/acme-zweite/").status_code == 404
