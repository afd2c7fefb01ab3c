"""What an editor is warned of: figures that are possible but unusual, and pairs that do not fit each other."""

import pytest

from catalog.models import Camera, Display, Phone, Sensor
from catalog.models.plausibility import record_warnings
from catalog.models.validators import (
    angle_warnings,
    body_warnings,
    capacity_warnings,
    date_order_warnings,
    display_warnings,
    sensor_warnings,
    soft_bound_warnings,
)
from catalog.quantities.partial_dates import PartialDate


def dated(announced, released):
    """A phone with these dates, either of which may be None."""
    return Phone(
        announced=announced and PartialDate.parse(announced),
        released=released and PartialDate.parse(released),
    )


# Unusual figures


def test_an_unusual_figure_is_named_with_what_is_usual():
    assert list(soft_bound_warnings(Phone(weight_g=397))) == [
        ("weight_g", "397 is unusual: most are between 70 and 320")
    ]


def test_usual_figures_the_bounds_themselves_and_unknown_ones_raise_no_doubt():
    assert not list(soft_bound_warnings(Phone(weight_g=70, height_mm=185, battery_mah=5000, width_mm=None)))


def test_the_width_of_a_phone_that_folds_is_never_unusual():
    assert [field for field, words in record_warnings(Phone(width_mm=158.7))] == ["width_mm"]
    assert not list(record_warnings(Phone(width_mm=158.7, form_factor="fold_book")))
    assert [field for field, words in record_warnings(Phone(weight_g=397, form_factor="fold_book"))] == ["weight_g"]


def test_every_unusual_figure_of_a_camera_is_named():
    camera = Camera(megapixels=0.11, f_number=1.9, pixel_pitch_um=3)
    assert [field for field, words in soft_bound_warnings(camera)] == ["megapixels", "pixel_pitch_um"]


def test_soft_bounds_lie_within_the_hard_ones():
    fields = [field for model in (Phone, Display, Camera, Sensor) for field in model._meta.concrete_fields]
    bounded = [field for field in fields if getattr(field, "soft", None)]
    assert len(bounded) > 20
    assert [field for field in bounded if not field.hard[0] <= field.soft[0] < field.soft[1] <= field.hard[1]] == []


# Angles


@pytest.mark.parametrize(("mm", "angle", "doubted"), [(13, 120, 0), (17, 117, 1), (None, 117, 0), (17, None, 0)])
def test_a_stated_angle_that_does_not_fit_the_stated_focal_length_is_doubted(mm, angle, doubted):
    camera = Camera(focal_length_eq_mm=mm, stated_angle_of_view_deg=angle, stated_angle_kind="diagonal")
    assert len(list(angle_warnings(camera))) == doubted


# Bodies


@pytest.mark.parametrize(
    ("typical", "rated", "doubted"), [(5000, 4870, 0), (5000, 5000, 0), (4870, 5000, 1), (None, 9, 0)]
)
def test_a_battery_rated_above_what_it_typically_has_is_doubted(typical, rated, doubted):
    assert len(list(capacity_warnings(Phone(battery_mah=typical, rated_battery_mah=rated)))) == doubted


def test_height_and_width_that_look_swapped_are_doubted():
    # Xiaomi Mi Note 10 Lite ("liber") in the LineageOS wiki.
    liber = Phone(height_mm=76.4, width_mm=162.9)
    assert list(body_warnings(liber)) == [("width_mm", "width 162.9 is not less than height 76.4: swapped?")]


def test_a_square_phone_is_doubted():
    assert [field for field, words in body_warnings(Phone(height_mm=80, width_mm=80))] == ["width_mm"]


def test_a_phone_as_narrow_as_a_pencil_is_doubted():
    pencil = Phone(height_mm=170, width_mm=20)
    assert list(body_warnings(pencil)) == [("height_mm", "height 170 is more than 2.6 times the width 20")]


@pytest.mark.parametrize(
    "phone",
    [
        Phone(height_mm=161, width_mm=77),
        Phone(height_mm=161, width_mm=None),
        Phone(height_mm=139.7, width_mm=158.7, form_factor="fold_book"),
    ],
    ids=["usual", "half known", "folding"],
)
def test_bodies_that_fit_are_not_doubted(phone):
    assert not list(body_warnings(phone))


# Dates


@pytest.mark.parametrize(
    ("announced", "released"),
    [("2022-11-10", "2022-11-09"), ("2022-11", "2022-10"), ("2022-11-10", "2022-Q3"), ("2022", "2021")],
)
def test_a_phone_sold_before_it_was_announced_is_doubted(announced, released):
    words = f"released {released} before it was announced ({announced})"
    assert list(date_order_warnings(dated(announced, released))) == [("released", words)]


@pytest.mark.parametrize(
    ("announced", "released"),
    [
        ("2022-11-10", "2022-11-18"),
        ("2022-11-10", "2022-11-10"),
        ("2022-11-10", "2022-11"),
        ("2022-11-10", "2022-Q4"),
        ("2022-11-10", "2022"),
        ("2022", "2022-01-01"),
        ("2022-11-10", None),
        (None, "2022-11-18"),
    ],
)
def test_dates_that_may_be_right_are_not_doubted(announced, released):
    assert not list(date_order_warnings(dated(announced, released)))


# Displays


def test_a_density_that_does_not_follow_from_size_and_pixels_is_doubted():
    # 6.1 in with 1170 × 2532 pixels: 457 ppi.
    display = Display(display_size_in=6.1, display_width_px=1170, display_height_px=2532, stated_ppi=476)
    assert list(display_warnings(display)) == [("stated_ppi", "476 ppi, but size and pixels give 457")]


@pytest.mark.parametrize("stated", [446, 460, 469, None])
def test_a_density_within_three_percent_is_not_doubted(stated):
    display = Display(display_size_in=6.1, display_width_px=1170, display_height_px=2532, stated_ppi=stated)
    assert not list(display_warnings(display))


def test_a_density_alone_is_not_doubted():
    assert not list(display_warnings(Display(stated_ppi=460)))


# Sensors


def test_a_label_that_does_not_fit_pixels_and_their_pitch_is_doubted():
    # The often repeated “16 MP, 1/3.6, 1.0 µm” of the Pixel 4, which cannot be.
    camera = Camera(megapixels=16, pixel_pitch_um=1.0, sensor_type="1/3.6")
    assert list(sensor_warnings(camera)) == [
        (
            "sensor_width_mm",
            "the routes to the sensor's width differ by more than 5 %: "
            "4.62 mm from megapixels and pitch, 4.00 mm from the type label",
        )
    ]


def test_a_stated_width_that_does_not_fit_the_pixels_is_doubted():
    # 8192 pixels of 1.12 µm are 9.18 mm.
    exact = Sensor(width_px=8192, height_px=6144, pixel_pitch_um=1.12)
    camera = Camera(sensor=exact, sensor_width_mm=8.6, sensor_height_mm=6.45)
    [doubt] = sensor_warnings(camera)
    assert "8.60 mm stated, 9.18 mm from pixels and pitch" in doubt[1]


def test_routes_within_five_percent_are_not_doubted():
    # IMX989: stated 13.11 mm, 8192 × 1.6 µm = 13.11 mm, 1/1.0 gives 12.8 mm.
    size, pixels = {"width_mm": 13.11, "height_mm": 9.83}, {"width_px": 8192, "height_px": 6144, "megapixels": 50.3}
    imx989 = Sensor(**size, **pixels, pixel_pitch_um=1.6, sensor_type="1/1.0")
    assert not list(sensor_warnings(Camera(sensor=imx989, megapixels=47.2)))


def test_a_camera_that_uses_part_of_its_sensor_is_not_doubted_for_it():
    # Xperia Pro-I: 12 MP pictures from a sensor of 20.1 MP.
    sensor = Sensor(width_mm=13.13, height_mm=8.76, width_px=5472, height_px=3648, megapixels=20.1, pixel_pitch_um=2.4)
    assert not list(sensor_warnings(Camera(sensor=sensor, megapixels=12.2, used_megapixels=12.2)))


def test_megapixels_are_not_taken_for_four_to_three_where_the_pixels_of_each_side_are_known():
    # Panasonic CM1: 5472 × 3648 pixels of 2.4 µm, 3:2; as 4:3 its 20.1 MP would be 12.4 mm wide.
    sensor = Sensor(width_mm=13.2, height_mm=8.8, width_px=5472, height_px=3648, megapixels=20.1, pixel_pitch_um=2.4)
    assert not list(sensor_warnings(Camera(sensor=sensor, megapixels=20.1)))


def test_one_route_alone_is_not_doubted():
    assert not list(sensor_warnings(Camera(sensor_type="1/1.31")))
