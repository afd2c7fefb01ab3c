"""What may stand in a column: figures within bounds, dates, lists, and NULL for what is not known."""

from math import inf

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import (
    Camera,
    Chipset,
    Collection,
    Display,
    Guide,
    LaunchPrice,
    Market,
    MemoryVersion,
    Page,
    Phone,
    Sensor,
    UsbPort,
)
from catalog.models.fields import Count, Flag, Listed, Measure, PartialDateField, Term, Text
from catalog.quantities.partial_dates import PartialDate

from .factories import (
    make_brand,
    make_camera,
    make_chipset,
    make_claim,
    make_collection,
    make_display,
    make_guide,
    make_launch_price,
    make_market,
    make_memory,
    make_observation,
    make_page,
    make_phone,
    make_sensor,
    make_source,
    make_usb_port,
    names,
)

pytestmark = pytest.mark.django_db

FACTS = (Measure, Count, Flag, Text, Term, Listed, PartialDateField)


def columns(*kinds):
    """Every column of the catalogue of one of these kinds."""
    models = apps.get_app_config("catalog").get_models()
    return [field for model in models for field in model._meta.concrete_fields if isinstance(field, kinds)]


# Bounds


SIDES = {
    "sensor_width_mm": 8, "sensor_height_mm": 6, "used_width_mm": 8, "used_height_mm": 6,
    "picture_width_px": 4032, "picture_height_px": 3024,
}  # fmt: skip
MAKERS = {
    Phone: lambda: make_phone("Bounded", launch_price_currency="JPY"),
    Display: lambda: make_display(make_phone("Bounded")),
    Camera: lambda: make_camera(make_phone("Bounded"), **SIDES),
    MemoryVersion: lambda: make_memory(make_phone("Bounded")),
    Market: lambda: make_market(make_phone("Bounded"), price_currency="JPY"),
    LaunchPrice: lambda: make_launch_price(make_phone("Bounded")),
    UsbPort: lambda: make_usb_port(make_phone("Bounded")),
    Chipset: make_chipset,
    Sensor: make_sensor,
    Collection: make_collection,
    Guide: make_guide,
    Page: make_page,
}
"""One row of each model that holds figures, on which no rule bears but the bounds themselves."""


def just_outside(field):
    low, high = field.hard
    step = 1 if isinstance(field, Count) else 0.001
    return [low - step, high + step]


@pytest.mark.parametrize("field", columns(Measure, Count), ids=str)
def test_the_database_refuses_a_figure_out_of_bounds(field):
    row = MAKERS[field.model]()
    for impossible in just_outside(field):
        setattr(row, field.name, impossible)
        with pytest.raises(IntegrityError, match=f"{field.name}_within_bounds"), transaction.atomic():
            row.save()
        with pytest.raises(IntegrityError, match=f"{field.name}_within_bounds"), transaction.atomic():
            field.model.objects.update(**{field.name: impossible})


@pytest.mark.parametrize("field", columns(Measure, Count), ids=str)
def test_the_bounds_themselves_are_possible(field):
    row = MAKERS[field.model]()
    for possible in field.hard:
        field.model.objects.update(**{field.name: possible})
        row.refresh_from_db()
        assert getattr(row, field.name) == possible


def test_rows_stored_in_bulk_are_held_to_the_same_bounds():
    acme = make_brand()
    weights = {"feather": 120, "car": 1500}
    phones = [Phone(name=name, slug=name, brand=acme, weight_g=weight) for name, weight in weights.items()]
    with pytest.raises(IntegrityError, match="weight_g_within_bounds"), transaction.atomic():
        Phone.objects.bulk_create(phones)
    assert not Phone.objects.exists()


def test_nothing_weighs_infinitely_much():
    with pytest.raises(IntegrityError, match="weight_g_within_bounds"):
        make_phone("Black hole", weight_g=inf)


def test_an_editor_is_told_the_bound_in_words():
    phone = make_phone("Brick")
    phone.weight_g = 1500.5
    with pytest.raises(ValidationError, match=r"1500\.5 is impossible: at most 1000"):
        phone.full_clean()


@pytest.mark.parametrize("field", columns(PartialDateField), ids=str)
def test_the_database_refuses_dates_that_no_phone_can_have(field):
    phone = make_phone("Dated")
    makers = {
        "Phone": lambda: phone,
        "SoftwareObservation": lambda: make_observation(phone, "Android 12", seen_on="2022-12-01"),
        "Market": lambda: make_market(phone),
        "Source": make_source,
        "Claim": lambda: make_claim(phone, "nfc"),
        "Guide": make_guide,
    }
    row = makers[field.model.__name__]()
    for impossible in ("1989", "2036-Q1"):
        with pytest.raises(IntegrityError, match=f"{field.name}_within_bounds"), transaction.atomic():
            field.model.objects.filter(pk=row.pk).update(**{field.name: impossible})


def test_the_database_refuses_software_seen_on_no_day():
    observation = make_observation(make_phone("Seen"), "Android 12", seen_on="2022-12-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(observation).objects.filter(pk=observation.pk).update(seen_on=None)


# Not known


def test_a_fact_that_nobody_entered_is_null():
    required = {"SoftwareObservation": {"seen_on"}, "LaunchPrice": {"price", "price_currency"}}
    for field in columns(*FACTS):
        is_required = field.name in required.get(field.model.__name__, set())
        assert field.null is not is_required, field
        assert is_required or field.get_default() is None, field


def test_a_phone_of_which_nothing_is_known_says_neither_no_nor_nought():
    phone = make_phone("Blank")
    unsaid = [field.name for field in Phone._meta.concrete_fields if isinstance(field, FACTS)]
    assert {name for name in unsaid if getattr(phone, name) is not None} == {"announced"}


def test_an_empty_list_is_an_answer_and_stays_apart_from_not_known():
    make_phone("Nobody looked", ip_codes=None)
    make_phone("Unprotected", ip_codes=[])
    assert names(Phone.objects.filter(ip_codes__isnull=True)) == ["Nobody looked"]
    assert Phone.objects.get(name="Unprotected").ip_codes == []


def test_the_empty_string_is_stored_as_not_known_whichever_way_it_comes():
    phone = make_phone("Wordless", os_skin="", card_slot="")
    other = make_phone("Talker", os_skin="Talk UI")
    Phone.objects.filter(pk=other.pk).update(os_skin="")
    other.refresh_from_db()
    assert (phone.os_skin, phone.card_slot, other.os_skin) == (None, None, None)


# Dates


def test_a_date_comes_back_as_precisely_as_it_was_stored():
    make_phone("Vague", announced="2022-Q4", released="2022")
    phone = Phone.objects.get()
    assert (str(phone.announced), str(phone.released)) == ("2022-Q4", "2022")


def test_phones_are_found_by_partial_dates():
    make_phone("Autumn", announced="2022-Q4")
    make_phone("Spring", announced="2022-04-03")
    since_october = Phone.objects.filter(announced__gte=PartialDate.parse("2022-Q4"))
    assert names(since_october) == ["Autumn"]


def test_a_bad_date_is_refused_with_what_to_write():
    phone = make_phone("Misdated")
    phone.released = "next spring"
    with pytest.raises(ValidationError, match="“next spring” is not a date: write 2022"):
        phone.full_clean()


# Lists


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ip_codes", ["IP68", "waterproof"], "“waterproof” is not an IP code: write IP68"),
        ("ip_codes", "IP68", "Write a list"),
        ("ip_codes", [68], "“68” is not a word"),
        ("colours", [""], "“” is not a word"),
        ("bands_lte", [1, "B3"], "“B3” is not a number"),
        ("bands_lte", [True], "“True” is not a number"),
        ("network_technologies", ["lte", "6g"], "“6g” is not one of: gsm, pdc"),
    ],
)
def test_a_list_with_something_wrong_in_it_is_refused_in_words(field, value, words):
    phone = make_phone("Listed")
    setattr(phone, field, value)
    with pytest.raises(ValidationError, match=words):
        phone.full_clean()


def test_good_lists_are_kept_in_their_order():
    phone = make_phone("Tough", ip_codes=["IP69K", "IPX8"], bands_lte=[41, 3], network_technologies=["nr", "lte"])
    phone.full_clean()
    assert (phone.ip_codes, phone.bands_lte) == (["IP69K", "IPX8"], [41, 3])


@pytest.mark.parametrize("country", ["jp", "JPN", "1", "Japan", "002"])
def test_what_is_no_country_code_is_refused(country):
    market = make_market(make_phone("Anywhere"))
    market.country = country
    with pytest.raises(ValidationError, match="is not a country code: write DE, or 001"):
        market.full_clean()


def test_the_world_is_a_market():
    make_market(make_phone("Anywhere"), country="001").full_clean()


@pytest.mark.parametrize(("label", "good"), [("1/1.31", True), ("1/0.6", False), ("1/13", False), ("big", False)])
def test_a_sensors_type_label_is_checked_on_cameras_and_on_sensors(label, good):
    camera = make_camera(make_phone("Eye"), sensor=make_sensor())
    for row in (camera, camera.sensor):
        row.sensor_type = label
        if good:
            row.full_clean()
        else:
            with pytest.raises(ValidationError, match=f"“{label}” is not a sensor type: write 1/1.31"):
                row.full_clean()
