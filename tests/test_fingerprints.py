"""A fingerprint sensor of which only is known that there is one."""

import pytest

from catalog.facts.claim_agreement import values_agree

from .factories import make_claim, make_phone
from .reading import data, page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones():
    for name, place in (("Some", "present"), ("Rear", "rear"), ("None", "none"), ("Unknown", None)):
        make_phone(name, fingerprint=place)


def answer(client, query):
    """(names of the sure matches, names of those that may match)"""
    found = data(client, f"/phones.json?{query}")
    return tuple({phone["name"] for phone in found[key]} for key in ("phones", "maybe_phones"))


@pytest.mark.parametrize(
    ("query", "sure", "possible"),
    [
        ("fingerprint=rear", {"Rear"}, {"Some", "Unknown"}),
        ("fingerprint=side", set(), {"Some", "Unknown"}),
        ("fingerprint=none", {"None"}, {"Unknown"}),
        ("not.fingerprint=none", {"Some", "Rear"}, {"Unknown"}),
        ("not.fingerprint=rear", {"None"}, {"Some", "Unknown"}),
        ("fingerprint=present", {"Some"}, {"Unknown"}),
        ("fingerprint=rear&fingerprint=side", {"Rear"}, {"Some", "Unknown"}),
    ],
)
def test_it_may_be_any_place_and_is_not_none(client, phones, query, sure, possible):
    assert answer(client, query) == (sure, possible)


def test_the_page_says_what_is_known_and_no_more(client, phones):
    assert "Yes, position not known" in words(page(client, "/phones/acme-some/"))


@pytest.mark.parametrize("place", ["front", "rear", "side", "under_display"])
def test_a_source_that_says_the_place_agrees_with_one_that_does_not(place):
    assert values_agree(place, "present")
    assert not values_agree("none", "present")


def test_a_source_that_tells_less_is_no_dispute(client):
    make_claim(make_phone("Rear", fingerprint="rear"), "fingerprint", "present")
    assert "disputed" not in words(page(client, "/phones/acme-rear/")).partition("Fingerprint")[2][:200]
