"""What is possible but unlikely is asked about once, before it is saved."""

import re

import pytest

from catalog.models import Phone, Sensor

from .desk import ADD_PHONE, change_url, enter_phone, said_after, save, saved
from .factories import make_phone, make_sensor
from .filling import form_on

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(said_after(response))


def asked(response):
    """The sentences of what is asked, if anything."""
    return re.findall(r'name="doubt" value="([^"]*)"', response.content.decode())


def all_the_same(desk, response, path=ADD_PHONE):
    return desk.post(path, form_on(response) | {"save_all_the_same": "on"})


def test_unlikely_figures_are_asked_about_before_they_are_saved(desk):
    camera = {"facing": "rear", "role": "main", "f_number": "12"}
    facts = {"weight_g": "900", "height_mm": "70", "width_mm": "90", "announced": "2022-11", "released": "2021"}
    response = enter_phone(desk, ("cameras", camera), **facts)
    assert not saved(response)
    assert Phone.objects.count() == 0
    said_there = " ".join(asked(response))
    assert "Weight (g): 900 is unusual: most are between 70 and 320." in said_there
    assert "swapped?" in said_there
    assert "Released: released 2021 before it was announced (2022-11)." in said_there
    assert "Main camera, f-number: 12 is unusual" in said_there
    assert saved(all_the_same(desk, response))
    assert Phone.objects.get().weight_g == 900


def test_a_doubt_stands_at_its_field_and_is_no_error(desk):
    response = enter_phone(desk, weight_g="900")
    help_there = re.search(r'id="id_weight_g_helptext">(.*?)</div>\s*</div>', response.content.decode(), re.DOTALL)
    assert "Sure? 900 is unusual" in help_there[1]
    assert response.context["errors"] == []
    assert "Please correct" not in response.content.decode()


def test_what_was_not_asked_about_yet_is_asked_though_the_box_is_ticked(desk):
    response = enter_phone(desk, weight_g="900")
    again = desk.post(ADD_PHONE, form_on(response) | {"save_all_the_same": "on", "depth_mm": "40"})
    assert not saved(again)
    assert len(asked(again)) == 2
    assert saved(all_the_same(desk, again))


def test_without_the_box_it_is_asked_again(desk):
    response = enter_phone(desk, weight_g="900")
    assert not saved(desk.post(ADD_PHONE, form_on(response)))


def test_an_old_doubt_is_not_asked_about_again(desk):
    phone = make_phone("One", weight_g=900, cameras=[{"f_number": 12}])
    assert saved(save(desk, phone, depth_mm="9.3", **{"cameras-0-megapixels": "12"}))
    assert not saved(save(desk, phone, weight_g="901"))
    assert not saved(save(desk, phone, **{"cameras-0-f_number": "13"}))


@pytest.mark.parametrize(
    ("market", "words"),
    [({"price": "1.199", "price_currency": "EUR"}, "is 1199 meant?"), ({"price": "¥3,999"}, "is CNY meant?")],
)
def test_a_price_that_may_be_another_is_asked_about(desk, market, words):
    assert words in " ".join(asked(enter_phone(desk, ("markets", {"country": "CN", **market}))))


def test_what_was_understood_is_said_after_the_question_too(desk):
    response = enter_phone(desk, height_mm="161 x 77 x 9.3 mm", weight_g="2 lb")
    assert "Understood so far" in response.content.decode()
    after = said(all_the_same(desk, response)).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert after.count("(from “161 x 77 x 9.3 mm”)") == 1
    assert after.count("Weight 907.2 g (from “2 lb”)") == 1


def test_likely_figures_are_asked_nothing(desk):
    assert saved(enter_phone(desk, weight_g="211"))


@pytest.mark.parametrize(
    "changes", [{"f_number": "12"}, {"pixel_pitch_um": "1.0", "sensor_megapixels": "50", "sensor_type": "1/4"}]
)
def test_cameras_are_asked_about_on_their_own_page(desk, changes):
    camera = make_phone("One", cameras=[{"role": "main"}]).cameras.get()
    response = save(desk, camera, **changes)
    assert not saved(response)
    assert len(asked(response)) == 1
    fields = form_on(response, "camera_form")
    assert saved(desk.post(change_url(camera), fields | {"save_all_the_same": "on"}))


def test_sensors_are_asked_about(desk):
    sensor = make_sensor()
    response = save(desk, sensor, width_mm="30", height_mm="20")
    assert len(asked(response)) == 2
    assert Sensor.objects.get().width_mm is None
