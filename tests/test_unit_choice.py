"""Imperial units, chosen in the address: bodies in inches and ounces, optics metric, and the choice on every link."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from .factories import make_brand, make_camera, make_phone, make_relation
from .reading import page, row, words

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/phones/",
    "/phones/acme-one/",
    "/phones/acme-one/line/",
    "/phones/acme-one/abroad/",
    "/compare/acme-one-vs-acme-two/",
    "/compare/acme-one-vs-acme-two/real-size/",
    "/brands/",
    "/brands/acme/",
    "/sensors/",
    "/glossary/",
    "/search/?q=acme",
    "/guides/",
    "/collections/",
    "/changes/",
    "/about/",
    "/data/",
    "/data/api/",
    "/data/sources/",
]
HREF = re.compile(r'<a [^>]*href="(/[^"]*)"')


@pytest.fixture
def phones():
    one = make_phone("One", height_mm=161, width_mm=77, depth_mm=9.3, weight_g=211)
    make_camera(one, focal_length_eq_mm=24, f_number=1.8, sensor_width_mm=13.2, sensor_height_mm=8.8)
    two = make_phone("Two", height_mm=161, width_mm=77, depth_mm=9.3, weight_g=230)
    make_relation(two, "rebadge_of", one)
    return one, two


def imperial_page(client, path):
    joint = "&" if "?" in path else "?"
    return page(client, f"{path}{joint}units=imperial")


def test_a_phones_page_prints_its_body_in_inches_and_ounces(client, phones):
    html = imperial_page(client, "/phones/acme-one/")
    assert "7.44 oz" in words(f"<main>{row(html, 'body-weight_g')}")
    assert "6.34 in" in words(f"<main>{row(html, 'body-height_mm')}")
    assert "211 g" not in words(html)
    assert "161 mm" not in words(html)


def test_lenses_and_sensors_stay_metric(client, phones):
    text = words(imperial_page(client, "/phones/acme-one/"))
    assert "24 mm" in text
    assert "13.2 × 8.8 mm" in text
    assert "116.2 mm²" in text


def test_the_twin_on_a_phones_page_and_in_a_comparison_is_in_the_same_units(client, phones):
    for path in ("/phones/acme-one/", "/compare/acme-one-vs-acme-two/"):
        text = words(imperial_page(client, path))
        assert "8.11 oz" in text
        assert "230 g" not in text


@pytest.mark.parametrize("path", ["/", "/brands/acme/"])
def test_cards_are_in_the_same_units(client, phones, path):
    text = words(imperial_page(client, path))
    assert "7.44 oz" in text
    assert "211 g" not in text


def test_every_link_to_another_page_keeps_the_choice(client, phones):
    links = set()
    for path in PAGES:
        found = HREF.findall(imperial_page(client, path).replace("&amp;", "&"))
        assert found, path
        links.update(found)
    for link in links:
        parts = urlsplit(link)
        if parts.path.endswith("/"):
            assert dict(parse_qsl(parts.query)).get("units") == "imperial", link
        try:
            with translation.override(translation.get_language_from_path(parts.path) or settings.LANGUAGE_CODE):
                resolve(parts.path)
        except Resolver404:
            pytest.fail(f"{link} leads nowhere")


def test_a_page_without_the_choice_says_nothing_of_it_in_its_links(client, phones):
    for path in PAGES:
        links = HREF.findall(page(client, path))
        assert not [link for link in links if "units=" in link], path


def test_a_form_keeps_the_choice_once(client, phones):
    for path in ("/", "/phones/", "/compare/acme-one-vs-acme-two/"):
        for form in re.findall(r"<form .*?</form>", imperial_page(client, path), re.DOTALL):
            assert form.count('name="units"') == 1, form[:200]


def test_a_redirect_keeps_the_choice(client, phones):
    response = client.get("/search/?q=Acme+One&units=imperial")
    assert response["Location"] == "/phones/acme-one/?units=imperial"


def test_the_phones_page_leads_to_the_other_units_and_back(client, phones):
    assert 'href="?units=imperial"' in page(client, "/phones/acme-one/")
    assert re.search(r'href="\?">\s*Metric units', imperial_page(client, "/phones/acme-one/"))


def test_units_that_there_are_not_are_named_once_and_metric_ones_shown(client, phones):
    for path in PAGES:
        joint = "&" if "?" in path else "?"
        text = words(page(client, f"{path}{joint}units=cubits"))
        assert text.count("cubits") == 1, path


def test_data_stays_metric(client, phones):
    assert client.get("/phones/acme-one.json?units=imperial").json()["facts"]["weight_g"]["value"] == 211


def test_a_brand_named_like_markup_cannot_break_a_link(client):
    make_phone("Odd", brand=make_brand('A"b/'))
    html = imperial_page(client, "/brands/")
    assert 'A"b/' not in html
