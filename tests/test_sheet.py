"""The sheet: that every stored fact is on it, once, and that each of its rows can be read and printed."""

import re

import pytest
from django.apps import apps

from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Camera, Chipset, Display, Phone, Sensor
from catalog.models.fields import Bounded, Flag, Listed, PartialDateField, Text
from catalog.sheet.registry import SHEET, SPECS, find_spec
from catalog.sheet.spec import Filter

from .factories import make_brand, make_chipset, make_model_code, make_phone, make_relation, make_sensor

ROWS = [(group.of, spec) for group in SHEET for spec in group.specs]


def row_name(row):
    of, spec = row
    return f"{of.__name__}.{spec.key}"


def at_fault(test):
    """The names of the rows that ``test`` (of model and row) finds at fault."""
    return [row_name(row) for row in ROWS if test(*row)]


# Every stored fact is on the sheet


REASONS = {
    "says whose row it is": {
        **dict.fromkeys(
            ["Display", "Camera", "MemoryVersion", "Market", "ModelCode", "Variation", "ExtraRow"], "phone"
        ),
        **dict.fromkeys(["LaunchPrice", "UsbPort"], "phone"),
        **dict.fromkeys(["SoftwareObservation", "Alias", "PhoneChipset", "Relation"], "phone"),
        "Claim": "phone camera",
    },
    "is the order of the rows of one phone, and no fact": {
        **dict.fromkeys(["Display", "Camera", "MemoryVersion", "Market", "ModelCode", "Variation"], "position"),
        **dict.fromkeys(["ExtraRow", "SoftwareObservation", "Alias", "PhoneChipset"], "position"),
        **dict.fromkeys(["LaunchPrice", "UsbPort"], "position"),
    },
    "is part of an address": dict.fromkeys(["Phone", "Brand", "Chipset", "Sensor", "Operator", "Source"], "slug"),
    "is the heading of the page": {"Phone": "name"},
    "is prose, printed above and below the rows": {"Phone": "text notes"},
    "says how the figures of other rows are meant": dict.fromkeys(
        ["Phone", "Display", "Camera"], "about at_most at_least"
    ),
    "says who may see the page, and how whole it is": {"Phone": "status publish_at publicly_known complete_sections"},
    "says for which versions the figures beside it hold": {"MemoryVersion": "applies_to"},
    "says what sort of name it is": {"Alias": "kind"},
    "is part of one line of the table of markets, and no fact of the whole phone": {
        "Market": "channel on_sale_from price price_currency price_on carrier_locked forced_shutter_sound warranty",
    },
    "is part of one line of the table of model codes, and no fact of the whole phone": {
        "ModelCode": "for_whom lte_bands nr_bands nr_fr2_bands bands_complete bands_confidence bands_basis "
        "sim_arrangement notes",
    },
    "is printed inside the row that its key names": {"Variation": "key value applies_to"},
    "is a row of its own": {"ExtraRow": "group label value"},
    "is part of one line of the table of software that was seen": {
        "SoftwareObservation": "os_version patch_level build seen_on source notes",
    },
    "is a link among the phone's relations": {"Relation": "kind other detail"},
    "stands on the own page of the brand, chipset or sensor": {
        "Brand": "other_names country notes",
        "Chipset": "notes",
        "Sensor": "width_px height_px notes",
    },
    "is a fact of a network, which a phone's bands are held against": {
        "Operator": "name country lte_bands core_lte_bands nr_bands nr_fr2_bands confidence source_urls notes",
    },
    "is about evidence, and no fact of a phone": {
        "Source": "title kind publisher url dated seen_on licence revision via redistributable unverified notes",
        "Claim": "key row source state value qualifier quote locator seen_on accepted notes",
    },
}

NOT_ROWS = {
    f"{model}.{field}": reason
    for reason, models in REASONS.items()
    for model, fields in models.items()
    for field in fields.split()
}
"""Stored facts that are on no row of the sheet, and why."""

NOT_FACTS = {
    "OldSlug": "keeps old addresses working",
    "LoadedRecord": "remembers files",
    "Stamp": "counts changes",
    "Touched": "says what changes touched",
    "Entries": "is worked out of facts, for the finder",
    "PreparedPage": "is worked out of facts, for pages",
    "PreparedPhone": "is worked out of facts, for pages",
    "StoredDepth": "is worked out of facts, for counting how much is known",
    "Texts": "is worked out of facts, for lists and data",
    "Word": "numbers the values of facts",
    "Collection": "is a question",
    "Guide": "is a text about phones",
    "GuidePhone": "says which phones a guide is about",
    "GuideSource": "says what a guide is written from",
    "Page": "is a text of the site",
    "PagePhone": "says which phones a page draws",
    "Edit": "says who changed something",
    "Revision": "is a record as it once was",
    "Proposal": "is a record as somebody would have it",
    "Report": "is what a reader says",
    "Photo": "is a picture of a phone",
    "Task": "is worked out of facts, for worklists",
    "Examined": "is worked out of facts, for worklists",
    "Upload": "is a file on its way in",
    "Heading": "is what columns of files are called",
    "ExchangeRate": "is a fact of currencies",
}
"""Models that say nothing about phones."""


def all_columns():
    """“Model.field” for every stored fact; numbers that the database gives itself are none."""
    models = [model for model in apps.get_app_config("catalog").get_models() if model.__name__ not in NOT_FACTS]
    fields = [field for model in models for field in model._meta.concrete_fields if not field.primary_key]
    return [f"{field.model.__name__}.{field.name}" for field in fields]


def printed_columns():
    """The columns that rows print."""
    rows_own = {f"{of.__name__}.{spec.field.name}" for of, spec in ROWS if spec.field is not None}
    units = {f"{of.__name__}.{spec.unit_column}" for of, spec in ROWS if spec.unit_column}
    return rows_own.union(units, *(spec.stores for of, spec in ROWS))


def test_every_stored_fact_is_on_a_row_or_excused_with_a_reason():
    missing = [column for column in all_columns() if column not in printed_columns() and not NOT_ROWS.get(column)]
    assert missing == [], "put it on a row of the sheet, or excuse it in NOT_ROWS"


def test_no_excuse_is_idle():
    assert [column for column in NOT_ROWS if column not in all_columns()] == [], "excused, but not stored"
    assert [column for column in NOT_ROWS if column in printed_columns()] == [], "excused, but on a row"
    models = {model.__name__ for model in apps.get_app_config("catalog").get_models()}
    assert set(NOT_FACTS) - models == set(), "excused, but no model"


def test_rows_print_only_what_is_stored():
    assert [column for column in printed_columns() if column not in all_columns()] == []


def test_every_row_reads_a_column_or_says_how_else_it_is_read():
    assert at_fault(lambda of, spec: not (spec.read or spec.tally) and spec.field is None) == []


# What a row is made of


def test_keys_are_given_once():
    keys = [spec.key for of, spec in ROWS]
    assert [key for key in SPECS if keys.count(key) > 1] == []
    assert len(SPECS) == len(keys) > 150


def test_labels_tell_the_rows_of_a_group_apart():
    for group in SHEET:
        labels = [spec.label for spec in group.specs]
        assert [label for label in labels if labels.count(label) > 1] == [], group.label


def test_every_row_has_a_label_and_explains_itself_in_one_or_two_sentences():
    assert at_fault(lambda of, spec: not spec.label or spec.label != spec.label.strip()) == []
    assert at_fault(lambda of, spec: not 1 <= sentences(spec.help) <= 2) == []


def sentences(text):
    """How many there are; 0 where the last one does not end."""
    return len(re.findall(r"[.!?](?=\s|$)", text)) if re.search(r"[.!?]$", text) else 0


def test_every_row_is_declared_in_the_words_of_the_sheet():
    assert at_fault(lambda of, spec: not (callable(spec.applies) and callable(spec.absent))) == []
    assert at_fault(lambda of, spec: not (spec.filter is None or isinstance(spec.filter, Filter))) == []
    assert at_fault(lambda of, spec: spec.better not in (None, min, max)) == []
    assert at_fault(lambda of, spec: spec.of is not of) == []


UNITS = {
    "mm": "mm",
    "cm": "cm",
    "um": "µm",
    "mm2": "mm²",
    "cm3": "cm³",
    "g": "g",
    "mah": "mAh",
    "w": "W",
    "hz": "Hz",
    "ghz": "GHz",
}


def test_a_rows_unit_is_the_one_in_its_name():
    assert at_fault(lambda of, spec: UNITS.get(spec.key.rpartition("_")[2], spec.unit) != spec.unit) == []


PROMISED = {
    Phone: "announced released height_mm width_mm depth_mm weight_g battery_mah wired_charging_w wireless_charging_w "
    "brand chipset os_at_launch sold_in model_code",
    Display: "display_size_in refresh_hz",
    Camera: "facing role megapixels focal_length_eq_mm f_number pixel_pitch_um sensor_width_mm sensor_height_mm "
    "sensor_area_mm2 used_area_mm2 sensor_type stabilisation crop_factor equivalent_f_number co_branding",
}
"""The keys that others rely on (design: “Keys”)."""


@pytest.mark.parametrize(("of", "key"), [(of, key) for of, keys in PROMISED.items() for key in keys.split()])
def test_a_promised_key_is_on_the_sheet(of, key):
    assert find_spec(key, of).key == key


@pytest.mark.parametrize("key", [key for key in PROMISED[Camera].split() if key not in ("facing", "role")])
def test_a_promised_key_of_a_camera_is_there_for_the_phones_main_camera(key):
    """But for “facing” and “role”, which are what makes it the main one."""
    assert find_spec(f"main_{key}").label.startswith(find_spec(key, Camera).label)


# Every row, read from a record of which nothing, and from one of which everything is known


REQUIRED = {"display_role", "facing", "role"}


@pytest.mark.django_db
def test_of_a_record_of_which_nothing_is_known_no_row_says_anything_and_none_fails():
    records = {Phone: make_phone("Blank", status="draft", announced=None), Display: Display(), Camera: Camera()}
    said = {spec.key for of, spec in ROWS if spec.reading(records[of]) is not None}
    assert said - REQUIRED == {"brand"}
    assert at_fault(lambda of, spec: spec.applies(records[of]) not in (True, False)) == []
    assert at_fault(lambda of, spec: spec.absent(records[of])) == []


@pytest.mark.django_db
def test_of_a_record_of_which_all_is_known_every_row_prints_something():
    records = full_records()
    assert at_fault(lambda of, spec: cell_of(spec, records[of]).value is None) == []
    assert at_fault(lambda of, spec: not legible(cell_of(spec, records[of]).text)) == []


def full_records():
    """A phone of which every column is filled in, with a display and a camera of the same sort."""
    make_chipset("Thinker 1", **filled_in(Chipset))
    camera = filled_in(Camera) | {"sensor": make_sensor(**filled_in(Sensor))}
    phone = make_phone(
        "Full",
        manufacturer=make_brand("Builder"),
        cameras=[camera, camera],
        displays=[filled_in(Display) | {"display_technology": "OLED"}],
        memory=[(12, 512)],
        markets=[{"country": "JP", "carrier": "SoftBank"}],
        launch_prices=[{"storage_gb": 256}],
        usb_ports=[{"usb_connector": "usb_c"}],
        chipsets=["Thinker 1"],
        aliases=["Voll"],
        **filled_in(Phone),
    )
    make_model_code(phone)
    make_relation(phone, "rebadge_of", make_phone("Original"))
    first, last = phone.cameras.all()
    Camera.objects.filter(pk=first.pk).update(shares_sensor_with=last)
    return {Phone: phone, Display: phone.displays.get(), Camera: phone.cameras.get(pk=first.pk)}


def filled_in(model):
    """A possible value for every column that holds a fact by itself."""
    values = {field.name: possible(field) for field in model._meta.concrete_fields if field.null}
    return {name: value for name, value in values.items() if value is not None}


def possible(field):
    """A value that the column may hold; None for links and long texts."""
    by_kind = {
        Bounded: lambda: field.hard[1],
        Listed: lambda: possible_list(field),
        PartialDateField: lambda: "2022-Q4",
        Flag: lambda: True,
        Text: lambda: field.choices[1][0] if field.choices else "1/2",
    }
    return next((value() for kind, value in by_kind.items() if isinstance(field, kind)), None)


def possible_list(field):
    if field.words:
        return field.words.values[:2]
    if field.of in (int, float):
        return [7, 5]
    return ["2160p60"] if field.name == "video_modes" else ["IP65", "IP68"]


def cell_of(spec, record):
    """With the claims, which rows that count other rows hang on."""
    return PhoneFacts.of(getattr(record, "phone", record)).cell(spec, record)


def legible(text):
    """Whether it reads as words: no Python shines through."""
    return isinstance(text, str) and text and not re.search(r"\bNone\b|True|False|object at|[\[{<]", text)
