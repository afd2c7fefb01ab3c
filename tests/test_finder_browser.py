"""The finder in a real browser: with scripts it answers in place, without them page by page, and both say the same."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from catalog.finder.finding import PER_PAGE

from .factories import make_market, make_phone, make_sensor

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = [360, 768]
COUNTRIES = ["AT", "AU", "BR", "CA", "CH", "CN", "DE", "FR", "GB", "IN", "IT", "JP", "US"]
QUESTIONS = {
    "everything": "",
    "a range": "weight_g_max=180",
    "brands": "brand=Acme&brand=Sony",
    "a lens": "lens.role=tele&lens.focal_length_eq_mm_min=70",
    "words": "q=feather",
    "nothing": "weight_g_max=100&brand=Sony",
    "what is not known taken in": "weight_g_max=180&unknown=match",
    "a table": "view=table&sort=weight_g&columns=weight_g,announced",
    "imperial": "units=imperial&weight_g_max=180",
    "faults": "weight_g_min=heavy&brand=Zilch&colour=red&page=9",
}

TRAVEL = "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')) }"


@pytest.fixture(autouse=True)
def phones():
    """Four phones that differ in weight, brand, lenses and markets; of one the weight is not known."""
    eye = make_sensor("Eye 1", width_mm=13.1, height_mm=9.8, megapixels=50.3)
    size = {"height_mm": 150, "width_mm": 70, "depth_mm": 8}
    tele = {"role": "tele", "focal_length_eq_mm": 75, "position": 2}
    main = {"sensor": eye, "focal_length_eq_mm": 24, "f_number": 1.9}
    make_phone("Feather", weight_g=120, cameras=[main], form_factor="bar", **size)
    make_phone("Brick", weight_g=300, cameras=[main, tele], form_factor="slide", **size | {"height_mm": 100})
    make_phone("Unweighed", cameras=[main], form_factor="bar")
    far = make_phone("Xperia", brand="Sony", weight_g=170, cameras=[main, tele], form_factor="bar", **size)
    for country in COUNTRIES:
        make_market(far, country)


@pytest.fixture
def many():
    for number in range(PER_PAGE):
        make_phone(f"N{number}", weight_g=200 + number)


def names(reader):
    rows = reader.locator(".results h3, .finder-table tbody th").all_inner_texts()
    return [" ".join(row.split()) for row in rows]


def total(reader):
    return reader.locator(".finder__total strong").inner_text()


def asked(reader):
    return parse_qsl(urlsplit(reader.url).query, keep_blank_values=True)


def words_of(page, part):
    return page.locator(f"#{part}").text_content().split()


def wait_for(reader, words):
    reader.locator(".finder__total strong", has_text=re.compile(f"^{words}$")).wait_for()
    reader.locator("#finder-answer:not([aria-busy])").wait_for(state="attached")


def open_group(reader, key):
    summary = reader.locator(f"#group-{key} > summary")
    if reader.locator(f"#group-{key}").get_attribute("open") is None:
        summary.click()


def mark_the_page(reader):
    """A page that is loaded anew loses the mark."""
    reader.evaluate("window.unmoved = true")


def is_the_same_page(reader):
    return reader.evaluate("window.unmoved === true")


def focused(reader):
    return reader.evaluate("document.activeElement.name || document.activeElement.id")


def field(reader, name):
    return reader.locator(f"input[name='{name}']:not([type=hidden])")


def slide(reader):
    """The tick for phones that slide: the heaviest one alone."""
    return reader.locator("[type=checkbox][name=form_factor][value=slide]")


def brand(reader, value):
    return reader.locator(f"input[name=brand][value='{value}']:not([type=hidden])")


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
    slide(reader).check()
    wait_for(reader, "1 phone")
    assert reader.locator("li:has([name='lens.role'][value=tele])").get_attribute("data-count") == "1"
    assert reader.locator("#facet-weight_g svg").get_attribute("aria-label").endswith(": 1")
    assert reader.get_by_role("link", name="At most 200 g 0").count() == 1
    assert reader.title().startswith("1 phone: form")


def test_text_answers_after_a_short_pause_while_the_reader_types_on(reader):
    reader.goto("/phones/")
    open_group(reader, "body")
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
    words = reader.get_by_label("Name, code, chipset or sensor")
    words.fill("feather")
    words.press("Enter")
    wait_for(reader, "1 phone")
    assert asked(reader) == [("q", "feather")]
    assert is_the_same_page(reader)


def test_back_and_forward_restore_question_and_answer(reader):
    reader.goto("/phones/")
    mark_the_page(reader)
    open_group(reader, "launch")
    brand(reader, "Acme").check()
    wait_for(reader, "3 phones")
    open_group(reader, "body")
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
    open_group(reader, "body")
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
    open_group(reader, "launch")
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
    open_group(reader, "body")
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
    reader.get_by_role("link", name="Take away: weight at most").click()
    reader.wait_for_url("**/phones/?brand=Acme")
    if scripts:
        wait_for(reader, "3 phones")
    assert total(reader) == "3 phones"
    assert field(reader, "weight_g_max").input_value() == ""


def test_taking_away_the_last_part_leads_the_focus_to_the_answer(reader):
    reader.goto("/phones/?brand=Acme")
    reader.get_by_role("link", name="Take away").press("Enter")
    wait_for(reader, "4 phones")
    assert focused(reader) == "finder-answer"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_decisive_question_is_asked_and_taken_back(reader, scripts):
    reader.goto("/phones/")
    pill = reader.locator(".pills a", has_text="At most 200 g")
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
    reader.locator(".results[start='51']").wait_for()
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
    reader.locator("#group-body > summary").focus()
    reader.keyboard.press("Enter")
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
    reader.get_by_role("link", name="weight at most 180", exact=False).first.click()
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
    reader.get_by_label("Narrow the list of Sold in").fill("switz")
    shown = reader.locator("#facet-sold_in li:visible")
    assert shown.locator("label").all_text_contents() == [" Switzerland 1"]
    shown.locator("input").check()
    reader.wait_for_url("**sold_in=CH**")
    wait_for(reader, "1 phone")
    assert shown.count() == 1


def test_histograms_have_a_text_equivalent(reader):
    reader.goto("/phones/")
    open_group(reader, "body")
    picture = reader.locator("#facet-weight_g").get_by_role("img")
    assert re.fullmatch(r"most from \d+ to \d+\sg: 1", picture.get_attribute("aria-label"))


def test_what_is_asked_is_explained_in_place(reader):
    reader.goto("/phones/")
    open_group(reader, "body")
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
    reader.get_by_role("link", name="To the field").click()
    assert message.is_visible()


def test_drawings_of_a_page_are_at_one_scale(reader):
    reader.goto("/phones/?sort=weight_g")
    heights = [drawing.bounding_box()["height"] for drawing in reader.locator(".result .drawing").all()]
    boxes = reader.locator(".result .drawing").evaluate_all("all => all.map(one => one.viewBox.baseVal.height)")
    scales = [height / box for height, box in zip(heights, boxes, strict=True)]
    assert len(set(boxes)) == 2
    assert max(scales) - min(scales) < 0.01


def test_what_was_asked_about_stands_out(reader):
    reader.goto("/phones/?weight_g_max=130&form_factor=bar")
    assert reader.locator(".is-asked dt").all_inner_texts() == ["Weight"]
    assert "Form" in reader.locator(".result__asked").inner_text()


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


@pytest.mark.parametrize("question", ["", *QUESTIONS.values()], ids=["nothing asked", *QUESTIONS])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_goes_sideways(reader, width, question):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(f"/phones/?{question}#finder-form")
    reader.evaluate("for (const one of document.querySelectorAll('.finder details')) one.open = true")
    too_wide = """root => [...document.querySelectorAll(root)].filter(one => one.scrollWidth > one.clientWidth + 1
        && /auto|scroll/.test(getComputedStyle(one).overflowX)).map(one => one.className)"""
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    assert set(reader.evaluate(too_wide, "main *")) <= {"table-box"}
    reader.goto(f"/phones/?{question}")
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    assert set(reader.evaluate(too_wide, "main *")) <= {"table-box"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
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
