"""Brands, chipsets and sensors: phones by year, sensors to one scale, and how much of a sensor each lens uses."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from catalog.drawings.back_silhouettes import back_silhouette, rounded_path
from catalog.drawings.scale_drawing import Rectangle
from catalog.models import Phone, Stamp

from .factories import make_brand, make_phone, make_sensor
from .reading import page, words

pytestmark = pytest.mark.django_db


def test_phones_of_a_brand_stand_under_the_years_of_their_launch_the_newest_first(client):
    make_phone("Old", announced="2019-08-07")
    make_phone("New", announced="2024-02")
    make_phone("Middle", announced="2019-09")
    shown = words(page(client, "/brands/acme/"))
    order = [shown.index(text) for text in ("2024 New", "2019 Middle", "Old")]
    assert order == sorted(order)


def test_a_hundred_phones_stand_on_one_page_and_the_rest_on_the_next(client):
    for number in range(101):
        make_phone(f"No {number}", announced=f"2019-01-{number % 28 + 1:02}")
    assert page(client, "/brands/acme/").count('class="phone-row"') == 100
    assert page(client, "/brands/acme/?page=2").count('class="phone-row"') == 1


def test_a_row_that_was_printed_before_asks_for_no_phone_and_follows_its_changes(client):
    phone = make_phone("One", weight_g=211)
    make_phone("Two", weight_g=180)
    assert "211 g" in page(client, "/brands/acme/")
    with CaptureQueriesContext(connection) as caught:
        assert "211 g" in page(client, "/brands/acme/?page=1")
    assert [query["sql"] for query in caught if "catalog_camera" in query["sql"]] == []
    german = page(client, "/de/brands/acme/")
    assert 'href="/de/phones/acme-one/"' in german
    assert "Vergleichen" in german
    assert "211 g" not in page(client, "/brands/acme/?units=imperial")
    Phone.objects.filter(pk=phone.pk).update(weight_g=199)
    Stamp.move({phone.pk})
    shown = page(client, "/brands/acme/")
    assert "199 g" in shown
    assert "211 g" not in shown


def test_lists_of_phones_lead_to_the_finder_with_the_same_phones(client):
    front = {"sensor": make_sensor("Front eye"), "facing": "front", "role": "front"}
    make_phone("One", cameras=[{"sensor": make_sensor("Eye")}, front])
    make_phone("Two", brand="Bolt")
    for path in ("/brands/acme/", "/sensors/lightworks-eye/", "/sensors/lightworks-front-eye/"):
        (link,) = re.findall(r'href="(/phones/\?[^"]*)">Filter<', page(client, path))
        found = client.get(link.replace("/phones/", "/phones.json")).json()
        assert [phone["name"] for phone in found["phones"]] == ["One"]


def test_the_list_of_brands_names_the_newest_phone_of_each(client):
    make_phone("Old", announced="2019-08-07")
    make_phone("New", announced="2024-02-03")
    make_phone("Hidden", announced="2025-02-03", status="draft")
    make_brand("Nothing yet")
    shown = words(page(client, "/brands/"))
    assert "Acme 2 phones" in shown
    assert "Newest: Acme New , 3 February 2024" in shown
    assert "Nothing yet" not in shown


def test_a_sensor_is_drawn_beside_those_of_the_newest_phones(client):
    eye = make_sensor("Eye", width_mm=4, height_mm=3)
    large = {"sensor_width_mm": 13, "sensor_height_mm": 9.75}
    small = {"sensor_width_mm": 8, "sensor_height_mm": 6}
    make_phone("Large", height_mm=165, width_mm=78, cameras=[large])
    make_phone("Small", height_mm=140, width_mm=65, cameras=[small])
    make_phone("Own", height_mm=150, width_mm=70, cameras=[{"sensor": eye}])
    shown = words(page(client, "/sensors/lightworks-eye/"))
    assert "Acme Large 13 × 9.75 mm" in shown
    assert "Acme Small 8 × 6 mm" in shown
    assert "4 × 3 mm, 10 % of the area of a 1-inch-type sensor. In 1 phone here." in shown


@pytest.mark.parametrize(
    ("camera", "said"),
    [
        ({}, "Main camera"),
        ({"used_megapixels": 25}, "Main camera, uses 50 % of the sensor"),
        ({"used_megapixels": 50}, "Main camera, uses the whole sensor"),
        ({"used_width_mm": 6, "used_height_mm": 3}, "Main camera, uses 75 % of the sensor"),
    ],
)
def test_how_much_of_the_sensor_each_phone_uses_is_said_where_it_is_known(client, camera, said):
    eye = make_sensor("Eye", width_mm=6, height_mm=4, megapixels=50)
    make_phone("One", cameras=[{"sensor": eye, **camera}])
    assert f"{said} Compare Acme One" in words(page(client, "/sensors/lightworks-eye/"))


def test_sensors_on_the_wall_are_at_one_scale(client):
    sizes = {"A": (13.2, 8.8), "B": (6.6, 4.4), "C": (4, 3)}
    for name, (width, height) in sizes.items():
        make_phone(f"Phone {name}", cameras=[{"sensor": make_sensor(name, width_mm=width, height_mm=height)}])
    html = page(client, "/sensors/")
    drawn = re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)" height="(\S+)em"', html)
    assert len(drawn) == 4
    for _, height, ems in drawn:
        assert float(ems) == pytest.approx(float(height) / 30, rel=0.005)


def test_the_outline_of_a_back_is_as_wide_and_high_as_the_phone():
    phone = make_phone("One", height_mm=161, width_mm=77, camera_island_shape="circle")
    back = back_silhouette(phone)
    assert back.view_box == "-1 -1 79 163"
    assert back.body == "M8 0h61a8 8 0 0 1 8 8v145a8 8 0 0 1 -8 8h-61a8 8 0 0 1 -8 -8v-145a8 8 0 0 1 8 -8z"
    assert back.island
    assert back_silhouette(make_phone("Two", height_mm=161)) is None


def test_a_circle_is_drawn_as_four_arcs_and_ends_where_it_begins():
    path = rounded_path([Rectangle("lens", 10, 20, 6, 6, 3)])
    assert path == "M13 20h0a3 3 0 0 1 3 3v0a3 3 0 0 1 -3 3h-0a3 3 0 0 1 -3 -3v-0a3 3 0 0 1 3 -3z"


SIDES = st.floats(2, 200)


@given(width=SIDES, height=SIDES, corner=st.floats(0, 120))
def test_any_path_is_as_wide_and_high_as_its_rectangle_however_round(width, height, corner):
    path = rounded_path([Rectangle("body", 0, 0, width, height, corner)])
    across, radius, along = map(float, re.fullmatch(r"M\S+ 0h(\S+?)a(\S+) .*?v(\S+?)a.*z", path).groups())
    assert across + 2 * radius == pytest.approx(width, abs=0.16)
    assert along + 2 * radius == pytest.approx(height, abs=0.16)
