"""A phone with every column filled, and its content as one value to compare."""

from django.db import models

from catalog.models import Alias, ExtraRow, LaunchPrice, MemoryVersion, ModelCode, OldSlug, Phone, UsbPort
from catalog.models.fields import Bounded, Count, Flag, Listed, PartialDateField, Text
from catalog.models.validators import (
    validate_country,
    validate_ip_code,
    validate_one_country,
    validate_type_label,
    validate_video_mode,
    validate_web_address,
)
from catalog.models.vocabulary import Qualifier, RelationKind
from catalog.quantities.partial_dates import PartialDate

from . import factories as make

CHECKED = {
    validate_country: "JP",
    validate_one_country: "DE",
    validate_ip_code: "IPX8",
    validate_type_label: "1/1.31",
    validate_video_mode: "2160p60",
    validate_web_address: "https://example.org/a?b=c,d",
}


QUALIFIED = {"Phone": "weight_g", "Display": "refresh_hz", "Camera": "f_number"}


def make_full_phone():
    """A phone with all columns and all kinds of rows filled; its values are possible but mean nothing."""
    phone = make.make_phone("Everything", manufacturer=make.make_brand("Maker"))
    sensor, source = make.make_sensor(), make.make_source("all-there-is")
    cameras = [make.make_camera(phone, role=role, sensor=sensor) for role in ("main", "tele")]
    cameras[1].shares_sensor_with = cameras[0]
    other = make.make_phone("Other")
    rows = [
        *cameras,
        make.make_display(phone),
        make.make_market(phone),
        make.fit_chipset(phone, make.make_chipset()),
        make.make_variation(phone, "weight_g", 210.5, "China"),
        make.make_observation(phone, "Android 12", "2022-11", source=source),
        make.make_relation(phone, RelationKind.BASED, other),
        OldSlug(phone=phone, slug="everything-else"),
        *(model(phone=phone) for model in (Alias, ExtraRow, LaunchPrice, MemoryVersion, ModelCode, UsbPort)),
        *(make.make_claim(phone, key, value, source) for key, value in CLAIMED.items()),
        make.make_claim(phone, "f_number", 1.9, source, camera=cameras[0]),
        make.make_claim(phone, "lte_bands", [28, 1, 3], source, row="CODE"),
        make.make_relation(make.make_phone("Twin"), RelationKind.REBADGE, phone),
        make.make_operator(),
        make.make_collection(),
        make.make_page(phones=[phone, other]),
        make.make_guide(phones=[phone, other], sources=[source], baseline=other),
    ]
    for record in (phone.brand, phone, sensor, source, *rows):
        fill(record)
    return Phone.objects.get(pk=phone.pk)


CLAIMED = {"weight_g": "211", "ip_codes": ["IP68", "IP69"], "announced": "2022-11", "nfc": True, "battery_mah": 5000.5}


def fill(record):
    """Give every empty column a value that is allowed, and save."""
    for field in record._meta.concrete_fields:
        empty = getattr(record, field.attname) in (None, "")
        is_filled_by_hand = field.is_relation or field.primary_key or field.name == "row"
        if field.editable and empty and not is_filled_by_hand:
            setattr(record, field.name, sample(field))
    record.full_clean()
    record.save()


def sample(field):
    """A value that is hard on forms: lists not in the vocabulary's order, commas, line ends."""
    checked = [value for check, value in CHECKED.items() if check in field.validators]
    if isinstance(field, Listed):
        return sample_list(field)
    if isinstance(field, Bounded):
        middle = sum(field.hard) / 2
        return int(middle) if isinstance(field, Count) else middle
    if field.choices:
        return field.choices[-1][0]
    return checked[0] if checked else sample_words(field)


def sample_list(field):
    if field.words:
        return field.words.values[1::-1]
    if field.name in Qualifier.values:
        return [QUALIFIED[field.model.__name__]]
    if field.check_value:
        return [CHECKED[field.check_value]]
    return {int: [28, 1, 3], float: [24, 70.5], str: ["Black, matte", 'Say "cheese"']}[field.of]


def sample_words(field):
    if isinstance(field, Flag):
        return len(field.name) % 2 == 0
    if isinstance(field, PartialDateField):
        return PartialDate.parse("2022-Q4")
    if isinstance(field, models.DateTimeField):
        return "2022-11-18T10:30:15Z"
    if isinstance(field, models.URLField):
        return "https://example.org/a?b=c,d"
    long = isinstance(field, models.TextField) or (isinstance(field, Text) and field.max_length > 200)
    return "# First\n\n  Second “line”.\n" if long else field.name.upper()[: field.max_length]


def contents_of(phone):
    """All columns of the phone and of every row that is its own, but for the numbers that the database gives."""
    rows = {
        relation.related_model.__name__ + relation.field.name: list(
            relation.related_model.objects.filter(**{relation.field.name: phone}).order_by("pk").values()
        )
        for relation in Phone._meta.related_objects
    }
    return {"phone": Phone.objects.filter(pk=phone.pk).values().get(), **rows}
