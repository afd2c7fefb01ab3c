"""Finding and coming back by keyboard, in a real browser."""

import pytest

from .browser import SEARCH_FIELD
from .factories import make_phone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phones():
    drawn = {"height_mm": 150, "width_mm": 70, "camera_island_shape": "circle"}
    return [make_phone(name, **drawn) for name in ("One", "Two", "Three")]


def test_a_slash_leads_to_the_search_but_not_while_typing_and_not_with_other_keys(reader, phones):
    reader.goto("/glossary/")
    field = reader.get_by_label(SEARCH_FIELD)
    reader.keyboard.press("Control+/")
    assert not field.evaluate("field => field === document.activeElement")
    reader.keyboard.press("/")
    assert field.evaluate("field => field === document.activeElement")
    assert field.input_value() == ""
    reader.keyboard.press("/")
    assert field.input_value() == "/"


def test_suggestions_show_pictures_that_are_not_read_aloud(reader, phones):
    reader.goto("/")
    field = reader.get_by_label(SEARCH_FIELD)
    field.press_sequentially("acme")
    option = reader.get_by_role("option", name="Acme One", exact=True)
    option.wait_for()
    assert option.locator("svg[aria-hidden=true] rect").count() == 2
    option.locator("svg").click()
    reader.wait_for_url("**/phones/acme-one/")


def test_comparisons_are_offered_again_and_forgotten_on_demand(reader, phones):
    reader.goto("/compare/acme-one-vs-acme-two/")
    reader.goto("/compare/acme-one-vs-acme-three/")
    reader.goto("/search/")
    recent = reader.get_by_role("region", name="Comparisons you looked at")
    assert recent.get_by_role("link").all_inner_texts() == [
        "Acme One vs Acme Three: cameras compared",
        "Acme One vs Acme Two: cameras compared",
    ]
    reader.goto("/compare/")
    recent.get_by_role("button", name="Forget it").click()
    assert recent.count() == 0
    reader.reload()
    assert recent.count() == 0
