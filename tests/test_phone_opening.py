"""The first screen of a phone's page: what it is in sentences, its lenses, and their light beside another phone's."""

import re

import pytest

from .factories import make_claim, make_phone, make_relation
from .reading import page, words

pytestmark = pytest.mark.django_db

MAIN = {"focal_length_eq_mm": 24, "f_number": 1.8, "sensor_type": "1/1.31", "megapixels": 50}
WHOLE = ["rear_cameras"]


def text(fragment):
    return words(f"<main>{fragment}")


def opening(client, slug="acme-brick"):
    """The sentences below the name."""
    html = page(client, f"/phones/{slug}/")
    return text(re.search(r'<p class="lead">.*?</p>', html)[0])


def cards(client, query=""):
    html = page(client, f"/phones/acme-brick/{query}")
    return [text(card) for card in re.findall(r'<li class="lens">.*?</li>', html)]


def test_it_says_sensor_lenses_and_what_is_missing(client):
    cameras = [{**MAIN, "sensor_type": "1/1.0"}, {"role": "ultrawide", "focal_length_eq_mm": 13}]
    make_phone("Brick", cameras=cameras, complete_sections=WHOLE)
    assert opening(client).startswith("1-inch-type main sensor, two lenses: 13 and 24 mm, no telephoto.")


@pytest.mark.parametrize(
    "facts",
    [
        {"cameras": [MAIN]},
        {"cameras": [MAIN, {"role": "tele"}], "complete_sections": WHOLE},
    ],
    ids=["the list may lack one", "one has no known focal length"],
)
def test_lenses_are_not_counted_where_one_may_be_missing(client, facts):
    make_phone("Brick", **facts)
    assert "lens" not in opening(client).replace("1/1.31-inch-type main sensor", "")


def test_a_zoom_is_said_from_end_to_end(client):
    zoom = {**MAIN, "zoom_kind": "continuous", "focal_length_eq_max_mm": 70}
    make_phone("Brick", cameras=[zoom], complete_sections=WHOLE)
    assert "one 24–70 mm zoom lens" in opening(client)


def test_a_zoom_among_others_counts_as_one_lens(client):
    zoom = {"role": "periscope", "focal_length_eq_mm": 75, "zoom_kind": "continuous", "focal_length_eq_max_mm": 100}
    make_phone("Brick", cameras=[MAIN, zoom], complete_sections=WHOLE)
    assert "two lenses: 24 and 75–100 mm, no ultrawide" in opening(client)


def test_a_twin_and_the_only_country_are_named(client):
    twin = make_phone("Aquos R7", brand="Sharp")
    phone = make_phone("Brick", markets=[{"country": "JP"}], complete_sections=["markets"], announced="2022-11")
    make_relation(phone, "rebadge_of", twin)
    assert "Same phone as the Sharp Aquos R7. Announced November 2022, sold in Japan only." in opening(client)
    assert "Also sold as the Acme Brick." in opening(client, "sharp-aquos-r7")


def test_each_rear_lens_has_a_card_the_shortest_first_and_helpers_have_none(client):
    cameras = [
        MAIN, {"role": "periscope", "focal_length_eq_mm": 120}, {"role": "ultrawide", "focal_length_eq_mm": 13},
        {"role": "depth", "megapixels": 2}, {"role": "macro"}, {"facing": "front", "role": "front", "megapixels": 12},
    ]  # fmt: skip
    make_phone("Brick", cameras=cameras)
    shown = cards(client)
    assert [card.split(" Not known")[0][:22] for card in shown] == [
        "13 mm Ultrawide", "24 mm Main camera Main", "120 mm Periscope telep", "Focal length not known",
    ]  # fmt: skip
    assert "Resolution 50 MP f-number f/1.8 Equivalent ≈ f/" in shown[1]
    assert "Not known: stabilisation, closest focus" in shown[1]
    assert "Front camera: 12 MP." in words(page(client, "/phones/acme-brick/"))


FULL_FRAME = {"sensor_width_mm": 36, "sensor_height_mm": 24}
TWO_STOPS_LESS = {"sensor_width_mm": 18, "sensor_height_mm": 12}


def two_phones(own, other):
    make_phone("Brick", cameras=[{**MAIN, "sensor_type": None, **TWO_STOPS_LESS, **own}])
    make_phone("Slab", cameras=[{**MAIN, "sensor_type": None, **FULL_FRAME, **other}])


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        ({}, {}, "2 stops less light than the Slab"),
        (FULL_FRAME, {}, "As much light as the Slab"),
        ({}, {"f_number": 3.6}, "As much light as the Slab"),
        ({"f_number": 0.9, **FULL_FRAME}, {}, "2 stops more light than the Slab"),
        ({"focal_length_eq_mm": 23}, {}, "2.1 stops less light than the Slab at 24 mm"),
        ({"focal_length_eq_mm": 20}, {}, "2.5 stops less light than the Slab at 24 mm"),
        ({}, {"f_number": None}, "The light of the Slab is not known at 24 mm"),
        (
            {"sensor_width_mm": None, "sensor_height_mm": None, "sensor_type": "1/1.31"},
            {},
            "About 3.6 stops less light",
        ),
    ],
)
def test_the_light_of_a_lens_is_held_against_that_of_a_phone_the_reader_names(client, own, other, said):
    two_phones(own, other)
    (card,) = cards(client, "?against=acme-slab")
    assert said in card


def test_it_is_said_where_the_other_phone_only_crops_a_much_wider_lens(client):
    two_phones({}, {"role": "ultrawide", "focal_length_eq_mm": 12})
    assert (
        "As much light as the Slab at 24 mm, which crops its 12 mm lens there" in cards(client, "?against=acme-slab")[0]
    )


def test_of_a_lens_whose_light_is_not_known_nothing_is_said(client):
    two_phones({"f_number": None}, {})
    assert "Slab" not in cards(client, "?against=acme-slab")[0]


def test_an_ultrawide_is_not_held_against_a_phone_without_one(client):
    two_phones({}, {})
    make_phone("Wide", cameras=[{**MAIN, **FULL_FRAME}, {**MAIN, "role": "ultrawide", "focal_length_eq_mm": 13}])
    html = page(client, "/phones/acme-wide/?against=acme-slab")
    assert "The Slab has no lens this wide" in html


def test_the_other_phone_is_found_by_its_name_too(client):
    two_phones({}, {})
    assert "2 stops less light than the Slab" in cards(client, "?against=acme+slab")[0]


@pytest.mark.parametrize(
    ("query", "fault"),
    [("?against=xyzzy", "No phone here is called “xyzzy”"), ("?against=acme-brick", "That is this phone itself")],
)
def test_a_phone_that_cannot_be_compared_with_is_told_and_the_page_stays(client, query, fault):
    two_phones({}, {})
    html = page(client, f"/phones/acme-brick/{query}")
    assert fault in html
    assert len(re.findall('<li class="lens">', html)) == 1


def test_a_phone_that_readers_do_not_see_is_not_compared_with(client):
    two_phones({}, {})
    make_phone("Draft", status="draft", cameras=[MAIN])
    assert "the Draft" not in words(page(client, "/phones/acme-brick/?against=acme-draft"))


def test_specs_are_folded_under_what_people_look_for_first(client):
    make_phone("Brick", weight_g=211, height_mm=160, headphone_jack=False, speakers="stereo", wifi=["n"])
    html = page(client, "/phones/acme-brick/")
    heads = dict(re.findall(r"<summary> <h3>(.*?)</h3>(.*?)</summary>", html))
    assert text(heads["Body"]) == "160 mm · 211 g"
    assert text(heads["Sound"]) == "Stereo · no headphone jack"
    assert heads["Connections"].strip() == ""
    assert "<details open" not in html


def test_a_value_has_one_mark_however_many_sources_it_has(client):
    phone = make_phone("Brick", weight_g=211)
    for source in ("one", "two", "three"):
        make_claim(phone, "weight_g", 211, source)
    html = page(client, "/phones/acme-brick/")
    row = re.search(r'<tr id="body-weight_g">.*?</tr>', html)[0]
    assert re.findall(r'class="evidence[^"]*"', row) == ['class="evidence evidence--sourced"']
    assert 'data-sources="1 2 3"' in row
    assert 'aria-label="sourced, 3 sources"' in row


def test_the_phone_compared_with_stays_when_the_units_change(client):
    two_phones({}, {})
    html = page(client, "/phones/acme-brick/?against=acme-slab")
    assert 'href="?units=imperial&amp;against=acme-slab"' in html
    html = page(client, "/phones/acme-brick/?against=acme-slab&units=imperial")
    assert 'href="?against=acme-slab"' in html
