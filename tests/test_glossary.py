"""The glossary: every term at its place, one index for all, drawings that keep their proportions."""

import re

import pytest

from catalog.drawings import lens_diagrams, sensor_diagrams
from catalog.drawings.diagrams import CANVAS_WIDTH
from catalog.pages.glossary_page import glossary_page
from catalog.pages.glossary_terms import IDEAS, NAMES
from catalog.quantities.optics import Size, size_from_label
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, SHEET, SPECS

from .reading import page, words

pytestmark = pytest.mark.django_db

RECTANGLE = re.compile(r"M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)h")
CIRCLE = re.compile(r"a([\d.]+) ")


def rectangles(diagram, kind):
    """(left, top, width, height) of each."""
    found = RECTANGLE.findall("".join(path.d for path in diagram.paths if path.kind == kind))
    return [tuple(map(float, sides)) for sides in found]


def diameters(diagram, kind):
    return [2 * float(CIRCLE.search(path.d)[1]) for path in diagram.paths if path.kind == kind]


# The page


@pytest.mark.django_db
def test_every_anchor_that_the_page_links_to_is_on_it_once(client):
    html = page(client, "/glossary/")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    linked = set(re.findall(r'href="#([^"]+)"', html))
    assert linked - set(ids) == set()


@pytest.mark.django_db
def test_the_index_names_every_term_once_and_by_alphabet(client):
    index = page(client, "/glossary/").partition('class="glossary-index"')[2].partition("</dl>")[0]
    entries = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', index)
    labels = [label for _, label in entries]
    assert len(labels) == len(set(labels))
    places = [place for place, _ in entries]
    for group in SHEET:
        if group.key != "main_camera":
            assert {f"spec-{spec.key}" for spec in group.specs} <= set(places)
    for key, group in ENTRY_GROUP_BY_KEY.items():
        assert {f"spec-{key}_{spec.key}" for spec in group.specs} <= set(places)
    assert {term.key for term in (*IDEAS, *NAMES)} <= set(places)
    order = [label.casefold().lstrip("“") for label in labels]
    assert order == sorted(order)


def test_the_rows_of_a_group_stand_by_alphabet():
    for group in glossary_page().groups:
        labels = [entry.spec.label.casefold() for entry in group.specs]
        assert labels == sorted(labels)


def test_what_a_row_means_is_said_on_the_sheet_alone(client):
    html = words(page(client, "/glossary/"))
    for key in ("weight_g", "pixel_pitch_um", "close_focus_cm"):
        assert html.count(SPECS[key].help) == 1


def test_a_term_names_only_rows_that_there_are():
    for term in (*IDEAS, *NAMES):
        assert set(term.specs) <= set(SPECS)


@pytest.mark.parametrize(
    "name", ["Summicron", "Vario-Summilux", "XPAN", "LYTIA, IMX", "Quad Bayer", "Variable aperture"]
)
def test_names_that_makers_use_are_in_the_index(client, name):
    assert f">{name}</a>" in page(client, "/glossary/")


# The drawings


@pytest.mark.parametrize("term", [term for term in (*IDEAS, *NAMES) if term.draw], ids=lambda term: term.key)
def test_a_drawing_stays_on_its_canvas_and_says_what_it_shows(term):
    drawn = term.diagram
    assert drawn.text.endswith(".")
    for text in drawn.texts:
        assert 0 <= text.x <= CANVAS_WIDTH
        assert 0 < text.y <= drawn.height
    for path in drawn.paths:
        for left, top, width, height in rectangles(drawn, path.kind):
            assert 0 <= left <= left + width <= CANVAS_WIDTH + 0.01
            assert 0 <= top <= top + height <= drawn.height


def test_a_one_inch_type_keeps_its_proportion_to_the_inch():
    drawn = sensor_diagrams.one_inch_type_diagram()
    ((_, _, width, height),) = rectangles(drawn, "area")
    (tube,) = diameters(drawn, "outline")
    assert width / tube == pytest.approx(13.2 / 25.4, rel=0.005)
    assert height / width == pytest.approx(8.8 / 13.2, rel=0.005)


def test_sensors_in_full_frame_are_at_its_scale():
    drawn = sensor_diagrams.crop_factor_diagram()
    ((_, _, full, _),) = rectangles(drawn, "outline")
    widths = [width for _, _, width, _ in rectangles(drawn, "area")]
    expected = [size.width_mm for size in (Size(13.2, 8.8), size_from_label("1/1.3"), size_from_label("1/2.55"))]
    assert [36 * width / full for width in widths] == pytest.approx(expected, rel=0.005)
    assert "1-inch type 2.7×" in drawn.text


def test_type_labels_are_at_one_scale_and_jump_below_one_half():
    drawn = sensor_diagrams.type_labels_diagram()
    widths = [width for _, _, width, _ in rectangles(drawn, "area")]
    expected = [size_from_label(label).width_mm for label in sensor_diagrams.LABELS]
    assert [width / widths[0] for width in widths] == pytest.approx([one / expected[0] for one in expected], rel=0.005)
    half = sensor_diagrams.LABELS.index("1/2")
    assert widths[half + 1] > widths[half]


def test_openings_are_as_wide_as_focal_length_by_f_number():
    stops = diameters(lens_diagrams.full_stops_diagram(), "glass")
    assert [stops[0] / one for one in stops] == pytest.approx([one / 1.4 for one in (1.4, 2, 2.8, 4)], rel=0.005)
    openings = diameters(lens_diagrams.equivalent_f_number_diagram(), "glass")
    assert openings[0] / openings[1] == pytest.approx(43.27 / (13.2**2 + 8.8**2) ** 0.5, rel=0.005)


def test_a_crop_leaves_as_much_of_the_frame_as_is_said():
    drawn = lens_diagrams.crop_zoom_diagram()
    ((_, _, whole, _),) = rectangles(drawn, "outline")
    assert [whole / width for _, _, width, _ in rectangles(drawn, "area")] == pytest.approx([2, 5], rel=0.005)
    assert "2×: 12.5 MP" in drawn.text
