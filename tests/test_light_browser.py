"""The read-out of light in a real browser: by keyboard, under the pointer, in the words that the page would have."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error

from .factories import make_phone
from .test_light_answers import BIG, SMALL, make_lens

pytestmark = pytest.mark.django_db(transaction=True)

ZOOM = {"zoom_kind": "continuous", "aperture_kind": "zoom", "focal_length_eq_max_mm": 125, "f_number_max": 2.8}
PATH = "/compare/acme-dark-vs-acme-two-vs-acme-zoom-vs-acme-open-vs-acme-bare-vs-acme-twin/"
TABLE = "table.light-at"


@pytest.fixture
def phones():
    """Two alike, and every kind of answer: light not known, cropped, zoomed, perhaps another lens, no lens known."""
    make_phone("Dark", cameras=[make_lens(24, None, **BIG), make_lens(60, 2.4, role="tele", **SMALL)])
    two = [make_lens(13, role="ultrawide", **SMALL), make_lens(24, 1.8, megapixels=50, **BIG)]
    for name in ("Two", "Twin"):
        make_phone(name, cameras=two, complete_sections=["rear_cameras"])
    make_phone("Zoom", cameras=[make_lens(24, 1.7, sensor_type="1/1.7"), make_lens(85, 2.3, "tele", **SMALL, **ZOOM)])
    make_phone("Open", cameras=[make_lens(26, 1.8, megapixels=12, **BIG), make_lens(None, role="tele")])
    make_phone("Bare")


def read_out(reader):
    """The words of the table, and where the cursor stands in percent."""
    return reader.text_content(TABLE).split(), round(float(reader.get_attribute("[data-part=cursor]", "x1")[:-1]), 1)


def answer_at(reader, mm):
    """Waits until the answer at ``mm`` is in its place."""
    reader.locator(TABLE).get_by_role("heading", name=f"At {mm} mm", exact=True).wait_for()


@pytest.mark.parametrize("baseline", ["", "&baseline=acme-dark"])
def test_the_script_reads_out_what_the_page_would_say(reader, phones, baseline):
    lengths = ["10", "54", "100.5", "300"]
    said = {}
    for mm in lengths:
        reader.goto(f"{PATH}?at={mm}{baseline}")
        said[mm] = read_out(reader)
    reader.goto(f"{PATH}?at=47{baseline}")
    for mm in lengths:
        reader.get_by_label("Focal length in mm").fill(mm)
        answer_at(reader, mm)
        assert read_out(reader) == said[mm]


def test_arrow_keys_move_the_focal_length_and_the_answer_is_said(reader, phones):
    reader.goto(f"{PATH}?at=abc")
    field = reader.get_by_label("Focal length in mm")
    field.press("ArrowUp")
    answer_at(reader, "51")
    assert field.get_attribute("aria-invalid") is None
    assert field.evaluate("field => field === document.activeElement")
    said = reader.locator("output[data-part=said]")
    said.filter(has_text="51 mm: Dark, light not known").wait_for(state="attached")
    assert "; Open, f/9.6, most light of those known, 0.2 stops more, Main camera, 26" in said.text_content()


def test_the_pointer_reads_the_drawing_and_the_page_stays_where_it_is(reader, phones):
    reader.goto(PATH)
    chart = reader.locator("[data-part=chart]")
    chart.scroll_into_view_if_needed()
    before = reader.evaluate("scrollY")
    box = chart.bounding_box()
    chart.hover(position={"x": box["width"] / 2, "y": box["height"] / 2})
    assert reader.get_by_label("Focal length in mm").input_value() == "55"
    answer_at(reader, "55")
    assert reader.get_by_label("Focal length in mm").input_value() == "55"
    assert reader.locator("output[data-part=said]").text_content() == ""
    assert reader.evaluate("scrollY") == before


def test_of_several_changes_only_the_last_is_asked_for(reader, phones):
    """A key every tenth of a second by the page's own clock, however busy the machine is."""
    reader.clock.install()
    reader.goto(PATH)
    reader.clock.pause_at(reader.evaluate("Date.now() / 1000") + 10)
    asked = []
    reader.on("request", lambda request: asked.append(request.url.partition("/light/")[2]))
    field = reader.get_by_label("Focal length in mm")
    for _ in range(5):
        field.press("ArrowUp")
        reader.clock.run_for(100)
    reader.clock.resume()
    answer_at(reader, "55")
    assert asked == ["?at=55"]


def test_a_slow_answer_does_not_come_after_a_later_one(reader, phones):
    reader.goto(PATH)
    held = []

    def hold(route):
        held.append(route)

    reader.route("**/light/?at=60", hold)
    field = reader.get_by_label("Focal length in mm")
    with reader.expect_request("**/light/?at=60"):
        field.fill("60")
    assert reader.get_by_role("heading", name="At 50 mm", exact=True).is_visible()
    field.fill("70")
    answer_at(reader, "70")
    with suppress(Error):
        held[0].continue_()
    reader.wait_for_timeout(300)
    answer_at(reader, "70")
    assert field.input_value() == "70"


def test_without_a_connection_the_last_answer_stays_until_there_is_one_again(reader, phones):
    reader.goto(PATH)
    reader.context.set_offline(True)
    reader.get_by_label("Focal length in mm").fill("60")
    reader.wait_for_timeout(300)
    assert reader.get_by_role("heading", name="At 50 mm", exact=True).is_visible()
    reader.context.set_offline(False)
    answer_at(reader, "60")


@pytest.mark.parametrize("width", [360, 768])
def test_the_drawings_keep_within_the_page_and_axe_finds_no_fault(reader, phones, find_axe_faults, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(f"{PATH}?at=abc")
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    assert find_axe_faults(reader) == []
