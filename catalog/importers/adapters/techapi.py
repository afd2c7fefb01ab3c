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
_BATTERY_KEYS = (
    ("battery_mah", "mah"), ("wired_charging_w", "charging_wired_w"), ("wireless_charging_w", "charging_wireless_w"),
)  # fmt: skip


def parse_phone(content, place):
    """The ``ParsedPhone`` of one file; ``FileRefused`` where it names no phone."""
    name, brand = content.get("name"), content.get("brand")
    if not (isinstance(name, str) and isinstance(brand, str)):
        raise FileRefused("it names no brand and name")
    said = ParsedPhone(brand, name, "/".join(("data/smartphone", *PurePosixPath(place).parts[-3:])))
    _add_values(said, content, (("released", "release_date"), ("chipset", "soc"), ("ram_gb", "ram_gb")))
    _add_values(said, _mapping_at(content, "battery", said), _BATTERY_KEYS)
    _add_storage(content.get("storage_options_gb"), said)
    _add_body(_mapping_at(content, "body", said), said)
    _add_display(_mapping_at(content, "display", said), said)
    for camera in _list_at(content, "cameras", said):
        _add_camera(camera, said)
    return said


def _mapping_at(content, key, said):
    """A mapping in it; an empty one where there is none."""
    found = content.get(key)
    if found is not None and not isinstance(found, dict):
        said.doubts.append(f"{key}: keys with values were expected")
    return found if isinstance(found, dict) else {}


def _list_at(content, key, said):
    found = content.get(key)
    if found is not None and not isinstance(found, list):
        said.doubts.append(f"{key}: a list was expected")
    return found if isinstance(found, list) else []


def _nonzero_text(text):
    """The text of a value that says something: no zero, and nothing but a single value."""
    return text if isinstance(text, str) and not re.fullmatch(r"0+(\.0*)?", text) else None


def _add_values(said, content, keys, into=None):
    """Add of each of (our key, its key) what ``content`` says."""
    for key, its in keys:
        if text := _nonzero_text(content.get(its)):
            (said.values if into is None else into).append(ParsedValue(key, text, text))
        elif isinstance(content.get(its), list | dict):
            said.doubts.append(f"{its}: one value was expected")


def _add_storage(sizes, said):
    known = [size for size in (sizes if isinstance(sizes, list) else [sizes]) if _nonzero_text(size)]
    if known:
        said.values.append(ParsedValue("storage_gb", ", ".join(known), "/".join(known)))


def _add_body(body, said):
    _add_values(said, body, (("weight_g", "weight_g"),))
    sides = [_nonzero_text(side) for side in _list_at(body, "dimensions_mm", said)]
    if len(sides) == 3 and all(sides):
        said.values += [
            ParsedValue(f"{key}_mm", side, side) for key, side in zip(("height", "width", "depth"), sides, strict=True)
        ]
    elif sides:
        said.doubts.append("dimensions_mm: three sides were expected")
    rating = _nonzero_text(body.get("ip_rating"))
    if codes := list(dict.fromkeys(re.findall(r"IP[0-9X]{2}K?", (rating or "").upper()))):
        said.values.append(ParsedValue("ip_codes", ", ".join(codes), rating))


def _add_display(display, said):
    values = []
    _add_values(said, display, (("display_size_in", "size_in"), ("refresh_hz", "refresh_hz")), values)
    if resolution := _nonzero_text(display.get("resolution")):
        try:
            width, height = map(str, parsers.parse_resolution(resolution))
        except ValueError as fault:
            said.doubts.append(str(fault).removesuffix("."))
        else:
            values += [
                ParsedValue("display_width_px", width, resolution),
                ParsedValue("display_height_px", height, resolution),
            ]
    said.displays += [ParsedPart("main", values)] if values else []


def _add_camera(camera, said):
    """A camera; one of zeros alone is a gap in the source."""
    if not isinstance(camera, dict):
        said.doubts.append("cameras: keys with values were expected")
        return
    values = []
    if megapixels := _nonzero_text(camera.get("mp")):
        values.append(ParsedValue("megapixels", megapixels, f"{megapixels} MP"))
    if aperture := _nonzero_text(camera.get("aperture")):
        values.append(ParsedValue("f_number", aperture, f"f/{aperture}"))
    if camera.get("ois") == "yes":
        values.append(ParsedValue("stabilisation", "ois", "ois: true"))
    if sensor := _nonzero_text(camera.get("sensor")):
        values.append(ParsedValue("sensor_type" if _is_type_label(sensor) else "sensor", sensor, sensor))
    kind = str(camera.get("type")).casefold()
    is_front = bool(_FRONT.fullmatch(kind))
    role = "front" if is_front else _ROLES.get(kind)
    if values and role is None:
        said.doubts.append(f"cameras: “{kind}” is no type that is known; its camera is left out")
    elif values:
        said.cameras.append(ParsedPart(role, values, "front" if is_front else "rear"))


def _is_type_label(text):
    try:
        return bool(parsers.parse_type_label(text))
    except ValueError:
        return False
