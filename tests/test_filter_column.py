"""The finder's column: eight filters in the open, those in use, and all others by group or by name."""

import re

import pytest

from catalog.views.facet_fields import OPEN_FILTERS, facet_groups

from .asking import whole_form
from .factories import make_market, make_phone, make_sensor

pytestmark = pytest.mark.django_db

OPEN_NAMES = {one.name for one in OPEN_FILTERS}


@pytest.fixture(autouse=True)
def phone():
    eye = make_sensor("Eye", width_mm=13.1, height_mm=9.8, megapixels=50.3)
    camera = {"sensor": eye, "sensor_type": "1/1.0", "focal_length_eq_mm": 24, "f_number": 1.9}
    facts = {"weight_g": 200, "announced": "2024", "launch_price": 999, "launch_price_currency": "EUR"}
    made = make_phone("Brick", cameras=[{**camera, "stabilisation": ["ois"]}], nfc=True, battery_mah=5000, **facts)
    make_market(made, "JP")
    return made


def printed(html):
    """Names of the filters that are printed."""
    return re.findall(r'<fieldset class="facet" id="facet-([^"]+)">', html)


def get(client, question=""):
    return client.get(f"/phones/?{question}").text


def test_eight_filters_are_in_the_open(client):
    assert len(OPEN_FILTERS) == 8
    assert printed(get(client)) == [one.name for one in OPEN_FILTERS]


def test_a_filter_in_use_is_printed_whatever_its_group(client):
    assert "nfc" in printed(get(client, "nfc=yes"))
    assert "battery_mah" in printed(get(client, "battery_mah_min=heavy")), "refused, so that it can be mended"
    assert "colours" in printed(get(client, "more=colours"))


def test_a_group_is_printed_where_the_address_asks_for_it_and_named_with_a_link_elsewhere(client):
    closed = get(client, "brand=Acme")
    assert 'href="/phones/?brand=Acme&amp;filters=battery#group-battery"' in closed
    opened = get(client, "brand=Acme&filters=battery")
    assert set(printed(opened)) == OPEN_NAMES | {"battery_mah"}
    assert '<details class="facet-group" id="group-battery" open>' in opened


def test_every_offered_filter_is_printed_exactly_once_with_all_groups(client):
    found = printed(whole_form(client, "nfc=yes"))
    assert len(found) == len(set(found))
    assert set(found) > OPEN_NAMES


def test_groups_without_a_value_in_the_catalogue_are_not_there(client):
    page = get(client)
    offered = set(re.findall(r'id="group-([a-z_]+)"', page))
    assert "labels" not in offered
    assert "battery" in offered
    assert offered < {key for key, _, _ in facet_groups()}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nfc", {"nfc"}),
        ("NFC", {"nfc"}),
        ("stabilisation", {"lens.stabilisation", "main_stabilisation"}),
        ("rear stabilis", {"lens.stabilisation", "lens.stabilised"}),
        ("battery_mah", {"battery_mah"}),
        ("xyzzy", set()),
        ("weight", set()),
    ],
)
def test_filters_are_found_by_words_of_their_names(client, words, found):
    names = set(printed(get(client, f"filters={words}"))) - OPEN_NAMES
    assert found <= names
    assert bool(names) == bool(found)


def test_a_filter_in_the_open_is_pointed_to(client):
    assert '<a href="#facet-weight_g">Weight</a>' in get(client, "filters=weight")
    assert "No filter has this in its name." in get(client, "filters=xyzzy")


def test_all_filters_are_listed_by_name_without_their_fields(client):
    page = get(client, "filters=all&brand=Acme")
    assert set(printed(page)) == OPEN_NAMES
    assert 'href="/phones/?brand=Acme&amp;filters=nfc#found-filters"' in page


def test_what_is_printed_is_no_part_of_the_question(client):
    page = get(client, "filters=battery&weight_g_max=300")
    assert 'href="/phones.json?weight_g_max=300"' in page
    assert client.get("/phones.json?filters=battery").json()["total"] == 1


def test_the_type_of_the_main_sensor_is_asked_and_shown_as_a_label(client):
    page = get(client, "main_optical_format_inch_min=1/1.3")
    assert 'name="main_optical_format_inch_min" value="1/1.3"' in page
    assert "Main sensor 1/1.3″ type or larger" in page


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("lens.equivalent_f_number_max=20", "A rear lens of f/20 equivalent or brighter"),
        ("lens.focal_length_eq_mm_min=70", "A rear lens of 70 mm equivalent or longer"),
        ("main_focal_length_eq_mm_max=24", "Main camera 24 mm equivalent or wider"),
        ("main_optical_format_inch_min=1", "Main sensor 1-inch type or larger"),
        ("weight_g_max=200", "Weight at most 200 g"),
        ("weight_g_min=150&weight_g_max=200", "Weight 150–200 g"),
        ("weight_g=200", "Weight 200 g"),
        ("announced_min=2024", "Announced since 2024"),
        ("announced_max=2022-11-18", "Announced until 18 November 2022"),
        ("sold_outside=JP", "Sold outside Japan"),
        ("nfc=yes", "With NFC"),
        ("battery_mah_min=5000", "Battery capacity at least 5,000 mAh"),
    ],
)
def test_filters_in_use_read_as_a_reviewer_would_say_them(client, question, words):
    page = " ".join(get(client, question).replace("\u202f", " ").split())
    assert f'aria-label="Remove filter: {words}"' in page


def test_a_country_that_is_asked_otherwise_than_by_a_box_has_its_name(client):
    assert "outside Japan" in get(client, "sold_outside=JP")
    assert "outside JP" not in get(client, "sold_outside=JP")
    assert "Deutschland" in client.get("/de/phones/?sold_outside=DE").text.partition('id="facet-sold_in"')[2]


def test_hints_and_bars_are_in_the_signs_of_the_language(client):
    assert 'placeholder="1/1.56"' in get(client)
    assert 'placeholder="1/1,56"' in client.get("/de/phones/").text
    assert re.search(r"most from 20\d\d to 20\d\d: 1", get(client))
    japanese = client.get("/ja/phones/").text
    assert re.search(r"最多は20\d\d～20\d\d年：", japanese)
    assert re.search(r"最多は[\d.]+～[\d.]+型：", japanese)


def test_counts_and_ends_have_an_order_of_their_own(client):
    question = "sort=-rows_known"
    assert "Specs known, largest first" in get(client, question)
    assert "多い順" in client.get(f"/ja/phones/?{question}").text
    assert "遅い順" in client.get("/ja/phones/?sort=-supported_until").text


def test_the_page_stays_within_its_budgets_with_the_largest_group(client):
    cameras = [{"focal_length_eq_mm": length} for length in (13, 24, 70, 120)]
    for number in range(60):
        make_phone(f"No {number}", weight_g=200, cameras=cameras)
    page = get(client, "filters=lens")
    assert len(re.findall(r"<[a-z]", page)) <= 2500
