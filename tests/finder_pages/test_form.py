"""The finder’s form and lists in a real browser: on narrow screens, by keyboard, in print, for everybody."""

import re

import pytest

from .steps import COUNTRIES, NARROW, QUESTIONS, asked, field, names, open_group, slide, wait_for

INNER_SCROLLERS = {"table-box", "pills"}
"""What may be wider than the window and scrolls by itself."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", NARROW)
@pytest.mark.parametrize("scripts", [True, False])
def test_on_narrow_screens_the_filters_lie_over_the_answer_and_close_again(reader, width, scripts):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto("/phones/?weight_g_max=180")
    panel, answer = reader.locator("#finder-form"), reader.locator(".results")
    assert not panel.is_visible()
    reader.get_by_role("link", name="Filters (1)").click()
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": width, "height": 800}
    assert not answer.is_visible()
    reader.get_by_role("link", name="Show 2 phones").click()
    assert not panel.is_visible()
    assert answer.is_visible()
    reader.get_by_role("link", name="Filters (1)").click()
    reader.get_by_role("link", name="Close").click()
    assert not panel.is_visible()


def test_the_filters_stay_open_and_count_while_one_ticks(reader):
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto("/phones/")
    reader.get_by_role("link", name="Filters").click()
    open_group(reader, "body")
    slide(reader).check()
    show = reader.get_by_role("link", name="Show 1 phone")
    show.click()
    assert names(reader) == ["Acme Brick"]
    assert reader.evaluate("document.activeElement.textContent").strip() == "Filters (1)"


def test_escape_closes_the_filters(reader):
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto("/phones/")
    reader.get_by_role("link", name="Filters").click()
    reader.keyboard.press("Escape")
    assert not reader.locator("#finder-form").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_part_of_the_question_leads_to_its_field(reader, scripts):
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto("/phones/?weight_g_max=180")
    reader.get_by_role("link", name="Weight at most 180 g").first.click()
    assert field(reader, "weight_g_max").is_visible()
    reader.get_by_role("link", name="Show 2 phones").click()
    assert not reader.locator("#finder-form").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_list_is_shown_whole_and_short_again(reader, scripts):
    reader.goto("/phones/?sold_in=JP")
    rows = reader.locator("#facet-sold_in li")
    assert rows.count() < len(COUNTRIES)
    reader.get_by_role("link", name=f"Show all ({len(COUNTRIES)}) of Sold in").click()
    reader.get_by_role("link", name="Show fewer of Sold in").wait_for()
    assert rows.count() == len(COUNTRIES)
    reader.get_by_role("link", name="Show fewer of Sold in").click()
    reader.get_by_role("link", name="Show all").first.wait_for()
    assert rows.count() < len(COUNTRIES)


def test_a_whole_list_is_narrowed_while_one_types_and_stays_so(reader):
    reader.goto("/phones/?more=sold_in&sold_in=JP")
    reader.get_by_label("Search the list of Sold in").fill("switz")
    shown = reader.locator("#facet-sold_in li:visible")
    assert [label.split() for label in shown.locator("label:first-child").all_text_contents()] == [["Switzerland", "1"]]
    shown.locator("input").first.check()
    reader.wait_for_url("**sold_in=CH**")
    wait_for(reader, "1 phone")
    assert shown.count() == 1


def test_histograms_have_a_text_equivalent(reader):
    reader.goto("/phones/")
    picture = reader.locator("#facet-weight_g").get_by_role("img")
    assert re.fullmatch(r"most from \d+ to \d+\sg: 1", picture.get_attribute("aria-label"))


def test_what_is_asked_is_explained_in_place(reader):
    reader.goto("/phones/")
    facet = reader.locator("#facet-weight_g")
    facet.get_by_label("What “Weight” means").click()
    assert facet.locator("details p").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_fault_stands_at_its_field_and_is_named_by_it(reader, scripts):
    reader.goto("/phones/?weight_g_min=heavy")
    faulty = field(reader, "weight_g_min")
    assert faulty.is_visible()
    assert faulty.get_attribute("aria-invalid") == "true"
    assert field(reader, "weight_g_max").get_attribute("aria-invalid") is None
    message = reader.locator(f"[id='{faulty.get_attribute('aria-describedby')}']")
    assert message.inner_text() == "“heavy” is not a number."
    assert faulty.evaluate("field => field.closest('fieldset').id") == "facet-weight_g"
    assert "Weight, at least: “heavy” is not a number." in reader.get_by_role("alert").inner_text()
    reader.get_by_role("link", name="Go to the field").click()
    assert message.is_visible()


def test_drawings_of_a_page_are_at_one_scale(reader):
    reader.goto("/phones/?sort=weight_g")
    heights = [drawing.bounding_box()["height"] for drawing in reader.locator(".result .drawing").all()]
    boxes = reader.locator(".result .drawing").evaluate_all("all => all.map(one => one.viewBox.baseVal.height)")
    scales = [height / box for height, box in zip(heights, boxes, strict=True)]
    assert len(set(boxes)) == 3, "one of them has a usual size, as its own is not known"
    assert max(scales) - min(scales) < 0.01


def test_what_was_asked_about_stands_out(reader):
    reader.goto("/phones/?weight_g_max=130&form_factor=bar")
    assert reader.locator(".is-asked dt").all_inner_texts() == ["Weight"]
    assert "Form factor" in reader.locator(".result__asked").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_chooses_the_columns_of_the_table(reader, scripts):
    reader.goto("/phones/?view=table")
    reader.get_by_text("Choose the columns").click()
    box = reader.locator(".columns").get_by_label("Width", exact=True)
    box.check()
    if not scripts:
        reader.get_by_role("button", name="Show these columns").click()
    reader.get_by_role("columnheader", name="Width", exact=True).wait_for()
    assert ("columns", "width_mm") in asked(reader)
    assert ("view", "table") in asked(reader)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_head_of_a_column_sorts_and_says_so(reader, scripts):
    reader.goto("/phones/?view=table&columns=weight_g,announced")
    head = reader.get_by_role("columnheader", name="Weight")
    assert head.get_attribute("aria-sort") is None
    for order, expected in (
        ("ascending", ["Feather", "Xperia", "Brick"]),
        ("descending", ["Brick", "Xperia", "Feather"]),
    ):
        head.get_by_role("link").click()
        reader.locator(f"th[aria-sort={order}]").wait_for()
        assert [name.split()[-1] for name in names(reader)] == [*expected, "Unweighed"]


def test_a_sorted_column_keeps_the_focus(reader):
    reader.goto("/phones/?view=table&columns=weight_g,announced")
    reader.get_by_role("columnheader", name="Weight").get_by_role("link").press("Enter")
    reader.locator("th[aria-sort=ascending]").wait_for()
    assert reader.evaluate("document.activeElement.textContent") == "Weight"


def test_what_is_focused_in_the_table_is_never_under_its_head_or_its_names(reader, many):
    reader.emulate_media(reduced_motion="reduce")
    reader.set_viewport_size({"width": 360, "height": 600})
    reader.goto("/phones/?view=table")
    links = reader.locator(".finder-table tbody a, .finder-table input")
    count = links.count()
    for number in (count - 1, count // 2, 2, 1):
        links.nth(number).focus()
        assert links.nth(number).evaluate(IS_ON_TOP), number


IS_ON_TOP = """link => {
  const box = link.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return link.contains(top) || top.contains(link);
}"""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_filter_is_found_by_its_name_and_used_and_the_question_is_kept(reader, scripts):
    reader.goto("/phones/?brand=Acme")
    reader.locator("#all-filters > summary").click()
    words = reader.get_by_label("Find a filter by name")
    words.fill("form")
    if not scripts:
        words.press("Enter")
    slide(reader).check()
    if not scripts:
        reader.locator(".found-filters").get_by_role("button", name="Show phones").first.click()
    wait_for(reader, "1 phone")
    assert sorted(asked(reader)) == [("brand", "Acme"), ("form_factor", "slide")]
    reader.goto("/phones/?form_factor=slide")
    assert slide(reader).is_visible(), "a filter in use is printed though its group is not"


TOO_WIDE = """root => [...document.querySelectorAll(root)].filter(one => one.scrollWidth > one.clientWidth + 1
    && /auto|scroll/.test(getComputedStyle(one).overflowX)).map(one => one.className.split(" ")[0])"""


def test_nothing_goes_sideways(reader):
    for question in QUESTIONS.values():
        reader.goto(f"/phones/?{question}#finder-form")
        reader.evaluate("for (const one of document.querySelectorAll('.finder details')) one.open = true")
        assert_nothing_goes_sideways(reader, question)
        reader.goto(f"/phones/?{question}")
        assert_nothing_goes_sideways(reader, question)


def assert_nothing_goes_sideways(reader, question):
    for width in (320, 360, 768, 1440):
        reader.set_viewport_size({"width": width, "height": 800})
        assert reader.evaluate("document.documentElement.scrollWidth") <= width, (question, width)
        assert set(reader.evaluate(TOO_WIDE, "main *")) <= INNER_SCROLLERS, (question, width)


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_no_fault_in_any_answer(reader, find_axe_faults, width, theme):
    reader.set_viewport_size({"width": width, "height": 800})
    faults = {}
    for kind, question in QUESTIONS.items():
        reader.goto(f"/phones/?{question}")
        faults[kind] = find_axe_faults(reader)
    reader.goto("/phones/?weight_g_min=heavy&form_factor=bar&more=sold_in#finder-form")
    reader.evaluate("for (const one of document.querySelectorAll('.finder details')) one.open = true")
    faults["everything open"] = find_axe_faults(reader)
    assert not {kind: found for kind, found in faults.items() if found}


def test_a_printed_answer_leaves_the_form_out(reader):
    reader.goto("/phones/?weight_g_max=180")
    reader.emulate_media(media="print")
    assert not reader.locator("#finder-form").is_visible()
    assert not reader.locator(".finder__view").is_visible()
    assert reader.locator(".question").is_visible()
    assert reader.locator(".result").count() == 2


def test_a_limit_is_asked_in_the_currency_that_is_chosen_before_or_after_it(reader):
    from tests.factories import make_phone  # noqa: PLC0415 - Django is set up by now

    make_phone("Priced", launch_price=225_360, launch_price_currency="JPY", released="2022-11-18")
    make_phone("Dear", launch_price=1999, launch_price_currency="EUR", released="2022-11-18")
    reader.goto("/phones/")
    currency = reader.locator("select[name=launch_price_currency]")
    currency.select_option("USD")
    field(reader, "launch_price_max").fill("1700")
    wait_for(reader, "1 phone")
    assert asked(reader) == [("launch_price_max", "1700"), ("launch_price_currency", "USD")]
    assert names(reader) == ["Acme Priced"]
    currency.select_option("JPY")
    wait_for(reader, "0 phones")
    assert asked(reader) == [("launch_price_max", "1700"), ("launch_price_currency", "JPY")]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_value_is_excluded_by_its_second_box_and_taken_back(reader, scripts):
    reader.goto("/phones/")
    reader.get_by_role("checkbox", name="Not Acme", exact=True).check()
    if not scripts:
        reader.locator(".facet-form").first.get_by_role("button", name="Show phones").click()
    reader.wait_for_url("**not.brand=Acme")
    wait_for(reader, "1 phone")
    assert reader.get_by_role("checkbox", name="Not Acme", exact=True).is_checked()
    assert not reader.locator("[name=brand][value=Acme]").is_visible()
    reader.get_by_role("link", name="Remove filter: Brand not Acme").click()
    wait_for(reader, "4 phones")
    assert not reader.locator("[name='not.brand'][value=Acme]").is_checked()


@pytest.mark.parametrize("width", [360])
def test_the_excluding_boxes_are_large_enough_for_a_finger(browser, browser_context_args, width):
    options = browser_context_args | {"viewport": {"width": width, "height": 800}, "has_touch": True, "is_mobile": True}
    page = browser.new_context(**options).new_page()
    page.goto("/phones/#finder-form")
    box = page.locator("#facet-brand .facet__not").first.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    assert box["x"] + box["width"] <= width
    page.context.close()
