"""Light and focal lengths on the page of a comparison and in its data."""

import re
from math import hypot, log2

import pytest

from .factories import make_phone, make_sensor
from .reading import data, page, words

EQ = "focal_length_eq_mm"
STORY = "leica-leitz-phone-2-vs-sharp-aquos-r7-vs-nokia-lumia-1020"


@pytest.fixture
def phones(db):
    wide, small = make_sensor("Wide", width_mm=13.2, height_mm=8.8), make_sensor("Small", width_mm=6.6, height_mm=4.4)
    make_phone("One", cameras=[{EQ: 25, "f_number": 2, "sensor": wide}])
    make_phone("Two", cameras=[{EQ: 25, "f_number": 2, "sensor": small}, {"role": "tele", EQ: 100, "f_number": 4}])


def answer(client, query=""):
    """(light, stops, lens, crop) of each phone, as the table says them."""
    html = page(client, f"/compare/acme-one-vs-acme-two/{query}")
    rows = html.partition('id="light-at-caption"')[2].partition("</table>")[0].split("<tr")[2:]
    return [[words(f"<main>{cell}") for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


def test_at_a_focal_length_the_page_says_which_lens_serves_how_much_it_crops_and_the_stops_between(client, phones):
    (one, two) = answer(client, "?at=50")
    assert one[:2] == ["f/10.9 most light", "baseline"]
    assert one[2].startswith("Main camera, 25 mm")
    assert one[3].startswith("2×: 25 % of the picture")
    assert two[:2] == ["f/21.8", "2 stops less"]


def test_stops_are_counted_from_the_baseline(client, phones):
    assert [row[1] for row in answer(client, "?at=50&baseline=acme-two")] == ["2 stops more", "baseline"]


def test_a_lens_of_unknown_light_is_not_skipped_for_a_shorter_one(client, phones):
    assert answer(client, "?at=120")[1][0] == "light not known"
    assert answer(client, "?at=120")[1][2].startswith("Telephoto, 100 mm")


@pytest.mark.parametrize("text", ["abc", "-1", "9.9", "301", "1e9", "nan", "inf", "50;", "5" * 5000])
def test_what_is_no_focal_length_is_named_at_its_field_and_the_page_goes_on(client, phones, text):
    html = page(client, f"/compare/acme-one-vs-acme-two/?at={text}&baseline=acme-two")
    assert 'id="light-fault"' in html
    assert "is not a focal length here: enter a number from 10 to 300." in html
    assert 'aria-invalid="true"' in html
    assert '<input type="hidden" name="baseline" value="acme-two">' in html


def test_an_empty_field_asks_for_nothing(client, phones):
    assert 'id="light-fault"' not in page(client, "/compare/acme-one-vs-acme-two/?at=")


@pytest.mark.django_db
def test_without_any_known_lens_the_page_says_so(client):
    make_phone("One")
    make_phone("Two")
    shown = words(page(client, "/compare/acme-one-vs-acme-two/"))
    assert "Of no lens here are focal length, f-number and sensor all known." in shown
    assert "No focal length is known of any lens here." in shown


def test_the_data_has_the_lenses_and_their_light(client, phones):
    one, two = data(client, "/compare/acme-one-vs-acme-two.json")["light"]
    assert [lens["focal_length_eq_mm"] for lens in two["lenses"]] == [25, 100]
    at_50 = next(value for value in one["at"] if value["focal_length_eq_mm"] == 50)
    assert (at_50["equivalent_f_number"], at_50["crop"], at_50["area_share"]) == (10.91, 2, 0.25)


@pytest.mark.django_db
def test_the_question_of_the_story_is_answered_from_the_records(client, shipped):
    html = page(client, f"/compare/{STORY}/?at=50&baseline=nokia-lumia-1020")
    leitz = equivalent_at_50(client, "leica-leitz-phone-2")
    lumia = equivalent_at_50(client, "nokia-lumia-1020")
    shown = words(html.partition('id="light-at-caption"')[2].partition("</table>")[0].join(("<main>", "")))
    assert f"f/{leitz:.1f}" in shown
    assert f"f/{lumia:.1f}" in shown
    assert f"{2 * log2(lumia / leitz):.1f} stops more" in shown
    assert round(2 * log2(8.65 / 5.19), 1) == 1.5  # as each lens stands, uncropped


def equivalent_at_50(client, slug):
    """From the phone's own data, by the definitions alone; its one lens is a fixed one shorter than 50 mm."""
    camera = data(client, f"/phones/{slug}.json")["cameras"][0]
    fact = {key: camera[key]["value"] for key in (EQ, "f_number", "sensor_width_mm", "sensor_height_mm")}
    used, whole = camera["used_area_mm2"]["value"], fact["sensor_width_mm"] * fact["sensor_height_mm"]
    diagonal = hypot(fact["sensor_width_mm"], fact["sensor_height_mm"]) * ((used or whole) / whole) ** 0.5
    return fact["f_number"] * 43.27 / diagonal * 50 / fact[EQ]
