"""Comparing in a real browser: composing, reordering, only differences, keyboard, print, narrow screens."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from .factories import make_phone

pytestmark = pytest.mark.django_db(transaction=True)

PAIR = "/compare/acme-one-vs-acme-two/"
SIX = "/compare/" + "-vs-".join(f"acme-{name}" for name in ("one", "two", "three", "four", "five", "six")) + "/"


@pytest.fixture
def phones():
    for weight, name in enumerate(("One", "Two", "Three", "Four", "Five", "Six"), 150):
        claims = [{"key": "weight_g", "value": 199, "source": "b", "accepted": False, "quote": "199 g"}]
        make_phone(
            name, weight_g=weight, height_mm=150, width_mm=70, depth_mm=8, claims=claims if name == "One" else [],
            cameras=[{"focal_length_eq_mm": 24, "f_number": 1.8, "sensor_type": "1/1.3"}],
        )  # fmt: skip


def expect_names(reader, *names):
    """The phones of the comparison, in this order; waits for them, as a click returns before the next page is there."""
    heads = reader.locator(".compare .specs--compare thead th:not(:first-child)")
    expect(heads).to_have_text([re.compile(rf"\b{name}$") for name in names], use_inner_text=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_comparison_is_composed_and_reordered_by_links_and_back_undoes_it(reader, phones, scripts):
    reader.goto(PAIR)
    reader.get_by_role("link", name="Swap the two").first.click()
    expect_names(reader, "Two", "One")
    reader.get_by_label("Add a phone").fill("acme three")
    reader.get_by_role("button", name="Add", exact=True).click()
    expect_names(reader, "Two", "One", "Three")
    reader.get_by_role("link", name="Move the Acme Three left").click()
    expect_names(reader, "Two", "Three", "One")
    reader.get_by_role("link", name="Remove the Acme Two").click()
    expect_names(reader, "Three", "One")
    reader.go_back()
    expect_names(reader, "Two", "Three", "One")


def test_a_suggested_phone_is_added_while_typing(reader, phones):
    reader.goto(f"{PAIR}?units=imperial")
    field = reader.get_by_label("Add a phone")
    field.press_sequentially("acme")
    reader.get_by_role("option", name="Acme Four").wait_for()
    assert reader.get_by_role("option", name="brand").count() == 0, "only phones can be added"
    field.press_sequentially(" fo")
    reader.get_by_role("option", name="Acme Four").click()
    reader.wait_for_url("**/acme-one-vs-acme-two-vs-acme-four/?units=imperial#add-phone")


def test_six_phones_are_composed_by_typing_a_name_and_enter_each(reader, phones):
    reader.goto("/compare/")
    keys = 0
    for name in ("one", "two", "three", "four", "five", "six"):
        expect(reader.locator("input[data-suggest-to]")).to_be_focused()
        reader.keyboard.type(name)
        reader.keyboard.press("Enter")
        keys += len(name) + 1
        reader.wait_for_url(re.compile(f"acme-{name}[/&#]|acme-{name}$"))
    expect_names(reader, "One", "Two", "Three", "Four", "Five", "Six")
    assert keys == 28, "nothing but the names and Enter"


@pytest.mark.parametrize("scripts", [False])
def test_only_differences_and_a_baseline_are_links(reader, phones, scripts):
    reader.goto(PAIR)
    reader.get_by_role("link", name="Only differences").click()
    expect(reader.locator("#body-weight_g")).to_be_visible()
    expect(reader.locator("#body-height_mm")).to_have_count(0)
    reader.get_by_role("link", name=re.compile("Use as baseline.*Acme One")).click()
    expect(reader.locator("#body-weight_g")).to_contain_text("+1")
    assert reader.url.endswith("?baseline=acme-one&rows=differences")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_keyboard_unfolds_a_group_and_opens_both_sides_of_a_conflict(reader, phones, scripts):
    reader.goto(PAIR)
    assert not reader.locator("#body-weight_g").is_visible()
    reader.get_by_role("link", name="Body", exact=True).focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#body-weight_g")).to_be_visible()
    reader.get_by_role("link", name="Body", exact=True).focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#body-weight_g")).to_have_count(0)
    reader.locator("#key-facts-weight_g .claims summary").focus()
    reader.keyboard.press("Enter")
    assert reader.locator("#key-facts-weight_g").get_by_text("199 g", exact=True).first.is_visible()


@pytest.mark.parametrize("scripts", [False])
def test_a_narrow_screen_shows_two_phones_at_a_time_below_each_label(reader, phones, scripts):
    reader.set_viewport_size({"width": 360, "height": 700})
    reader.goto(SIX)
    assert reader.evaluate("document.documentElement.scrollWidth") == 360
    cells = reader.locator("#key-facts-weight_g td")
    assert [cell.is_visible() for cell in cells.all()] == [True, True, False, False, False, False]
    label, left, right = (
        part.bounding_box() for part in (reader.locator("#key-facts-weight_g th"), cells.nth(0), cells.nth(1))
    )
    assert label["y"] < left["y"] == right["y"]
    assert left["x"] < right["x"]
    reader.get_by_label("Two at a time").select_option("Two and Five")
    reader.locator(".pair-form").get_by_role("button", name="Show").click()
    expect(cells.nth(4)).to_be_visible()
    assert [cell.is_visible() for cell in cells.all()] == [False, True, False, False, True, False]
    assert reader.url.endswith("?pair=acme-two-vs-acme-five")


@pytest.mark.parametrize("width", [360, 1440])
def test_it_stays_a_table_for_screen_readers_and_names_stay_in_sight(reader, phones, width):
    reader.set_viewport_size({"width": width, "height": 700})
    reader.goto(SIX)
    nodes = reader.context.new_cdp_session(reader).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes)
    names_of = {(node["role"]["value"], node["name"]["value"]) for node in nodes if "name" in node}
    assert {
        ("columnheader", "Acme One"),
        ("rowheader", "Weight"),
        ("rowheader", "Height alike"),
        ("rowheader", "Body 1 of 5 differs"),
    } <= names_of
    assert roles["table"] == reader.locator("table:visible").count()
    assert roles["cell"] == reader.locator("td:visible").count()
    assert reader.locator("#key-facts-weight_g td:visible").count() == (2 if width == 360 else 6)
    reader.locator("#key-facts-weight_g").evaluate("row => scrollBy(0, row.getBoundingClientRect().top - 90)")
    assert -1 <= reader.locator(".specs--compare thead th").nth(1).bounding_box()["y"] < 80


def test_a_comparison_prints_every_phone_on_a_wide_page_without_its_controls(reader, phones, tmp_path):
    reader.set_viewport_size({"width": 360, "height": 700})
    reader.goto(f"{SIX}?baseline=acme-two")
    reader.emulate_media(media="print")
    assert all(cell.is_visible() for cell in reader.locator("#key-facts-weight_g td").all())
    assert not reader.get_by_label("Add a phone").is_visible()
    assert not reader.get_by_role("link", name="Remove the Acme Two").is_visible()
    printed = reader.pdf(prefer_css_page_size=True)
    width, height = (float(side) for side in printed.partition(b"/MediaBox [0 0 ")[2].partition(b"]")[0].split())
    assert (round(width), round(height)) == (842, 595)  # A4 landscape in points
