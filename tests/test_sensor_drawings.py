"""Sensors to scale: proportions, one scale, what is used, what is estimated, and what is not known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.drawings.sensor_drawings import sensors_to_scale
from catalog.models import Brand, Camera, Phone

from .drawn import drawings, on_screen
from .factories import make_camera, make_phone
from .reading import page, words

quick = settings(derandomize=True, max_examples=60, deadline=None, database=None)


def near(length):
    return pytest.approx(length, rel=0.005)


def bare(*cameras):
    """A phone that no database has."""
    phone = Phone(pk=1, name="Brick", slug="brick", brand=Brand(name="Acme"))
    found = Camera.objects.none()
    found._result_cache = [
        Camera(pk=number, facing="rear", role="main", **facts) for number, facts in enumerate(cameras, 1)
    ]
    phone._prefetched_objects_cache = {"cameras": found}
    return phone


def sides():
    return st.floats(0.5, 40).map(lambda length: round(length, 3))


def cameras():
    whole = {"sensor_width_mm": sides(), "sensor_height_mm": sides()}
    used = {"used_width_mm": sides(), "used_height_mm": sides()}
    label = {"sensor_type": st.sampled_from(["1/1.31", "1/2.55", "1/4"])}
    return st.one_of(
        st.fixed_dictionaries(whole), st.fixed_dictionaries(whole | used), st.fixed_dictionaries(label), st.just({})
    )


@quick
@given(st.lists(st.lists(cameras(), max_size=6), min_size=1, max_size=6))
def test_every_sensor_keeps_its_proportions_and_the_scale_of_full_frame(phones):
    sensors = sensors_to_scale([bare(*facts) for facts in phones])
    for row, facts in zip(sensors.rows, phones, strict=True):
        known = [size for size in (Camera(**one).sensor_size for one in facts) if size]
        assert len(row.sensors) + len(row.unknown) == len(facts)
        for sensor, size in zip(row.sensors, known, strict=True):
            outer, inner = sensor.drawing.shapes
            assert (outer.width, outer.height) == (near(size.width_mm), near(size.height_mm))
            assert inner.width <= outer.width
            assert inner.height <= outer.height
            assert sensor.drawing.ems / sensor.drawing.box[1] == near(1 / 30)
    full, inch = (reference.drawing.shapes[0] for reference in sensors.references)
    assert (full.width, full.height, inch.width, inch.height) == (36, 24, 13.2, 8.8)
    assert all(one.drawing.ems / one.drawing.box[1] == near(1 / 30) for one in sensors.references)


pytestmark = pytest.mark.django_db


def make_lot():
    stated = {"sensor_width_mm": 13.2, "sensor_height_mm": 9.9, "used_width_mm": 11, "used_height_mm": 8.8}
    estimated = {"role": "ultrawide", "sensor_type": "1/2.55"}
    make_phone("Big", cameras=[stated, estimated, {"facing": "front", "role": "front", "megapixels": 12}])
    make_phone("Bare")


def test_every_camera_of_every_phone_has_its_sensor_or_is_named(client):
    make_lot()
    html = page(client, "/compare/acme-big-vs-acme-bare/")
    keys = [key for key in drawings(html) if key.startswith("sensor-")]
    assert keys == ["sensor-acme-big-1", "sensor-acme-big-2", "sensor-reference-1", "sensor-reference-2"]
    shown = words(html).partition("Sensors to scale")[2]
    assert "Size not known: Front camera." in shown
    assert "Acme Bare No camera is listed. That does not mean that it has none." in shown


def test_millimetres_and_areas_are_written_and_the_used_part_with_them(client):
    make_lot()
    shown = words(page(client, "/compare/acme-big/"))
    assert "Main camera 13.2 × 9.9 mm, 130.7 mm² used 11 × 8.8 mm, 96.8 mm²" in shown
    assert "Ultrawide 5.65 × 4.24 mm, 23.9 mm² estimated" in shown
    assert "Full frame 36 × 24 mm, 864 mm²" in shown


def test_the_used_part_is_hatched_in_the_middle_and_estimates_are_dashed(client):
    make_lot()
    html = page(client, "/compare/acme-big/")
    assert html.count('<pattern id="hatch"') == 1
    drawn = drawings(html)
    whole, used = drawn["sensor-acme-big-1"].rects
    assert (used.width, used.height, used.x, used.y) == (11, 8.8, pytest.approx(1.1), pytest.approx(0.55))
    assert not whole.is_dashed
    assert drawn["sensor-acme-big-2"].rect("sensor").is_dashed


def test_in_inches_sensors_stay_metric(client):
    make_lot()
    assert "Main camera 13.2 × 9.9 mm, 130.7 mm²" in words(page(client, "/compare/acme-big/?units=imperial"))


def test_lenses_that_share_a_sensor_say_so(client):
    phone = make_phone("Twin", cameras=[{"sensor_type": "1/1.31"}])
    make_camera(phone, role="tele", shares_sensor_with=phone.cameras.get())
    shown = words(page(client, "/compare/acme-twin/"))
    assert "ne sensor with Telephoto" in shown
    assert "Size not known: Telephoto (one sensor with Main camera)." in shown


def test_a_part_of_unknown_size_is_not_drawn_and_that_is_said(client):
    make_phone("Part", cameras=[{"sensor_type": "1/1.31", "used_megapixels": 12}])
    html = page(client, "/compare/acme-part/")
    assert [rect.kinds[0] for rect in drawings(html)["sensor-acme-part-1"].rects] == ["sensor"]
    assert "Only a part is used; its size is not known" in html


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 360])
def test_on_the_screen_sensors_are_at_the_scale_of_full_frame_which_fits(reader, width):
    make_lot()
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto("/compare/acme-big-vs-acme-bare/")
    boxes = on_screen(reader, "#sensor-sizes ~ * :is(.shape--sensor, .shape--frame)")
    scale = boxes[-2][2] / 36
    assert scale * 36 < width
    assert scale > (7 if width > 360 else 5)
    for (_, _, across, along), sides in zip(boxes, [(13.2, 9.9), (5.65, 4.24), (36, 24), (13.2, 8.8)], strict=True):
        assert (across, along) == (near(sides[0] * scale), near(sides[1] * scale))
