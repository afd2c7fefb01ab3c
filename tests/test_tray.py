"""The tray of phones chosen for comparison, in a real browser; and the form that does its work without scripts."""

import json

import pytest

from .factories import fit_chipset, make_chipset, make_phone, make_sensor

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]
LISTS = [
    "/",
    "/phones/",
    "/brands/acme/",
    "/chipsets/chipworks-thinker-1/",
    "/sensors/lightworks-eye-1/",
    "/search/?q=acme",
]
REFUSED = "Object.defineProperty(window, '{}', {{ get() {{ throw new DOMException('refused', 'SecurityError') }} }})"


@pytest.fixture(autouse=True)
def phones():
    """Seven phones of one brand, with one sensor and one chipset."""
    eye, thinker = make_sensor(), make_chipset()
    for name in NAMES:
        fit_chipset(make_phone(name, height_mm=150, width_mm=70, cameras=[{"sensor": eye}]), thinker)


@pytest.fixture
def tray(reader):
    return reader.get_by_role("region", name="Phones to compare")


def box(reader, name):
    return reader.get_by_label(f"Compare Acme {name}", exact=True)


def choose(reader, *chosen, at="/phones/"):
    reader.goto(at)
    for name in chosen:
        box(reader, name).check()


def names_in(tray):
    return [name.removeprefix("Acme ") for name in tray.locator("li span").all_inner_texts()]


def store(reader, text):
    """Puts ``text`` where the tray keeps its phones, and loads the page again."""
    reader.evaluate("text => localStorage.setItem('phones-to-compare', text)", text)
    reader.reload()


def focused(reader):
    return reader.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id")


def test_the_tray_is_not_seen_before_a_phone_is_chosen(reader, tray):
    reader.goto("/phones/")
    assert not tray.locator(".tray__bar").is_visible()
    box(reader, "One").check()
    assert tray.locator(".tray__bar").is_visible()


def test_a_phone_chosen_on_one_page_is_seen_on_all_others(reader, tray):
    choose(reader, "Two", "One")
    for path in ("/glossary/", "/phones/acme-three/", "/compare/acme-four-vs-acme-five/", "/search/?q=acme"):
        reader.goto(path)
        assert names_in(tray) == ["Two", "One"]


def test_boxes_mirror_the_tray_on_every_page_and_after_reloading(reader, tray):
    choose(reader, "Two")
    for path in LISTS:
        reader.goto(path)
        assert box(reader, "Two").is_checked()
        assert not box(reader, "One").is_checked()
    reader.reload()
    assert box(reader, "Two").is_checked()


def test_the_page_of_a_phone_has_a_box_of_its_own(reader, tray):
    choose(reader, "Three", at="/phones/acme-three/")
    assert names_in(tray) == ["Three"]
    box(reader, "Three").uncheck()
    assert names_in(tray) == []


def test_going_back_shows_the_boxes_as_the_tray_has_them_now(reader, tray):
    choose(reader, "One", "Two")
    reader.goto("/glossary/")
    tray.get_by_role("button", name="Remove Acme One").click()
    reader.go_back()
    assert names_in(tray) == ["Two"]
    assert not box(reader, "One").is_checked()


def test_the_link_compares_the_phones_in_the_order_chosen(reader, tray):
    choose(reader, "Two", "Three", "One")
    tray.get_by_role("link", name="Compare 3 phones").click()
    assert reader.url.endswith("/compare/acme-two-vs-acme-three-vs-acme-one/")


def test_one_phone_alone_cannot_be_compared(reader, tray):
    choose(reader, "Two")
    assert tray.get_by_role("link").count() == 0
    assert tray.get_by_text("Choose one more to compare").is_visible()


def test_six_phones_are_kept_and_a_seventh_is_refused_in_words(reader, tray):
    choose(reader, *NAMES[:6])
    box(reader, "Seven").click()
    assert names_in(tray) == NAMES[:6]
    assert not box(reader, "Seven").is_checked()
    refusal = tray.get_by_role("status")
    assert refusal.inner_text() == "A comparison shows 6 phones at most. Remove one to add the Acme Seven."
    assert refusal.bounding_box()["height"] > 10


def test_after_a_removal_there_is_room_for_the_seventh(reader, tray):
    choose(reader, *NAMES[:6])
    box(reader, "Seven").click()
    tray.get_by_role("button", name="Remove Acme Two").click()
    assert not box(reader, "Two").is_checked()
    box(reader, "Seven").check()
    assert names_in(tray) == ["One", "Three", "Four", "Five", "Six", "Seven"]


def test_what_changes_is_said_aloud(reader, tray):
    status = tray.get_by_role("status")
    choose(reader, "One", "Two")
    assert status.inner_text() == "Acme Two added: 2 chosen"
    box(reader, "One").uncheck()
    assert status.inner_text() == "Acme One removed: 1 chosen"
    tray.get_by_role("button", name="Clear all").click()
    assert status.inner_text() == "All removed: none chosen"


def test_all_are_cleared_at_once_and_the_form_comes_back(reader, tray):
    choose(reader, "One", "Two")
    button = reader.get_by_role("button", name="Compare the ticked phones")
    assert button.count() == 0
    tray.get_by_role("button", name="Clear all").click()
    assert not box(reader, "One").is_checked()
    assert button.is_visible()
    reader.reload()
    assert names_in(tray) == []


def test_the_tray_works_by_keyboard_and_keeps_the_focus(reader, tray):
    choose(reader, "One", "Two", "Three")
    tray.get_by_role("button", name="Remove Acme Two").focus()
    reader.keyboard.press("Enter")
    assert focused(reader) == "Remove Acme Three"
    reader.keyboard.press("Space")
    assert focused(reader) == "Remove Acme One"
    reader.keyboard.press("Enter")
    assert focused(reader) == "content"


def test_clearing_leads_the_focus_back_without_moving_the_page(reader, tray):
    reader.emulate_media(reduced_motion="reduce")  # no scrolling that is still under way
    choose(reader, "One")
    clear = tray.get_by_role("button", name="Clear all")
    clear.focus()
    before = reader.evaluate("scrollY")
    assert before > 0
    clear.press("Enter")
    assert focused(reader) == "content"
    assert abs(reader.evaluate("scrollY") - before) < 8


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_focused_never_hides_behind_the_tray(reader, tray, width):
    reader.set_viewport_size({"width": width, "height": 700})
    reader.emulate_media(reduced_motion="reduce")
    choose(reader, *NAMES[:6])
    if width == 360:
        tray.get_by_role("button", name="6 chosen").click()
    reader.get_by_role("link", name="Acme Seven").focus()
    for _ in range(6):
        reader.keyboard.press("Tab")
        bottom = reader.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert bottom <= tray.bounding_box()["y"]


def test_the_tray_folds_and_stays_folded(reader, tray):
    choose(reader, "One", "Two")
    fold = tray.get_by_role("button", name="2 chosen")
    assert fold.get_attribute("aria-expanded") == "true"
    fold.press("Enter")
    assert tray.get_by_role("listitem").count() == 0
    reader.goto("/glossary/")
    assert fold.get_attribute("aria-expanded") == "false"
    assert tray.get_by_role("link", name="Compare 2 phones").is_visible()


def test_another_tab_shows_the_same_tray(reader, tray):
    choose(reader, "One")
    with reader.context.new_page() as other:
        choose(other, "Two")
        box(other, "One").uncheck()
        tray.get_by_text("Acme Two").wait_for()
        box(other, "Three").check()
        tray.get_by_text("Acme Three").wait_for()
    assert names_in(tray) == ["Two", "Three"]
    assert box(reader, "Two").is_checked()
    assert not box(reader, "One").is_checked()


def test_a_shared_comparison_leaves_the_tray_alone(reader, tray):
    choose(reader, "One", "Two")
    reader.goto("/compare/acme-three-vs-acme-four/")
    assert names_in(tray) == ["One", "Two"]


def test_boxes_that_come_later_are_mirrored_and_heard(reader, tray):
    choose(reader, "One")
    reader.evaluate("document.querySelector('.results').innerHTML += ''")
    assert not box(reader, "One").is_checked()
    reader.evaluate("document.dispatchEvent(new CustomEvent('phones:shown'))")
    assert box(reader, "One").is_checked()
    box(reader, "Two").check()
    assert names_in(tray) == ["One", "Two"]


@pytest.mark.parametrize(
    "text", ["nonsense", "{}", "7", "null", '"acme-one"', '[null, 1, "acme-one", {"slug": "acme-one"}]']
)
def test_spoilt_storage_is_an_empty_tray(reader, tray, text):
    reader.goto("/phones/")
    store(reader, text)
    assert names_in(tray) == []
    box(reader, "Two").check()
    assert names_in(tray) == ["Two"]


def test_only_sound_slugs_are_taken_from_storage_each_once_and_six_at_most(reader, tray):
    slugs = ["../desk", "acme-one", "acme-one", "Acme", "a/b", "", *(f"acme-no-{number}" for number in range(9))]
    reader.goto("/phones/")
    store(reader, json.dumps([{"slug": slug, "name": slug} for slug in slugs]))
    assert names_in(tray) == ["acme-one", *(f"acme-no-{number}" for number in range(5))]


def test_names_from_storage_are_text_and_never_markup(reader, tray):
    reader.goto("/phones/")
    store(reader, json.dumps([{"slug": "acme-one", "name": "<img src=x onerror=alert(1)>"}]))
    assert names_in(tray) == ["<img src=x onerror=alert(1)>"]
    assert tray.locator("img").count() == 0


def test_a_browser_that_refuses_storage_still_has_a_tray_on_each_page(reader, tray):
    for name in ("localStorage", "sessionStorage"):
        reader.add_init_script(REFUSED.format(name))
    choose(reader, "One", "Two")
    tray.get_by_role("button", name="2 chosen").click()
    tray.get_by_role("link", name="Compare 2 phones").click()
    assert reader.url.endswith("/compare/acme-one-vs-acme-two/")


def test_the_tray_sets_no_cookie(reader):
    choose(reader, "One")
    assert reader.context.cookies() == []


@pytest.mark.parametrize("scripts", [False])
def test_boxes_and_a_button_compare_without_scripts(reader, scripts):
    for path in LISTS:
        choose(reader, "One", "Three", at=path)
        reader.get_by_role("button", name="Compare the ticked phones").click()
        assert "acme-one" in reader.url, path
        assert "acme-three" in reader.url, path
        assert reader.locator("h1").inner_text() in ("Acme One and Acme Three", "Acme Three and Acme One"), path


@pytest.mark.parametrize("scripts", [False])
def test_without_scripts_a_seventh_phone_is_refused_by_the_page(reader, scripts):
    choose(reader, *NAMES)
    reader.get_by_role("button", name="Compare the ticked phones").click()
    assert "You selected 7 phones; a comparison shows 6 at most." in reader.get_by_role("alert").inner_text()


@pytest.mark.parametrize("scripts", [False])
def test_without_scripts_there_is_no_tray_and_no_box_that_does_nothing(reader, scripts):
    reader.goto("/phones/acme-one/")
    assert reader.get_by_role("region", name="Phones to compare").count() == 0
    assert not reader.locator(".compare-box").is_visible()


def test_every_box_of_a_list_belongs_to_the_pages_one_form(reader):
    for path in LISTS:
        reader.goto(path)
        forms = reader.locator(".compare-box input").evaluate_all("boxes => boxes.map(box => box.form?.id)")
        assert set(forms) <= {"compare-form"}, path
        assert reader.locator("#compare-form").count() == bool(forms), path


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_no_fault_in_the_tray(reader, tray, find_axe_faults, width, theme):
    reader.set_viewport_size({"width": width, "height": 800})
    choose(reader, *NAMES[:6])
    box(reader, "Seven").click()
    faults = find_axe_faults(reader)
    tray.get_by_role("button", name="6 chosen").click()
    assert faults + find_axe_faults(reader) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_tray_is_small_keeps_within_the_page_and_covers_nothing_at_its_end(reader, tray, width):
    reader.set_viewport_size({"width": width, "height": 800})
    choose(reader, *NAMES[:6])
    assert tray.bounding_box()["height"] < 110
    tray.get_by_role("button", name="6 chosen").click()
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    reader.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    footer = reader.locator(".site-footer").bounding_box()
    assert footer["y"] + footer["height"] <= tray.bounding_box()["y"] + 1


def test_a_printed_page_has_no_tray_and_no_boxes(reader, tray):
    choose(reader, "One")
    reader.emulate_media(media="print")
    assert not tray.is_visible()
    assert not reader.locator(".compare-box").first.is_visible()
