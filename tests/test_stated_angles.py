"""A lens of which only the angle of view is stated has its focal length wherever one is asked for."""

import pytest

from .asking import asked, maybes, slugs
from .factories import make_phone
from .reading import data, page, words

pytestmark = pytest.mark.django_db

MAIN = {"role": "main", "focal_length_eq_mm": 24, "f_number": 1.8, "sensor_width_mm": 9.6, "sensor_height_mm": 7.2}
ANGLE = {"stated_angle_of_view_deg": 120, "stated_angle_kind": "diagonal"}


def make_pair(**angle):
    """“Millimetres” states 13 mm for its ultrawide, “Degrees” only an angle."""
    ultrawide = {"role": "ultrawide", "f_number": 2.2, "sensor_width_mm": 6.4, "sensor_height_mm": 4.8}
    whole = {"complete_sections": ["rear_cameras"]}
    make_phone("Millimetres", cameras=[MAIN, ultrawide | {"focal_length_eq_mm": 13}], **whole)
    make_phone("Degrees", cameras=[MAIN, ultrawide | (angle or ANGLE)], **whole)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("lens.focal_length_eq_mm_max=13", ["degrees", "millimetres"]),
        ("lens.focal_length_eq_mm_max=12.6", ["degrees"]),
        ("lens.focal_length_eq_mm_max=12.4", []),
        ("lens.angle_of_view_deg_min=119", ["degrees"]),
        ("lens.stated_angle_of_view_deg_min=119", ["degrees"]),
    ],
)
def test_the_finder_finds_it_by_focal_length_and_by_angle(client, question, found):
    make_pair()
    assert sorted(slugs(client, question)) == found


def test_where_no_angle_is_stated_either_it_is_not_known(client):
    make_phone("Bare", cameras=[{"role": "ultrawide"}], complete_sections=["rear_cameras"])
    assert maybes(client, "lens.focal_length_eq_mm_max=13").keys() == {"bare"}


def test_it_stands_beside_a_lens_of_like_length_and_says_that_it_is_computed(client):
    make_pair()
    html = words(page(client, "/compare/acme-millimetres-vs-acme-degrees/?rows=all"))
    assert "Ultrawide, 12–13 mm" in html
    assert "12.5 mm (computed)" in html
    assert "120° Direction of stated angle" not in html


def test_data_says_which_focal_length_is_an_estimate(client):
    make_pair(stated_angle_of_view_deg=120)
    facts = data(client, "/phones/acme-degrees.json")["cameras"][1]
    assert facts["focal_length_eq_mm"]["value"] == 12.5
    assert facts["focal_length_eq_mm"]["estimated"]
    assert facts["stated_angle_of_view_deg"]["value"] == 120
    main = data(client, "/phones/acme-degrees.json")["cameras"][0]
    assert not main["focal_length_eq_mm"]["estimated"]


@pytest.mark.parametrize(("angle", "estimated"), [(ANGLE, False), ({"stated_angle_of_view_deg": 120}, True)])
def test_it_serves_in_drawings_of_light_and_an_estimate_is_marked(client, angle, estimated):
    make_pair(**angle)
    _, degrees = data(client, "/compare/acme-millimetres-vs-acme-degrees.json?at=15")["light"]
    assert degrees["lenses"][0]["focal_length_eq_mm"] == 12.5
    wide = next(value for value in degrees["at"] if 12.5 < value["focal_length_eq_mm"] < 24)
    assert wide["estimated"] is estimated


def test_the_longest_lens_of_a_phone_may_be_one_of_a_stated_angle(client):
    make_phone(
        "Tele", cameras=[MAIN, {"role": "tele", "stated_angle_of_view_deg": 20, "stated_angle_kind": "diagonal"}]
    )
    (phone,) = asked(client, "longest_focal_length_eq_mm_min=120")["phones"]
    assert phone["facts"]["longest_focal_length_eq_mm"] == 122.7
