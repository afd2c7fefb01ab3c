"""The sources of a phone's page and of a comparison, each with all that it says there, on a page of their own."""

import re

import pytest

from .factories import make_phone, make_source
from .reading import page, row, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones():
    shop = make_source("shop", title="A shop")
    press = make_source("press", title="Press release")
    one = [
        {"key": "weight_g", "value": 211, "source": press, "quote": "211 grams"},
        {"key": "weight_g", "value": 230, "source": shop, "quote": "230 grams", "accepted": False},
        {"key": "height_mm", "value": 161, "source": shop, "quote": "161 mm tall"},
    ]
    make_phone("One", weight_g=211, height_mm=161, claims=one)
    make_phone("Two", weight_g=180, claims=[{"key": "weight_g", "value": 180, "source": shop, "quote": "180 grams"}])


PHONE = "/phones/acme-one/"
PAIR = "/compare/acme-one-vs-acme-two/"


@pytest.mark.parametrize("path", [PHONE, PAIR])
def test_the_page_names_its_sources_and_leads_to_what_they_say(client, phones, path):
    html = page(client, path)
    assert "211 grams" not in html.partition('<ol class="sources"')[2]
    for number, count in ((1, 1), (2, 2 if path == PHONE else 3)):
        assert f'href="{path}sources/#source-{number}"' in html
        assert f"What it says here ({count})" in html


def test_each_source_stands_with_all_that_it_says_and_leads_back_to_the_row(client, phones):
    html = page(client, f"{PHONE}sources/")
    press, _, shop = html.partition('id="source-1"')[2].partition('id="source-2"')
    assert re.findall("<q>(.*?)</q>", press) == ["211 grams"]
    assert sorted(re.findall("<q>(.*?)</q>", shop)) == ["161 mm tall", "230 grams"]
    assert f'href="{PHONE}#body-weight_g"' in press
    assert f'href="{PAIR}?rows=all#body-weight_g"' in page(client, f"{PAIR}sources/")


@pytest.mark.parametrize("anchor", ["body-weight_g", "key-facts-weight_g", "twin-1-body-weight_g"])
def test_one_row_can_be_asked_for_under_the_numbers_of_the_whole_page(client, phones, anchor):
    html = page(client, f"{PAIR}sources/?row={anchor}")
    assert set(re.findall("<q>(.*?)</q>", html)) == {"211 grams", "230 grams", "180 grams"}
    marks = re.findall(r'data-sources="([^"]*)"', row(page(client, f"{PAIR}?open=body"), "body-weight_g"))
    listed = set(re.findall(r'id="source-(\d+)"', html))
    assert {number for mark in marks for number in mark.split()} == listed


@pytest.mark.parametrize("path", [PHONE, PAIR])
def test_a_row_of_which_nobody_says_anything_has_no_sources(client, phones, path):
    assert "No source says anything of this yet." in words(page(client, f"{path}sources/?row=body-depth_mm"))
    assert "No source says anything of this yet." in words(page(client, f"{path}sources/?row=%00%3Cb%3E"))


def test_an_unknown_phone_has_none(client, phones):
    assert client.get("/phones/acme-nine/sources/").status_code == 404
    assert client.get("/compare/acme-nine/sources/").status_code == 404
    assert client.get(f"{PHONE}sources/")["X-Robots-Tag"] == "noindex"
