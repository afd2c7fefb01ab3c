"""The readers' pages in a real browser: the walk, the console, the network, accessibility, widths."""

import re

import pytest
from playwright.sync_api import expect

from .browser import COLOUR_RULES, SEARCH_FIELD
from .factories import (
    fit_chipset,
    make_chipset,
    make_collection,
    make_guide,
    make_market,
    make_phone,
    make_relation,
    make_sensor,
    make_source,
)

pytestmark = pytest.mark.django_db(transaction=True)

SIX = ["leica-leitz-phone-2", "sharp-aquos-r7", "acme-n1", "acme-n2", "acme-n3", "acme-n4"]
PAGES = {
    "home": "/",
    "phones": "/phones/",
    "phones with faults": "/phones/?brand=leica&brand=zilch&page=9",
    "phone": "/phones/leica-leitz-phone-2/",
    "bare phone": "/phones/acme-bare/",
    "comparison": "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7-vs-nobody/",
    "comparison of six": f"/compare/{'-vs-'.join(SIX)}/",
    "comparison, bodies over one another": "/compare/leica-leitz-phone-2-vs-acme-bare/?bodies=overlay",
    "real size": "/compare/leica-leitz-phone-2-vs-acme-bare/real-size/?views=all",
    "choosing": "/compare/",
    "choosing on": "/compare/?phone=leica-leitz-phone-2&phone=zilch&q=aquos&find=1",
    "search": "/search/?q=leitz+fone",
    "search without words": "/search/",
    "search in vain": "/search/?q=zzzzqqqq",
    "guides": "/guides/",
    "guide": "/guides/two-of-a-kind/",
    "collections": "/collections/",
    "collection": "/collections/light-ones/",
    "brands": "/brands/",
    "brand": "/brands/leica/",
    "chipset": "/chipsets/chipworks-thinker-1/",
    "sensors": "/sensors/",
    "sensor": "/sensors/sony-imx989/",
    "glossary": "/glossary/",
    "data": "/data/",
    "about": "/about/",
    "report": "/phones/leica-leitz-phone-2/report/?key=f_number",
    "report from a comparison": "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7/report/",
    "report from a guide": "/guides/two-of-a-kind/report/?key=weight_g",
    "not found": "/phones/leica-leits-phone/",
}


@pytest.fixture
def catalogue():
    """The phones of the story, with evidence that agrees and evidence that does not."""
    eye = make_sensor("IMX989", maker="Sony", width_mm=13.1, height_mm=9.8, megapixels=50.3)
    leitz = make_story_phone("Leitz Phone 2", "Leica", eye, weight_g=211, notes="Sold in Japan only.", text="A *twin*.")
    aquos = make_story_phone("Aquos R7", "Sharp", eye, weight_g=208)
    make_relation(leitz, "rebadge_of", aquos, detail="other trim")
    make_market(leitz, "DE", price=1999, price_currency="EUR", price_on="2023-01")
    make_collection(query="weight_g_max=210&brand=Gone", text="They weigh *little*. On the scales.")
    make_guide(phones=[leitz, aquos], sources=[make_source("press")], text="They are *alike*. See [it](/about/).")
    for name in ("Bare", "N1", "N2", "N3", "N4"):
        make_phone(name)


def make_story_phone(name, brand, eye, **facts):
    phone = make_phone(
        name, brand=brand, height_mm=161, width_mm=77, depth_mm=9.3, depth_with_bump_mm=11.5,
        aliases=["ライツフォン"], **facts,
        displays=[{"display_size_in": 6.6, "display_width_px": 1260, "display_height_px": 2730}],
        cameras=[
            {"sensor": eye, "used_megapixels": 47.2, "f_number": 1.9, "focal_length_eq_mm": 19, "notes": "Remarkable."},
            {"role": "tele", "sensor_type": "1/2.55"}, {"facing": "front", "role": "front", "megapixels": 12.6},
        ],
        memory=[(12, 512), (12, 256)], markets=[{"country": "JP", "carrier": "SoftBank"}],
        claims=[
            {"key": "weight_g", "value": 211, "source": make_source("press", publisher="Press", url="https://example.org/")},
            {"key": "storage_gb", "value": [256], "source": "other", "accepted": False, "quote": "256 GB"},
        ],
    )  # fmt: skip
    fit_chipset(phone, make_chipset())
    return phone


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_walks_from_home_to_a_comparison_and_the_glossary(reader, catalogue, scripts):
    reader.goto("/")
    newest = reader.get_by_role("region", name="Newest phones described in full")
    newest.get_by_role("link", name="All phones", exact=True).click()
    assert reader.url.endswith("/phones/")
    reader.get_by_role("link", name="Leica Leitz Phone 2").click()
    assert reader.locator("h1").inner_text() == "Leica Leitz Phone 2"
    reader.get_by_role("link", name="Compare the two").click()
    assert "Sharp Aquos R7" in reader.locator("h1").inner_text()
    reader.get_by_role("link", name="Glossary").first.click()
    reader.get_by_role("link", name="Equivalent f-number").first.click()
    folded = reader.locator("#spec-equivalent_f_number")
    assert folded.is_visible()
    assert folded.inner_text().startswith("Equivalent f-number")
    assert not reader.locator("#spec-weight_g").is_visible()


@pytest.mark.parametrize(
    ("scripts", "role", "name"), [(True, "link", "Compare 2 phones"), (False, "button", "Compare the ticked phones")]
)
def test_phones_ticked_in_the_list_are_compared(reader, catalogue, role, name):
    reader.goto("/phones/")
    reader.get_by_label("Compare Leica Leitz Phone 2").check()
    reader.get_by_label("Compare Acme Bare").check()
    reader.get_by_role(role, name=name).click()
    assert "Leica Leitz Phone 2" in reader.locator("h1").inner_text()
    assert "Acme Bare" in reader.locator("h1").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_is_found_by_another_name_and_added_to_a_comparison(reader, catalogue, scripts):
    reader.goto("/compare/acme-bare/")
    reader.get_by_label("Add another phone to compare").fill("ライツ")
    reader.get_by_role("button", name="Add", exact=True).click()
    reader.get_by_role("checkbox", name="Sharp Aquos R7").check()
    reader.get_by_role("button", name="Compare the phones ticked").click()
    assert reader.locator("h1").inner_text() == "Acme Bare and Sharp Aquos R7"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_is_found_from_any_page_by_a_misspelt_name(reader, catalogue, scripts):
    reader.goto("/glossary/")
    reader.get_by_label(SEARCH_FIELD).fill("lietz fone 2")
    reader.get_by_role("button", name="Search").click()
    reader.get_by_role("link", name="Leica Leitz Phone 2").click()
    assert reader.url.endswith("/phones/leica-leitz-phone-2/")


def test_names_are_suggested_while_typing_and_chosen_by_keyboard(reader, catalogue):
    reader.goto("/")
    field = reader.get_by_label(SEARCH_FIELD)
    field.press_sequentially("aqu")
    reader.get_by_role("option", name="Sharp Aquos R7").wait_for()
    field.press("ArrowDown")
    assert reader.locator("[aria-selected=true]").inner_text() == "Sharp Aquos R7"
    with reader.expect_navigation():
        field.press("Enter")
    assert reader.url.endswith("/phones/sharp-aquos-r7/")


def test_a_value_of_the_finder_is_suggested_as_its_question(reader, catalogue):
    reader.goto("/")
    field = reader.get_by_label(SEARCH_FIELD)
    field.press_sequentially("sharp")
    reader.get_by_role("option", name="brand Sharp (1)").click()
    reader.wait_for_url("**/phones/?brand=Sharp")


def test_a_suggestion_and_the_tray_keep_the_choice_of_units(reader, catalogue):
    reader.goto("/?units=imperial")
    field = reader.get_by_label(SEARCH_FIELD)
    field.press_sequentially("aqu")
    reader.get_by_role("option", name="Sharp Aquos R7").click()
    reader.wait_for_url("**/phones/sharp-aquos-r7/?units=imperial")
    reader.get_by_text("Compare", exact=True).first.click()
    assert reader.locator("[data-tray] a").get_attribute("href").endswith("?units=imperial")


def test_suggestions_close_with_escape(reader, catalogue):
    reader.goto("/")
    field = reader.get_by_label(SEARCH_FIELD)
    field.press_sequentially("aqu")
    reader.get_by_role("option").first.wait_for()
    field.press("Escape")
    assert reader.get_by_role("listbox").count() == 0
    assert field.get_attribute("aria-expanded") == "false"


def test_a_label_explains_itself_in_place(reader, catalogue):
    reader.goto("/phones/leica-leitz-phone-2/#lens-crop_factor")
    label = reader.locator("#lens-crop_factor summary")
    explanation = reader.locator("#lens-crop_factor details").get_by_role("link", name="Something wrong?")
    assert not explanation.is_visible()
    label.focus()
    reader.keyboard.press("Enter")
    assert explanation.is_visible()


@pytest.mark.parametrize("scripts", [False])
def test_a_mark_leads_to_its_source_and_back_without_scripts(reader, catalogue, scripts):
    reader.goto("/phones/leica-leitz-phone-2/#body-weight_g")
    reader.locator("#body-weight_g .evidence").click()
    assert "#source-" in reader.url
    source = reader.locator(".sources > li:target")
    source.get_by_role("link", name=re.compile("What it says here")).click()
    reader.locator(".sources > li:target").get_by_role("link", name="Body: Weight", exact=True).click()
    assert reader.url.endswith("#body-weight_g")


def card_of(reader, row):
    """The card of a row's mark, which is not there before."""
    reader.goto(f"/phones/leica-leitz-phone-2/#{row}")
    assert reader.locator(".evidence-card").count() == 0
    return reader.locator(f"#{row} .evidence"), reader.locator(".evidence-card")


def test_a_mark_that_is_pointed_at_shows_who_says_so_until_the_pointer_leaves(reader, catalogue):
    mark, card = card_of(reader, "body-weight_g")
    mark.hover()
    expect(card).to_contain_text("Press")
    expect(card).to_contain_text("211")
    card.hover()
    reader.wait_for_timeout(500)
    expect(card).to_be_visible()
    reader.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_the_card_of_a_mark_opens_by_keyboard_which_leads_into_it_and_closes_with_escape(reader, catalogue):
    mark, card = card_of(reader, "body-weight_g")
    mark.focus()
    expect(card).to_be_visible()
    reader.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    reader.keyboard.press("Tab")
    expect(card.get_by_role("link", name="Something wrong?")).to_be_focused()
    reader.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_mark_without_a_source_says_so_and_leads_to_the_report(reader, catalogue):
    reader.goto("/phones/sharp-aquos-r7/#launch-announced")
    mark = reader.locator("#launch-announced .evidence--unsourced")
    mark.focus()
    card = reader.locator(".evidence-card")
    expect(card).to_contain_text("No source yet")
    link = card.get_by_role("link", name="Tell us what you know")
    assert link.get_attribute("href") == "report/?key=announced"
    reader.keyboard.press("Escape")
    expect(card).to_have_count(0)


@pytest.mark.browser
def test_a_touched_mark_shows_its_card_and_a_touch_beside_it_closes_it(browser, live_server, catalogue):
    with browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{live_server}/phones/leica-leitz-phone-2/#body-weight_g")
        page.locator("#body-weight_g .evidence").tap()
        card = page.locator(".evidence-card")
        expect(card).to_contain_text("Something wrong?")
        box = card.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360
        assert f"{live_server}/phones/leica-leitz-phone-2/#body-weight_g" == page.url
        page.locator("#body-weight_g td").tap(position={"x": 2, "y": 2})
        expect(card).to_have_count(0)


def test_in_a_comparison_the_card_has_the_words_of_its_phone_alone(reader, catalogue):
    reader.goto("/compare/leica-leitz-phone-2-vs-sharp-aquos-r7/?baseline=leica-leitz-phone-2")
    mark = reader.locator("#key-facts-weight_g .evidence").first
    mark.focus()
    card = reader.locator(".evidence-card")
    expect(card).to_contain_text("Press")
    expect(card).to_contain_text("211")


def test_the_skip_link_is_the_first_stop_and_shows_itself(reader, catalogue):
    reader.goto("/")
    reader.keyboard.press("Tab")
    link = reader.locator(".skip-link")
    assert link.evaluate("link => link === document.activeElement")
    assert link.bounding_box()["y"] >= 0


@pytest.mark.parametrize("held_device", ["desktop", "touched phone"])
@pytest.mark.usefixtures("catalogue", "held_device")
def test_axe_finds_no_fault_on_any_kind_of_page(reader, find_axe_faults, page_faults):
    faults = {}
    for kind, path in PAGES.items():
        reader.emulate_media(color_scheme="light")
        reader.goto(path)
        forgive_the_404(page_faults)
        faults[kind] = find_axe_faults(reader)
        reader.emulate_media(color_scheme="dark")
        faults[kind, "dark"] = find_axe_faults(reader, rules=COLOUR_RULES)
    assert not {kind: found for kind, found in faults.items() if found}


@pytest.mark.usefixtures("catalogue")
def test_no_page_goes_sideways(reader, page_faults):
    reached = {}
    for kind, path in PAGES.items():
        reader.goto(path)
        forgive_the_404(page_faults)
        for width in (320, 360, 768, 1440):
            reader.set_viewport_size({"width": width, "height": 800})
            reached[kind, width] = reader.evaluate("document.documentElement.scrollWidth")
    assert not {(kind, width): right for (kind, width), right in reached.items() if right > width}


def forgive_the_404(page_faults):
    """The browser reports the one page that is meant to be missing."""
    page_faults[:] = [fault for fault in page_faults if "leica-leits-phone" not in fault]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_follows_the_readers_theme(reader, catalogue, theme):
    reader.goto("/")
    paper = reader.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is (theme == "light")
