"""The smartphones of TechAPI (``data/smartphone/<brand>/<year>/*.json``): one nested JSON object a phone.

Its zeros stand for “unknown” as well as for “none”, so nothing is taken from them. Its release dates are now the day of
the announcement, now that of the first or of the worldwide sale.
"""

import re
from pathlib import PurePosixPath

from catalog.quantities import parsers

from .parsed_phone import FileRefused, ParsedPart, ParsedPhone, ParsedValue

_ROLES = {
    "main": "main", "wide": "main", "primary": "main",
    "ultrawide": "ultrawide", "ultra-wide": "ultrawide",
    "telephoto": "tele", "tele": "tele", "periscope": "periscope", "periscope-telephoto": "periscope",
    "macro": "macro", "mono": "monochrome", "monochrome": "monochrome", "depth": "depth", "tof": "tof",
    "infrared": "infrared",
}  # fmt: skip
_FRONT = re.compile(r"(?:\w+-)?(?:selfie|front)(?:-\w+)?")
_ZERO = re.compile(r"0+(\.0*)?")
_IP_CODE = re.compile(r"IP[0-9X]{2}K?")
_PHONE_KEYS = (("released", "release_date"), ("chipset", "soc"), ("ram_gb", "ram_gb"))
_BATTERY_KEYS = (
    ("battery_mah", "mah"), ("wired_charging_w", "charging_wired_w"), ("wireless_charging_w", "charging_wireless_w"),
)  # fmt: skip


def parse_phone(content, place):
    """The ``ParsedPhone`` of one file; ``FileRefused`` where it names no phone."""
    name = content.get("name")
    brand = content.get("brand")
    if not isinstance(name, str) or not isinstance(brand, str):
        raise FileRefused("it names no brand and name")
    parsed = ParsedPhone(brand, name, "/".join(("data/smartphone", *PurePosixPath(place).parts[-3:])))
    _add_values(parsed.values, parsed, content, _PHONE_KEYS)
    _add_values(parsed.values, parsed, _mapping_at(content, "battery", parsed), _BATTERY_KEYS)
    _add_storage(content.get("storage_options_gb"), parsed)
    _add_body(_mapping_at(content, "body", parsed), parsed)
    _add_display(_mapping_at(content, "display", parsed), parsed)
    for camera in _list_at(content, "cameras", parsed):
        _add_camera(camera, parsed)
    return parsed


def _mapping_at(content, key, parsed):
    """A mapping in it; an empty one where there is none."""
    value = content.get(key)
    if isinstance(value, dict):
        return value
    if value is not None:
        parsed.doubts.append(f"{key}: keys with values were expected")
    return {}


def _list_at(content, key, parsed):
    value = content.get(key)
    if isinstance(value, list):
        return value
    if value is not None:
        parsed.doubts.append(f"{key}: a list was expected")
    return []


def _nonzero_text(value):
    """The text of a single value; None for zeros, and for anything else."""
    if not isinstance(value, str) or _ZERO.fullmatch(value):
        return None
    return value


def _add_values(values, parsed, content, keys):
    """Add to ``values`` what ``content`` says under each of ``keys`` ((our key, its key), …)."""
    for key, its_key in keys:
        value = content.get(its_key)
        text = _nonzero_text(value)
        if text:
            values.append(ParsedValue(key, text, text))
        elif isinstance(value, list | dict):
            parsed.doubts.append(f"{its_key}: one value was expected")


def _add_storage(value, parsed):
    sizes = value if isinstance(value, list) else [value]
    known = list(filter(_nonzero_text, sizes))
    if known:
        parsed.values.append(ParsedValue("storage_gb", ", ".join(known), "/".join(known)))


def _add_body(body, parsed):
    _add_values(parsed.values, parsed, body, (("weight_g", "weight_g"),))
    sides = [_nonzero_text(side) for side in _list_at(body, "dimensions_mm", parsed)]
    if len(sides) == 3 and all(sides):
        for key, side in zip(("height_mm", "width_mm", "depth_mm"), sides, strict=True):
            parsed.values.append(ParsedValue(key, side, side))
    elif sides:
        parsed.doubts.append("dimensions_mm: three sides were expected")
    _add_ip_codes(_nonzero_text(body.get("ip_rating")), parsed)


def _add_ip_codes(text, parsed):
    """The codes in “IP68/IP69”, each once."""
    if not text:
        return
    codes = dict.fromkeys(_IP_CODE.findall(text.upper()))
    if codes:
        parsed.values.append(ParsedValue("ip_codes", ", ".join(codes), text))


def _add_display(display, parsed):
    values = []
    _add_values(values, parsed, display, (("display_size_in", "size_in"), ("refresh_hz", "refresh_hz")))
    resolution = _nonzero_text(display.get("resolution"))
    if resolution:
        values += _pixel_values(resolution, parsed)
    if values:
        parsed.displays.append(ParsedPart("main", values))


def _pixel_values(text, parsed):
    """Width and height of a resolution; a doubt where it is none."""
    try:
        width, height = parsers.parse_resolution(text)
    except ValueError as fault:
        parsed.doubts.append(str(fault).removesuffix("."))
        return []
    return [
        ParsedValue("display_width_px", str(width), text),
        ParsedValue("display_height_px", str(height), text),
    ]


def _add_camera(camera, parsed):
    """Add a camera; one of zeros alone is a gap in the source."""
    if not isinstance(camera, dict):
        parsed.doubts.append("cameras: keys with values were expected")
        return
    values = _camera_values(camera)
    if not values:
        return
    kind = str(camera.get("type")).casefold()
    if _FRONT.fullmatch(kind):
        parsed.cameras.append(ParsedPart("front", values, "front"))
    elif kind in _ROLES:
        parsed.cameras.append(ParsedPart(_ROLES[kind], values, "rear"))
    else:
        parsed.doubts.append(f"cameras: “{kind}” is no type that is known; its camera is left out")


def _camera_values(camera):
    values = []
    for key, its_key, quote in (("megapixels", "mp", "{} MP"), ("f_number", "aperture", "f/{}")):
        text = _nonzero_text(camera.get(its_key))
        if text:
            values.append(ParsedValue(key, text, quote.format(text)))
    if camera.get("ois") == "yes":
        values.append(ParsedValue("stabilisation", "ois", "ois: true"))
    sensor = _nonzero_text(camera.get("sensor"))
    if sensor:
        key = "sensor_type" if _is_type_label(sensor) else "sensor"
        values.append(ParsedValue(key, sensor, sensor))
    return values


def _is_type_label(text):
    try:
        return bool(parsers.parse_type_label(text))
    except ValueError:
        return False
