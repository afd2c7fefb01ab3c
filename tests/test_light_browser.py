"""The read-out of light in a real browser: by keyboard, under the pointer, in the words that the page would have."""

import pytest

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


@pytest.mark.parametrize("baseline", ["", "&baseline=acme-dark"])
def test_the_script_reads_out_what_the_page_would_say(reader, phones, baseline):
    lengths = ["10", "13", "24", "54", "60", "85", "100.5", "125", "300"]
    said = {}
    for mm in lengths:
        reader.goto(f"{PATH}?at={mm}{baseline}")
        said[mm] = read_out(reader)
    reader.goto(f"{PATH}?at=47{baseline}")
    for mm in lengths:
        reader.get_by_label("Focal length in mm").fill(mm)
        assert read_out(reader) == said[mm]


def test_arrow_keys_move_the_focal_length_and_the_answer_is_said(reader, phones):
    reader.goto(f"{PATH}?at=abc")
    field = reader.get_by_label("Focal length in mm")
    field.press("ArrowUp")
    assert reader.text_content("[data-part=mm]") == "51"
    assert field.get_attribute("aria-invalid") is None
    said = reader.locator("output[data-part=said]")
    said.filter(has_text="51 mm: Dark, light not known").wait_for(state="attached")
    assert "; Open, f/9.6, most light of those known, 0.2 stops more, Main camera, 26" in said.text_content()


def test_the_pointer_reads_the_drawing(reader, phones):
    reader.goto(PATH)
    chart = reader.locator("[data-part=chart]")
    box = chart.bounding_box()
    chart.hover(position={"x": box["width"] / 2, "y": box["height"] / 2})
    assert reader.get_by_label("Focal length in mm").input_value() == "55"
    assert reader.text_content("[data-part=mm]") == "55"


@pytest.mark.parametrize("width", [360, 768])
def test_the_drawings_keep_within_the_page_and_axe_finds_no_fault(reader, phones, find_axe_faults, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(f"{PATH}?at=abc")
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    assert find_axe_faults(reader) == []
