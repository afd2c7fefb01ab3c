"""Titles, descriptions, canonical addresses, what is indexed, and link previews."""

from urllib.parse import urlsplit

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.phone_selection import slugs_in_path
from catalog.facts.prefetch import fetch_phones
from catalog.models import Phone, Stamp
from catalog.pages import page_titles
from catalog.pages.page_titles import MAX_DESCRIPTION, MAX_TITLE, fitting_description, fitting_title, printed_length

from .factories import (
    fit_chipset,
    make_chipset,
    make_collection,
    make_guide,
    make_phone,
    make_relation,
    make_sensor,
)
from .heads import canonical, is_indexed, meta, sitemap_paths, tags, title
from .reading import THIN, page

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


@pytest.fixture
def phones():
    """Two twins, the successor of one of them, and a phone that has nothing to do with them."""
    eye = make_sensor("Eye", sensor_type="1/1.3", megapixels=50, width_mm=9.8, height_mm=7.3)
    lens = {"sensor": eye, "focal_length_eq_mm": 24, "f_number": 1.9}
    one = make_phone("One", weight_g=200, battery_mah=5000, complete_sections=["rear_cameras"], cameras=[lens])
    two = make_phone("Two", weight_g=210, battery_mah=5000, complete_sections=["rear_cameras"], cameras=[lens])
    three = make_phone("Three", weight_g=220)
    far = make_phone("Far")
    make_relation(two, "rebadge_of", one)
    make_relation(three, "successor_of", one)
    fit_chipset(one, make_chipset())
    make_guide("Light phones", [one, far], text="Two phones that are light.")
    make_collection("Light ones", "weight_g_max=205", text="All of them are light.")
    Stamp.move()
    return one, two, three, far


def test_a_phones_title_and_description_say_what_is_known_of_its_camera(client, phones):
    html = page(client, "/phones/acme-one/")
    assert title(html) == "Acme One: 1/1.3-inch-type camera, 24 mm · Phonesite"
    assert meta(html, "description").startswith("Acme One: 1/1.3-inch-type main sensor, one 24 mm lens")
    assert "200 g, 5,000 mAh battery." in meta(html, "description")


def test_what_is_not_known_of_a_phone_is_left_out(client, phones):
    html = page(client, "/phones/acme-far/")
    assert title(html) == "Acme Far: camera, specs and sources · Phonesite"
    assert "not known" not in meta(html, "description")
    assert "None" not in meta(html, "description") + title(html)


def test_a_lens_that_may_be_one_of_several_is_not_told_as_the_only_one(client):
    make_phone("Open", cameras=[{"focal_length_eq_mm": 24}])
    assert "24 mm" not in title(page(client, "/phones/acme-open/"))


def test_comparisons_say_whether_they_are_of_twins_or_of_neighbours_in_a_line(client, phones):
    def shown(path):
        return title(page(client, f"/compare/{path}/"))

    assert shown("acme-one-vs-acme-two") == "Acme One vs Acme Two: twins compared · Phonesite"
    assert shown("acme-one-vs-acme-three") == "Acme One vs Acme Three: what changed · Phonesite"
    assert shown("acme-one-vs-acme-far") == "Acme One vs Acme Far: cameras compared · Phonesite"


def test_a_comparisons_description_names_facts_that_are_known_of_all(client, phones):
    both = meta(page(client, "/compare/acme-one-vs-acme-two/"), "description")
    assert "Weight: 200 g against 210 g. Battery: 5,000 mAh in both." in both
    assert "Weight" not in meta(page(client, "/compare/acme-one-vs-acme-far/"), "description")


def test_three_phones_are_a_list_and_one_is_beside_no_other(client, phones):
    three = meta(page(client, "/compare/acme-one-vs-acme-two-vs-acme-three/"), "og:image:alt")
    assert three == "The sensors of Acme One, Acme Two and Acme Three, drawn to scale"
    alone = meta(page(client, "/de/compare/acme-one/"), "description")
    assert "Akku: 5.000 mAh." in alone
    assert "nebeneinander" not in alone


def test_a_question_to_the_finder_is_one_sentence_in_its_title(client):
    make_phone("One", weight_g=200)
    html = page(client, "/phones/?q=one&brand=Acme&weight_g_max=205").replace(THIN, " ")
    assert title(html).startswith("1 phone: matching “one”, brand Acme, weight at most 205 g")


PATHS = [
    ("/", True, "/"),
    ("/phones/", True, "/phones/"),
    ("/phones/acme-one/", True, "/phones/acme-one/"),
    ("/phones/acme-one/?against=acme-two", True, "/phones/acme-one/"),
    ("/phones/acme-one/?utm_source=forum", True, "/phones/acme-one/"),
    ("/phones/acme-one/?units=imperial", False, "/phones/acme-one/"),
    ("/phones/?weight_g_max=205", False, "/phones/?weight_g_max=205"),
    ("/phones/?sort=weight_g", False, "/phones/?sort=weight_g"),
    ("/phones/?utm_source=forum", True, "/phones/"),
    ("/compare/acme-one-vs-acme-two/", True, "/compare/acme-one-vs-acme-two/"),
    ("/compare/acme-two-vs-acme-one/", True, "/compare/acme-one-vs-acme-two/"),
    ("/compare/acme-one-vs-acme-three/", True, "/compare/acme-one-vs-acme-three/"),
    ("/compare/acme-one-vs-acme-far/", True, "/compare/acme-far-vs-acme-one/"),
    ("/compare/acme-two-vs-acme-far/", False, "/compare/acme-far-vs-acme-two/"),
    ("/compare/acme-one-vs-acme-two-vs-acme-three/", False, "/compare/acme-one-vs-acme-three-vs-acme-two/"),
    ("/compare/acme-one-vs-acme-two/real-size/", False, "/compare/acme-one-vs-acme-two/"),
    ("/phones/acme-one/line/", True, "/phones/acme-one/line/"),
    ("/phones/acme-far/line/", False, "/phones/acme-far/line/"),
    ("/phones/acme-one/abroad/?country=DE", False, "/phones/acme-one/abroad/"),
    ("/phones/acme-one/changes/", False, "/phones/acme-one/changes/"),
    ("/phones/acme-one/report/", False, None),
    ("/search/?q=acme+o", False, None),
    ("/collections/light-ones/?view=table", True, "/collections/light-ones/"),
    ("/guides/light-phones/", True, "/guides/light-phones/"),
    ("/brands/acme/", True, "/brands/acme/"),
]
"""(path, whether it is indexed, its canonical address)."""


def test_what_is_indexed_and_under_which_address(client, phones):
    found = []
    for path, _, _ in PATHS:
        html = page(client, path)
        found.append((path, is_indexed(html), canonical(html)))
    assert found == [(path, indexed, address and f"{SITE}{address}") for path, indexed, address in PATHS]


def test_further_pages_of_the_list_are_indexed_under_their_own_address_and_title(client):
    for number in range(101):
        make_phone(f"No {number}")
    html = page(client, "/phones/?page=2")
    assert (is_indexed(html), canonical(html)) == (True, f"{SITE}/phones/?page=2")
    assert title(html) == "Find phones by their cameras, page 2 · Phonesite"
    second = page(client, "/brands/acme/?page=2")
    assert (canonical(second), title(second)) == (
        f"{SITE}/brands/acme/?page=2",
        "Acme phones and their cameras, page 2 · Phonesite",
    )


def test_every_page_can_be_shown_as_a_link_preview(client, phones):
    for path in sitemap_paths():
        html = page(client, path)
        assert meta(html, "og:title")
        assert meta(html, "og:title") in title(html)
        assert meta(html, "og:description") == meta(html, "description")
        assert meta(html, "og:url") == canonical(html) == f"{SITE}{path}"
        assert urlsplit(meta(html, "og:image")).scheme == "http"
        assert (meta(html, "og:image:width"), meta(html, "og:image:height")) == ("1200", "630")
        assert meta(html, "og:image:alt")
        assert (meta(html, "og:site_name"), meta(html, "twitter:card")) == ("Phonesite", "summary_large_image")


def test_the_sites_own_preview_picture_has_the_size_that_is_told():
    from PIL import Image  # noqa: PLC0415

    with Image.open("static/preview.png") as picture:
        assert picture.size == (1200, 630)


def test_fitting_pages_name_their_own_feeds(client, phones):
    def feeds(path):
        links = tags(page(client, path), "link")
        return [link["href"] for link in links if link.get("type") == "application/atom+xml"]

    assert "/feeds/guides.atom" in feeds("/guides/")
    assert "/feeds/guides.atom" in feeds("/guides/light-phones/")
    assert "/brands/acme/feed.atom" in feeds("/brands/acme/")
    assert {"/feeds/changes.atom", "/feeds/phones.atom"} <= set(feeds("/phones/acme-one/"))


@given(st.lists(st.text(), min_size=1))
def test_the_first_title_that_fits_is_taken(choices):
    chosen = fitting_title(*choices)
    assert chosen in choices
    fitting = [text for text in choices if len(text) <= MAX_TITLE]
    assert chosen == (fitting[0] if fitting else choices[-1])


@given(st.text(min_size=1), st.lists(st.text()))
def test_a_description_is_never_too_long(opening, sentences):
    assert len(fitting_description(opening, *sentences)) <= MAX_DESCRIPTION


# The shipped catalogue


def assert_all_differ(texts):
    """``texts`` are address → text."""
    addresses = {}
    for address, text in texts.items():
        addresses.setdefault(text, []).append(address)
    assert {text: found for text, found in addresses.items() if len(found) > 1} == {}


def assert_of_sensible_length(titles, descriptions):
    assert {text for text in titles.values() if printed_length(text) > MAX_TITLE} == set()
    assert {text for text in descriptions.values() if not 70 <= printed_length(text) <= MAX_DESCRIPTION} == set()


def test_no_two_shipped_phones_or_comparisons_have_one_title_or_description(shipped):
    phones = {phone.slug: phone for phone in fetch_phones(Phone.objects.published())}
    addresses = [path.split("/") for path in sitemap_paths()]
    compared_paths = [parts[2] for parts in addresses if parts[1] == "compare" and parts[2]]
    for language in (None, "de", "ja"):
        assert_heads_differ(phones, compared_paths, language)


def assert_heads_differ(phones, compared_paths, language):
    with translation.override(language):
        titles = {slug: page_titles.phone_title(phone) for slug, phone in phones.items()}
        descriptions = {slug: page_titles.phone_description(phone) for slug, phone in phones.items()}
        for slug, phone in phones.items():
            titles[f"line of {slug}"] = page_titles.line_title(phone)
            descriptions[f"line of {slug}"] = page_titles.line_description(phone)
        for path in compared_paths:
            compared = [phones[slug] for slug in slugs_in_path(path)]
            titles[path] = page_titles.comparison_title(compared)
            descriptions[path] = page_titles.comparison_description(compared)
        assert_of_sensible_length(titles, descriptions)
    assert len(titles) > 1000
    assert_all_differ(titles)
    assert_all_differ(descriptions)


def test_no_two_other_shipped_pages_have_one_title_or_description(client, shipped):
    titles = {}
    descriptions = {}
    for path in sitemap_paths():
        if path.startswith(("/phones/", "/compare/")) and path not in ("/phones/", "/compare/"):
            continue
        html = page(client, path)
        titles[path] = title(html)
        descriptions[path] = meta(html, "description")
    assert len(titles) > 200
    assert_all_differ(titles)
    assert_all_differ(descriptions)
    assert_of_sensible_length(titles, descriptions)
