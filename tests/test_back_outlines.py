"""The small backs in lists: what is known of them is drawn, what is not is dashed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.drawings.back_outlines import USUAL_BODY_MM, back_outline_drawing
from catalog.drawings.camera_islands import MOST_LENSES
from catalog.drawings.scale_drawing import at_one_scale
from catalog.models import Brand, Phone

from .factories import make_camera, make_phone

pytestmark = pytest.mark.django_db
SIZES = {"height_mm": 160, "width_mm": 75}


def shapes(phone, kind):
    return [shape for shape in back_outline_drawing(Phone.objects.get(pk=phone.pk)).shapes if shape.kind == kind]


def test_lenses_whose_place_is_not_known_are_dashed_and_inside_the_back():
    phone = make_phone("One", **SIZES)
    for role in ("main", "ultrawide", "tele", "depth"):
        make_camera(phone, role=role)
    (body,) = shapes(phone, "body")
    lenses = shapes(phone, "lens")
    assert (body.sure, len(lenses), {lens.sure for lens in lenses}) == (True, 3, {False})
    for lens in lenses:
        assert 0 <= lens.x <= lens.x + lens.width <= body.width
        assert 0 <= lens.y <= lens.y + lens.height <= body.height


def test_a_body_of_unknown_size_is_dashed_in_the_usual_one():
    phone = make_phone("One", cameras=[{"role": "main"}])
    (body,) = shapes(phone, "body")
    assert (body.width, body.height, body.sure) == (USUAL_BODY_MM.width_mm, USUAL_BODY_MM.height_mm, False)
    assert len(shapes(phone, "lens")) == 1
    assert back_outline_drawing(phone).text == "Acme One: size not known"


def test_a_known_island_takes_the_place_of_loose_lenses():
    phone = make_phone("One", camera_island_shape="circle", cameras=[{"role": "main"}], **SIZES)
    assert len(shapes(phone, "island")) == 1
    assert shapes(phone, "lens") == []


@given(st.lists(st.tuples(st.integers(100, 200), st.integers(50, 180)), min_size=1, max_size=6))
def test_backs_in_one_list_keep_one_scale_and_one_baseline(sides):
    phones = [Phone(name="One", height_mm=height, width_mm=width) for height, width in sides]
    drawings = at_one_scale(list(map(drawn_body, phones)))
    assert len({drawing.box[1] for drawing in drawings}) == 1
    for drawing, (height, width) in zip(drawings, sides, strict=True):
        (body,) = drawing.shapes
        assert (body.width, body.height) == (width, height)
        assert body.y + body.height == pytest.approx(drawing.height)


def drawn_body(phone):
    """Of a phone that is not stored and has no cameras."""
    phone.pk = 0
    phone._prefetched_objects_cache = {"cameras": []}
    phone.brand = Brand(name="Acme")
    return back_outline_drawing(phone)


def test_no_more_lenses_are_drawn_than_fit():
    phone = make_phone("One", **SIZES)
    for _ in range(MOST_LENSES + 2):
        make_camera(phone, role="main")
    assert len(shapes(phone, "lens")) == MOST_LENSES
