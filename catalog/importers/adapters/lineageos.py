"""The device files of the LineageOS wiki (``_data/devices/*.yml``)."""

import re
from pathlib import PurePosixPath

from catalog.quantities import parsers

from .lineageos_cameras import parse_cameras
from .lineageos_fields import (
    add_value,
    add_versioned_values,
    single_text,
    text_list,
    version_pairs,
    versioned_value,
)
from .lineageos_hardware import (
    add_battery,
    add_chipsets,
    add_memory,
    add_memory_card,
    add_networks,
    add_peripherals,
)
from .lineageos_keys import KEYS_NOT_TAKEN  # noqa: F401 - part of every adapter
from .parsed_phone import FileRefused, ParsedPart, ParsedPhone, ParsedValue

PHONE_TYPES = {"phone": None, "phone (slider)": "slide", "foldable": None}
"""Types that are phones → the form factor that the type tells."""
_SIDES = ("height", "width", "depth")
_DISPLAY_ROLES = {"Cover": "cover", "Inner": "main"}
"""Version in “screen” → role; any other version is of the main display."""


def parse_phone(content, place):
    """The ``ParsedPhone`` of one device file; ``FileRefused`` where it is none, or of something else than a phone."""
    name = single_text(content.get("name"))
    vendor = single_text(content.get("vendor"))
    if not name or not vendor:
        raise FileRefused("it gives no vendor and name")
    device_type = _phone_type(content)
    file_name = PurePosixPath(place).name
    parsed = ParsedPhone(vendor, name, f"_data/devices/{file_name}")
    add_value(parsed, "code_name", content.get("codename"))
    form_factor = PHONE_TYPES[device_type]
    if form_factor:
        parsed.values.append(ParsedValue("form_factor", form_factor, device_type))
    _add_model_codes(content, parsed)
    _add_release(content, parsed)
    _add_dimensions(content, parsed)
    _add_displays(content, parsed)
    add_battery(content, parsed)
    add_memory(content, parsed)
    add_chipsets(content, parsed)
    add_networks(content, parsed)
    add_peripherals(content, parsed)
    add_memory_card(content, parsed)
    _add_cameras(content, parsed)
    return parsed


def _phone_type(content):
    """The type of device; ``FileRefused`` where it is no phone."""
    device_type = single_text(content.get("type"))
    if not device_type:
        raise FileRefused("it does not say what type of device it is")
    if device_type not in PHONE_TYPES:
        raise FileRefused(f"it is not a phone but a {device_type}")
    return device_type


def _add_model_codes(content, parsed):
    """Codes of several versions in one are written apart: SCH-R970/C/X. Brackets say for whom a code is."""
    for text in text_list(content.get("models")):
        bare = re.sub(r"\s*\(.*", "", text)
        for code in _codes_in(bare):
            if code.strip():
                parsed.values.append(ParsedValue("model_code", code.strip(), text))


def _codes_in(text):
    """The model codes in “SCH-R970/C/X”; “/DS” (dual SIM) stays part of the first."""
    base, *endings = text.split("/")
    first = base
    others = []
    for ending in endings:
        if ending.startswith("DS"):
            first += f"/{ending}"
        else:
            others.append(_code_with_ending(base, ending))
    return [first, *others]


def _code_with_ending(code, ending):
    """SGH-I317 with I317M → SGH-I317M; SCH-R970 with C → SCH-R970C."""
    if len(ending) <= 2:
        return code + ending
    head = code.rpartition("-")[0]
    if not head or "-" in ending:
        return ending
    return f"{head}-{ending}"


def _add_release(content, parsed):
    """The earliest date comes first."""
    pairs = version_pairs(content.get("release"))
    pairs.sort(key=lambda pair: str(pair[1]))
    value = versioned_value("released", pairs, parsed)
    if value:
        parsed.values.append(value)


def _add_dimensions(content, parsed):
    unfolded = []
    folded = []
    for pair in version_pairs(content.get("dimensions")):
        state = folded if pair[0] == "Folded" else unfolded
        state.append(pair)
    add_versioned_values(parsed.values, parsed, unfolded, [(f"{side}_mm", side) for side in _SIDES])
    add_versioned_values(parsed.values, parsed, folded, [(f"folded_{side}_mm", side) for side in _SIDES])


def _add_displays(content, parsed):
    pairs = version_pairs(content.get("screen"))
    for role in ("main", "cover"):
        own_pairs = [pair for pair in pairs if _DISPLAY_ROLES.get(pair[0], "main") == role]
        values = _display_values(own_pairs, parsed)
        if values:
            parsed.displays.append(ParsedPart(role, values))


def _display_values(pairs, parsed):
    sizes = []
    add_versioned_values(sizes, parsed, pairs, [("display_size_in", "size"), ("resolution", "resolution")])
    others = []
    add_versioned_values(others, parsed, pairs, [("display_technology", "technology"), ("refresh_hz", "refresh_rate")])
    values = []
    for value in sizes:
        if value.key == "resolution":
            values += _pixel_values(value, parsed)
        else:
            values.append(value)
    return values + others


def _pixel_values(value, parsed):
    """Width and height of a resolution. The smaller number is the width: the wiki writes both orders."""
    texts = [(value.text, ""), *value.others]
    try:
        resolutions = [(parsers.parse_resolution(text), version) for text, version in texts]
    except ValueError as fault:
        parsed.doubts.append(str(fault).removesuffix("."))
        return []
    widths = [(str(width), version) for (width, _), version in resolutions]
    heights = [(str(height), version) for (_, height), version in resolutions]
    return [
        _side_value("display_width_px", widths, value.quote),
        _side_value("display_height_px", heights, value.quote),
    ]


def _side_value(key, pixels, quote):
    (first, _), *more = pixels
    others = tuple(pair for pair in more if pair[0] != first)
    return ParsedValue(key, first, quote, others)


def _add_cameras(content, parsed):
    cameras = content.get("cameras")
    if cameras is None:
        return
    if not isinstance(cameras, list):
        parsed.doubts.append("cameras: a list was expected")
        return
    parsed.cameras, count, doubts = parse_cameras(cameras)
    parsed.doubts += doubts
    if count:
        parsed.values.append(ParsedValue("camera_count", str(count), f"{count} cameras"))
