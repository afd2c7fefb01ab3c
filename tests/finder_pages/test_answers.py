"""The finder in a real browser: with scripts it answers in place, without them page by page, and both say the same."""

import pytest
from playwright.sync_api import expect

from .steps import (
    QUESTIONS,
    TRAVEL,
    asked,
    brand,
    field,
    focused,
    is_the_same_page,
    mark_the_page,
    names,
    open_group,
    slide,
    total,
    wait_for,
    words_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tick_answers_in_place_and_keeps_the_focus_and_the_opened_groups(reader):
    reader.goto("/phones/")
    mark_the_page(reader)
    open_group(reader, "body")
    open_group(reader, "lens")
    box = slide(reader)
    box.check()
    wait_for(reader, "1 phone")
    assert names(reader) == ["Acme Brick"]
    assert asked(reader) == [("form_factor", "slide")]
    assert box.evaluate("box => box === document.activeElement && box.checked")
    assert reader.locator("#group-lens").get_attribute("open") is not None
    assert is_the_same_page(reader)


def test_counts_bars_and_decisive_questions_change_with_the_answer(reader):
    reader.goto("/phones/")
    mark_the_page(reader)
    open_group(reader, "body")
    open_group(reader, "lens")
    slide(reader).check()
    wait_for(reader, "1 phone")
    assert reader.locator("li:has([name='lens.role'][value=tele])").get_attribute("data-count") == "1"
    assert reader.locator("#facet-weight_g svg").get_attribute("aria-label").endswith(": 1")
    assert reader.get_by_role("link", name="200 g or lighter 0").count() == 1
    assert reader.title().startswith("1 phone: form factor Slide ")


def test_text_answers_after_a_short_pause_while_the_reader_types_on(reader):
    reader.goto("/phones/")
    field(reader, "weight_g_max").press_sequentially("180")
    wait_for(reader, "2 phones")
    assert names(reader) == ["Acme Feather", "Sony Xperia"]
    assert focused(reader) == "weight_g_max"
    reader.keyboard.press("Backspace")
    reader.keyboard.type("1")
    wait_for(reader, "2 phones")
    assert field(reader, "weight_g_max").input_value() == "181"


def test_enter_asks_at_once(reader):
    reader.goto("/phones/")
    mark_the_page(reader)
    words = reader.get_by_label("Name, model code, chipset or sensor")
    words.fill("feather")
    words.press("Enter")
    wait_for(reader, "1 phone")
    assert asked(reader) == [("q", "feather")]
    assert is_the_same_page(reader)


def test_back_and_forward_restore_question_and_answer(reader):
    reader.goto("/phones/")
    mark_the_page(reader)
    brand(reader, "Acme").check()
    wait_for(reader, "3 phones")
    field(reader, "weight_g_max").fill("180")
    wait_for(reader, "1 phone")
    reader.go_back()
    wait_for(reader, "3 phones")
    assert field(reader, "weight_g_max").input_value() == ""
    reader.go_back()
    wait_for(reader, "4 phones")
    assert not brand(reader, "Acme").is_checked()
    reader.go_forward()
    wait_for(reader, "3 phones")
    assert brand(reader, "Acme").is_checked()
    assert is_the_same_page(reader)


def test_a_number_typed_in_steps_is_one_step_back(reader):
    reader.goto("/phones/")
    field(reader, "weight_g_max").press_sequentially("130", delay=600)
    wait_for(reader, "1 phone")
    reader.go_back()
    wait_for(reader, "4 phones")


def test_a_phone_and_back_shows_the_same_answer(reader):
    reader.goto("/phones/")
    open_group(reader, "body")
    slide(reader).check()
    wait_for(reader, "1 phone")
    reader.locator(".results h3 a").click()
    reader.wait_for_url("**/phones/acme-brick/")
    reader.go_back()
    wait_for(reader, "1 phone")
    assert names(reader) == ["Acme Brick"]


def test_the_tick_before_the_answer_to_another_is_not_lost(reader):
    reader.goto("/phones/")
    open_group(reader, "body")
    reader.evaluate(
        "all => { for (const one of all) document.querySelector(one).click() }", ["[value=bar]", "[value=Acme]"]
    )
    wait_for(reader, "2 phones")
    assert sorted(asked(reader)) == [("brand", "Acme"), ("form_factor", "bar")]
    assert names(reader) == ["Acme Feather", "Acme Unweighed"]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_scripts_and_no_scripts_find_the_same_phones(reader, browser, browser_context_args, question):
    plain = browser.new_context(**browser_context_args | {"java_script_enabled": False}).new_page()
    plain.goto(f"/phones/?{question}")
    reader.goto("/phones/?brand=Sony&view=table")
    mark_the_page(reader)
    reader.evaluate(TRAVEL, f"/phones/?{question}")
    expect(reader).to_have_title(plain.title())
    reader.locator("#finder-answer:not([aria-busy])").wait_for(state="attached")
    assert is_the_same_page(reader)
    assert names(reader) == names(plain)
    for part in ("finder-decisive", "finder-answer", "finder-form"):
        assert words_of(reader, part) == words_of(plain, part)
    plain.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_left_empty_is_never_in_the_address(reader, scripts):
    reader.goto("/phones/?brand=Acme")
    field(reader, "weight_g_max").fill("180")
    field(reader, "weight_g_max").press("Enter")
    reader.wait_for_url("**weight_g_max**")
    assert sorted(asked(reader)) == [("brand", "Acme"), ("weight_g_max", "180")]
    wait = (lambda: wait_for(reader, "3 phones")) if scripts else (lambda: None)
    field(reader, "weight_g_max").fill("")
    field(reader, "weight_g_max").press("Enter")
    wait()
    assert asked(reader) == [("brand", "Acme")]
    assert total(reader) == "3 phones"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_part_of_the_question_is_taken_away(reader, scripts):
    reader.goto("/phones/?brand=Acme&weight_g_max=180")
    reader.get_by_role("link", name="Remove filter: Weight at most 180 g").click()
    reader.wait_for_url("**/phones/?brand=Acme")
    if scripts:
        wait_for(reader, "3 phones")
    assert total(reader) == "3 phones"
    assert field(reader, "weight_g_max").input_value() == ""


def test_taking_away_the_last_part_leads_the_focus_to_the_answer(reader):
    reader.goto("/phones/?brand=Acme")
    reader.get_by_role("link", name="Remove filter").press("Enter")
    wait_for(reader, "4 phones")
    assert focused(reader) == "finder-answer"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_decisive_question_is_asked_and_taken_back(reader, scripts):
    reader.goto("/phones/")
    pill = reader.locator(".pills a", has_text="200 g or lighter")
    pill.click()
    reader.wait_for_url("**weight_g_max=200")
    if scripts:
        wait_for(reader, "2 phones")
    assert total(reader) == "2 phones"
    assert pill.get_attribute("aria-current") == "true"
    pill.click()
    reader.wait_for_url("**/phones/")
    if scripts:
        wait_for(reader, "4 phones")
    assert pill.get_attribute("aria-current") is None


def test_the_new_total_stands_in_one_live_region(reader):
    reader.goto("/phones/")
    status = reader.get_by_role("main").get_by_role("status")
    assert status.all_inner_texts() == ["4 phones"]
    status.evaluate("one => one.kept = true")
    open_group(reader, "body")
    slide(reader).check()
    wait_for(reader, "1 phone")
    assert status.all_inner_texts() == ["1 phone"]
    assert status.evaluate("one => one.kept")


def test_the_page_itself_is_loaded_where_the_answer_cannot_be_fetched(reader):
    reader.goto("/phones/")
    mark_the_page(reader)
    reader.evaluate("() => { window.fetch = () => Promise.reject(new Error('no network')) }")
    open_group(reader, "body")
    slide(reader).check()
    wait_for(reader, "1 phone")
    assert not is_the_same_page(reader)
    assert names(reader) == ["Acme Brick"]


def test_the_next_page_is_shown_from_its_top(reader, many):
    reader.goto("/phones/")
    mark_the_page(reader)
    reader.get_by_role("navigation", name="Pages").get_by_role("link", name="Page 2").click()
    reader.locator(".results[start='25']").wait_for()
    assert is_the_same_page(reader)
    assert asked(reader) == [("page", "2")]
    assert len(names(reader)) == 4
    assert focused(reader) == "finder-answer"
    assert reader.locator(".finder__total").bounding_box()["y"] >= 0


def test_boxes_of_new_phones_mirror_the_tray(reader):
    reader.goto("/phones/?brand=Sony")
    reader.get_by_label("Compare Sony Xperia").check()
    reader.get_by_role("link", name="Clear all").click()
    wait_for(reader, "4 phones")
    ticked = reader.locator(".result input:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert ticked == ["sony-xperia"]


def test_a_keyboard_alone_asks_and_reaches_a_result(reader):
    reader.goto("/phones/?sort=weight_g")
    reader.locator("#all-filters > summary").focus()
    reader.keyboard.press("Enter")
    reader.locator("a#group-body").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("details#group-body > summary")).to_be_focused()
    for _ in range(60):
        reader.keyboard.press("Tab")
        if reader.evaluate("document.activeElement.value") == "slide":
            break
    reader.keyboard.press("Space")
    wait_for(reader, "1 phone")
    for _ in range(400):
        reader.keyboard.press("Tab")
        if reader.evaluate("document.activeElement.closest('h3') !== null"):
            break
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/phones/acme-brick/")
