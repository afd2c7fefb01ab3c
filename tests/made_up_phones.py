"""Small made-up catalogues, in which every row has something: values are few, so that phones often tie."""

from django.db import models
from hypothesis import strategies as st

from catalog.models.fields import Bounded, Flag, Listed, PartialDateField
from catalog.records.shapes import PHONE_SHAPE

from .factories import (
    fit_chipset,
    make_brand,
    make_camera,
    make_chipset,
    make_claim,
    make_display,
    make_market,
    make_memory,
    make_model_code,
    make_phone,
    make_relation,
    make_sensor,
    make_variation,
)
from .slow_records import SPECS
from .strategies import complete_sides

DAYS = ["2021", "2022", "2022-01-01", "2022-Q4", "2022-11", "2022-11-18", "2023-02"]
POOLS = {
    "status": ["published"] * 7 + ["draft"],
    "complete_sections": [
        [],
        ["rear_cameras", "markets"],
        ["rear_cameras", "front_cameras"],
        ["model_codes", "markets"],
    ],
    "launch_price_currency": ["JPY", "EUR"],
    "price_currency": ["JPY", "EUR"],
    "fingerprint": ["none", "rear", "present"],
    "os_at_launch": ["Android 12", "Android 13", "iOS 16"],
    "ip_codes": [[], ["IP68"], ["IPX8", "IP69K"]],
    "usb_version": ["2.0", "3.1", "USB4"],
    "video_modes": [[], ["2160p60"], ["1080p240", "4320p24"]],
    "sensor_type": ["1/1.0", "1/1.31", "1/2.0"],
    "display_technology": ["AMOLED", "IPS LCD", "e-paper"],
    "f_number": [1.6, 1.89, 2.2],
    "f_number_max": [2.2, 4.0],
    "focal_length_eq_mm": [13, 24, 70.5],
    "focal_length_eq_max_mm": [70.5, 120],
    "refresh_min_hz": [1, 60],
    "refresh_hz": [60, 90, 120],
    "sensor_width_mm": [13.1, 9.8],
    "sensor_height_mm": [8.7, 7.3],
    "used_width_mm": [12.3, 6.4],
    "used_height_mm": [8.2, 4.8],
    "megapixels": [12, 50.3],
    "sensor_megapixels": [50.3, 54],
    "used_megapixels": [12, 47.2],
    "country": ["JP", "DE", "001"],
    "not_sold_in": [[], ["DE"], ["DE", "JP"]],
    "carrier": ["SoftBank", "NTT docomo"],
    "code": ["AC-1", "AC-2", "XT 3"],
    "role": ["main", "main", "ultrawide", "tele", "periscope", "macro", "depth", "tof"],
    "bands_complete": [True, False],
    "about": [["weight_g", "lens_elements", "battery_mah"], ["height_mm", "brightness_nits"]],
    "at_most": [["depth_mm", "weight_g"], ["close_focus_cm", "display_size_in"]],
    "at_least": [["battery_mah", "touch_hz"], ["megapixels", "volume_cm3"]],
}
"""What some columns hold; the others are filled by their type."""

CHIPSETS = {"Thinker 1": {"process_nm": 4, "cpu_cores": 8, "gpu": "Drawer 7"}, "Thinker-2 Pro": {"process_nm": 5}}
SENSORS = {"Eye 1": {"width_mm": 13.2, "height_mm": 8.8, "width_px": 8368}, "Eye-2": {"sensor_type": "1/1.31"}}
UNASKED = {"sold_in", "carrier", "brand", "facing", "role"}
"""Rows that no source says there is none of, here."""


def pool(field):
    """A few values that the column may hold."""
    if field.name in POOLS:
        return POOLS[field.name]
    if field.flatchoices:
        return [value for value, _ in field.flatchoices][:3]
    if isinstance(field, Listed):
        some = values_in(field)
        return [[], some[:1], some[:2], some[1:]]
    return single_values(field)


def values_in(field):
    words = field.words.values[:3] if field.words else ["Black", "Sky-Blue 2", "Red"]
    return {int: [1, 3, 78], float: [1.5, 24.0, 70.5]}.get(field.of, words)


def single_values(field):
    if isinstance(field, Flag):
        return [True, False]
    if isinstance(field, PartialDateField):
        return DAYS
    if isinstance(field, Bounded):
        return numbers(field)
    return ["Alpha One", "beta-2"]


def numbers(field):
    """Three usual ones, with two decimals where the column has any."""
    low, high = field.soft or field.hard
    digits = 2 if isinstance(field, models.FloatField) else None
    return [round(low + share * (high - low), digits) for share in (0.137, 0.25, 0.5)]


def facts(shape):
    """Some columns of one row, about half of them not known."""
    columns = {key: field for key, field in shape.columns.items() if not isinstance(field, models.ForeignKey)}
    unknown = {key: [None] * 3 if field.null else [] for key, field in columns.items()}
    return st.fixed_dictionaries(
        {key: st.sampled_from(unknown[key] + pool(field)) for key, field in columns.items() if is_filled(key)}
    ).map(mended)


def is_filled(key):
    return key not in (
        "name",
        "text",
        "notes",
        "publish_at",
        "publicly_known",
        "facing",
        "bands_confidence",
        "bands_basis",
        "warranty",
    )


def mended(row):
    """Without what is not known; sides come in pairs, prices with their currency."""
    row = {key: value for key, value in row.items() if value is not None}
    complete_sides(row)
    for price in {"price", "launch_price"} & row.keys():
        row.setdefault(f"{price}_currency", "JPY")
    return row


def rows(name, *unique, most=2):
    same = (lambda row: tuple(row.get(key) for key in unique)) if unique else None
    return st.lists(facts(PHONE_SHAPE.rows[name]), max_size=most, unique_by=same)


def cameras():
    facing = st.sampled_from([{"facing": "rear"}] * 3 + [{"facing": "front"}])
    sensor = st.sampled_from([{}, {}, *({"sensor": name} for name in SENSORS)])
    one = st.builds(lambda *parts: parts[0] | parts[1] | parts[2], facts(PHONE_SHAPE.rows["cameras"]), facing, sensor)
    return st.lists(one, max_size=4)


def denials():
    """(row, state) that sources say of rows; which have a value all the same is left to chance."""
    keys = [key for key, spec in SPECS[""].items() if spec.filter and key not in UNASKED]
    return st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(["none", "none", "not_published"])), max_size=12)


def phones():
    return st.fixed_dictionaries(
        {
            "facts": facts(PHONE_SHAPE),
            "brand": st.sampled_from(["Acme", "Leica"]),
            "maker": st.sampled_from([None, None, "Sharp"]),
            "displays": rows("displays"),
            "memory": rows("memory_versions"),
            "markets": rows("markets", "country", "carrier", most=3),
            "codes": rows("model_codes", "code"),
            "cameras": cameras(),
            "chipsets": fitted_chipsets(),
            "twin": st.sampled_from([None, None, "rebadge_of", "regional_version_of"]),
            "denials": denials(),
            "variations": variations(),
        }
    )


VARIED = ("weight_g", "depth_mm", "battery_mah", "released", "nfc", "os_at_launch", "ip_codes", "refresh_hz")
"""Columns of which versions have another value, or one that is not known."""


def variations():
    """(key, value, label) of some facts."""
    columns = PHONE_SHAPE.columns | PHONE_SHAPE.rows["displays"].columns
    values = [(key, value) for key in VARIED for value in [None, *pool(columns[key])]]
    some = st.tuples(st.sampled_from(values), st.sampled_from(["China", "ceramic", "US"]))
    one = some.map(lambda drawn: (*drawn[0], drawn[1]))
    return st.one_of(st.just([]), st.lists(one, max_size=4, unique_by=lambda row: (row[0], row[2])))


def fitted_chipsets():
    """(name, where) of one or two."""
    pairs = st.tuples(st.sampled_from(list(CHIPSETS)), st.sampled_from([None, "Europe"]))
    return st.lists(pairs, max_size=2, unique_by=lambda pair: pair[0])


def catalogues():
    return st.lists(phones(), min_size=3, max_size=8)


def store(catalogue):
    """Twins are those of the first phone, which is published."""
    first = store_phone("Phone 0", catalogue[0], status="published")
    for number, made in enumerate(catalogue[1:], 1):
        phone = store_phone(f"Phone {number}", made)
        if made["twin"]:
            make_relation(phone, made["twin"], first)


def store_phone(name, made, **facts):
    facts = {"announced": None} | made["facts"] | facts
    if not (facts["announced"] or facts.get("released")):
        facts["announced"] = "2022"
    phone = make_phone(name, made["brand"], manufacturer=made["maker"] and make_brand(made["maker"]), **facts)
    store_lists(phone, made)
    store_cameras(phone, made["cameras"])
    store_denials(phone, made["denials"])
    for key, value, label in made["variations"]:
        make_variation(phone, key, value, label)
    return phone


def store_lists(phone, made):
    for key, make in STORED.items():
        for row in made[key]:
            make(phone, **row)
    for name, applies_to in made["chipsets"]:
        fit_chipset(phone, make_chipset(name, **CHIPSETS[name]), applies_to=applies_to)


STORED = {"displays": make_display, "memory": make_memory, "markets": make_market, "codes": make_model_code}


def store_cameras(phone, cameras):
    for facts in cameras:
        name = facts.get("sensor")
        make_camera(phone, **facts | ({"sensor": make_sensor(name, **SENSORS[name])} if name else {}))


def store_denials(phone, denials):
    """What is denied of the main camera is denied of every camera."""
    for key, state in denials:
        inner = SPECS[""][key].inner
        for camera in phone.cameras.all() if inner else [None]:
            make_claim(phone, inner.key if inner else key, state=state, camera=camera)
