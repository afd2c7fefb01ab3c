"""Each choice of the finder's form can be excluded there, as ``not.`` does in the address."""

import re

import pytest

from .asking import slugs, whole_form
from .factories import make_market, make_model_code, make_phone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def phones():
    whole = {"complete_sections": ["rear_cameras", "front_cameras", "markets", "model_codes"]}
    cameras = [{"role": "main"}]
    bar = make_phone("Bar", form_factor="bar", nfc=True, cameras=cameras, **whole)
    slide = make_phone("Slide", brand="Other", form_factor="slide", nfc=False, cameras=[{"role": "tele"}], **whole)
    make_market(bar, "JP")
    make_market(slide, "DE")
    make_model_code(bar, "B-1", lte_bands=[1], bands_complete=True)
    make_model_code(slide, "S-1", lte_bands=[3], bands_complete=True)


def box(page, name, value):
    """The tag of a tick box of the form."""
    found = re.search(rf'<input type="checkbox" name="{re.escape(name)}" value="{value}"[^>]*>', page)
    assert found, f"there is no box for {name}={value}"
    return found[0]


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("brand", "Acme", ["other-slide"]),
        ("form_factor", "slide", ["bar"]),
        ("nfc", "yes", ["other-slide"]),
        ("lens.role", "tele", ["bar"]),
        ("market.country", "JP", ["other-slide"]),
        ("code.lte_bands", "1", ["other-slide"]),
    ],
)
def test_each_choice_has_a_box_that_excludes_it(client, name, value, left):
    page = whole_form(client)
    assert "checked" not in box(page, f"not.{name}", value)
    assert "aria-label=" in box(page, f"not.{name}", value)
    question = f"not.{name}={value}"
    assert slugs(client, question) == left
    asked = client.get(f"/phones/?{question}").text
    assert "checked" in box(asked, f"not.{name}", value)
    assert "checked" not in box(asked, name, value)
    assert re.search(r'aria-label="Remove filter: ([^"]* not |Without )', asked)


def test_every_value_box_of_the_form_has_its_excluding_twin(client):
    page = whole_form(client).partition('class="finder__answer"')[0]
    values = re.findall(r'<input type="checkbox" name="([a-z][a-z_.]*)" value="([^"]*)"', page)
    asked = {pair for pair in values if not pair[0].startswith("not.")}
    excluded = {(name.removeprefix("not."), value) for name, value in values if name.startswith("not.")}
    assert len(asked) > 10
    assert asked == excluded


def test_an_excluded_value_far_down_a_long_list_is_shown(client):
    for number in range(30):
        make_phone(f"No {number}", brand=f"Brand {number:02}")
    page = client.get("/phones/?not.brand=Brand 29").text
    assert "checked" in box(page, "not.brand", "Brand 29")
    assert "facet__other" not in page


def test_what_no_phone_has_stays_in_the_form_when_it_is_asked_or_excluded(client):
    page = client.get("/phones/?not.sold_in=FR&sold_in=IT").text
    assert "checked" in box(page, "not.sold_in", "FR")
    assert "checked" in box(page, "sold_in", "IT")
