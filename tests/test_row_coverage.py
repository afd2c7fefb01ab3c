"""Rows that are known of no phone are not offered, and those known of few say so (docs: finder.md)."""

import re

import pytest

from catalog.models import Stamp

from .asking import EVERY_GROUP
from .factories import make_camera, make_display, make_phone, make_variation

pytestmark = pytest.mark.django_db


def page(client, path):
    return re.sub(r"\s+", " ", client.get(path).content.decode())


def facet(html, name):
    """The field of one facet; empty where there is none."""
    found = re.search(rf'<fieldset class="facet" id="facet-{re.escape(name)}">.*?</fieldset>', html)
    return found[0] if found else ""


def form(client, question=""):
    return page(client, f"/phones/?{question}&{EVERY_GROUP}")


@pytest.mark.parametrize("name", ["weight_g", "uwb", "pwm_hz", "lens.f_number", "market.price"])
def test_the_form_offers_no_row_that_is_known_of_no_phone(client, name):
    make_phone("Brick", weight_g=None, battery_mah=5000)
    assert facet(form(client), name) == ""
    assert facet(form(client), "battery_mah")


def test_a_row_is_offered_from_the_first_value_on_and_no_longer_after_the_last(client):
    phone = make_phone("Brick", weight_g=None)
    assert not facet(form(client), "weight_g")
    phone.weight_g = 200
    phone.save()
    Stamp.move([phone.pk])
    assert facet(form(client), "weight_g")
    phone.weight_g = None
    phone.save()
    Stamp.move([phone.pk])
    assert not facet(form(client), "weight_g")


def test_drafts_do_not_make_a_row_known(client):
    make_phone("Brick", weight_g=None)
    make_phone("Draft", weight_g=200, status="draft")
    assert not facet(form(client), "weight_g")


def test_a_value_of_one_version_makes_a_row_known(client):
    make_variation(make_phone("Brick", weight_g=None), "weight_g", 200, "ceramic")
    assert facet(form(client), "weight_g")


def test_that_there_is_none_is_known_as_well(client):
    make_phone("Brick", nfc=False)
    assert facet(form(client), "nfc")


def test_lenses_and_displays_make_their_rows_known(client):
    phone = make_phone("Brick")
    make_camera(phone, f_number=1.8)
    make_display(phone, refresh_hz=90)
    html = form(client)
    assert facet(html, "lens.f_number")
    assert facet(html, "main_f_number")
    assert facet(html, "refresh_hz")
    assert not facet(html, "front.f_number")
    assert not facet(html, "lens.close_focus_cm")


def test_a_row_that_is_known_of_no_phone_can_be_asked_in_the_address_and_is_answered_honestly(client):
    make_phone("Brick", weight_g=None)
    html = form(client, "weight_g_max=200")
    assert 'value="200"' in facet(html, "weight_g")
    assert "known of none of 1 phones" in facet(html, "weight_g")
    assert "1 possible match" in html
    data = client.get("/phones.json?weight_g_max=200&sort=weight_g").json()
    assert (data["total"], data["maybe"]) == (0, 1)
    assert "weight_g" in data["ranges"]
    assert data["maybe_phones"][0]["facts"]["weight_g"] is None
    header = client.get("/phones.csv").getvalue().decode("utf-8-sig").partition("\n")[0]
    assert "weight_g.state" in header


def many(weighed, of):
    for number in range(of):
        make_phone(f"Phone {number}", weight_g=200 if number < weighed else None)


@pytest.mark.parametrize(("weighed", "note"), [(1, "known of 1 of 11 phones"), (2, "")])
def test_below_a_tenth_how_many_phones_it_is_known_of_stands_beside_the_name(client, weighed, note):
    many(weighed, of=11)
    found = re.search(r"<legend>.*?</legend>", facet(form(client), "weight_g"))[0]
    assert ("known of" in found) == bool(note)
    assert note in found


def test_columns_and_sort_menu_offer_only_what_is_known_of_a_phone(client):
    make_phone("Brick", weight_g=None, battery_mah=5000)
    html = form(client, "view=table")
    assert 'name="columns" value="battery_mah"' in html
    assert 'name="columns" value="uwb"' not in html
    assert 'value="-battery_mah"' in html
    assert 'value="weight_g"' not in html.partition('id="columns"')[0]


def test_what_is_sorted_by_or_a_column_stays_offered_though_it_is_known_of_none(client):
    make_phone("Brick", weight_g=None)
    html = form(client, "view=table&sort=weight_g&columns=uwb")
    assert 'name="columns" value="uwb" checked' in html
    assert '<option value="weight_g" selected' in html


def test_questions_that_decide_are_those_that_the_catalogue_can_answer(client):
    make_phone("Brick", weight_g=None)
    assert "200 g or lighter" not in form(client)
    make_phone("Light", weight_g=100)
    Stamp.move()
    assert "200 g or lighter" in form(client)


def unknown_list(html):
    return " ".join(re.findall(r'<dl class="unknowns">.*?</dl>', html))


@pytest.mark.parametrize("path", ["/phones/acme-brick/", "/compare/acme-brick-vs-acme-slab/"])
def test_lists_of_what_is_not_known_leave_out_what_is_known_of_no_phone(client, path):
    make_phone("Brick", weight_g=None)
    make_phone("Slab", weight_g=None)
    make_phone("Other", depth_mm=8, weight_g=None)
    found = unknown_list(page(client, path))
    assert "Thickness" in found
    assert "Weight" not in found


def test_rows_that_cannot_be_asked_count_by_the_phones_too(client):
    make_camera(make_phone("Brick"), f_number=1.8)
    assert "Lens elements" not in unknown_list(page(client, "/phones/acme-brick/"))
    make_camera(make_phone("Slab"), lens_name="Summicron", lens_elements=7)
    Stamp.move()
    found = unknown_list(page(client, "/phones/acme-brick/"))
    assert "Lens elements" in found
    assert "Lens elements · Lens name<" in found, "the name of the lens, which cannot be asked"


def test_lists_of_what_is_not_known_say_where_few_phones_are_known(client):
    many(1, of=11)
    assert "Weight (known of 1 of 11 phones)" in unknown_list(page(client, "/phones/acme-phone-5/"))


def test_every_row_with_a_value_in_the_answers_is_offered(client):
    """By the data of all phones: no row of the sheet is missing that has a value, or there without one."""
    make_phone("Brick", weight_g=200, nfc=False, colours=["Black"], announced="2022")
    make_camera(make_phone("Slab", battery_mah=5000, complete_sections=["rear_cameras"]), f_number=1.8)
    phones = client.get("/phones.json").json()["phones"]
    known = {key for phone in phones for key, value in phone["facts"].items() if value is not None}
    asked = set(client.get("/phones.json").json()["facets"]) | set(client.get("/phones.json").json()["ranges"])
    html = form(client)
    offered = {name for name in asked if facet(html, name) and "." not in name}
    assert offered == {name for name in asked & known if name not in ("main_facing", "main_role", "facing")}
