"""Cameras as TechAPI tells them: a type, megapixels and an f-number each, and at times a sensor in any spelling."""

import re

from catalog.quantities import parsers

from .parsed_phone import ParsedPart, ParsedValue
from .techapi_fields import nonzero_text

_ROLES = {
    "main": "main", "wide": "main", "primary": "main",
    "ultrawide": "ultrawide", "ultra-wide": "ultrawide",
    "telephoto": "tele", "tele": "tele", "periscope": "periscope", "periscope-telephoto": "periscope",
    "macro": "macro", "mono": "monochrome", "monochrome": "monochrome", "color-filter": "colour_filter",
    "depth": "depth", "3d-depth": "depth", "tof": "tof", "infrared": "infrared",
}  # fmt: skip
_FRONT = re.compile(r"(?:\w+-)?(?:selfie|front)(?:-\w+)?")
_PART_NUMBER = re.compile(
    r"\b(?:IMX ?\d{3}\w*|LYT[- ]?\w+|OV\d\d\w*|S5K\w+|T4K\w+|SC\d{3}\w*"
    r"|(?:ISOCELL )?(?:GN|HM|HP|JN|GW|GM|KD|JD)\w{1,2}|ISOCELL \w+|Light (?:Fusion|Hunter) \w+)\b"
)
"""What sensors are called by their makers; the names of lens brands and slogans hold none of these."""
_MAKER = re.compile(r"(?:Sony|Samsung|OmniVision|Toshiba|SmartSens)\b", re.IGNORECASE)
_TYPE_LABEL = re.compile(r"\b1/\d(?:\.\d+)?(?:[-\s]?inch\b|[\"″])?|\b1(?:\.0)?[-\s]inch\b", re.IGNORECASE)


def parse_cameras(cameras, parsed):
    for camera in cameras:
        _add_camera(camera, parsed)


def _add_camera(camera, parsed):
    """Add a camera; one of zeros alone is a gap in the source."""
    if not isinstance(camera, dict):
        parsed.doubts.append("cameras: keys with values were expected")
        return
    kind = str(camera.get("type")).casefold()
    values = _camera_values(camera, parsed)
    if not values:
        return
    if _FRONT.fullmatch(kind):
        parsed.cameras.append(ParsedPart("front", values, "front"))
    elif kind in _ROLES:
        parsed.cameras.append(ParsedPart(_ROLES[kind], values, "rear"))
    else:
        parsed.doubts.append(f"cameras: “{kind}” is not a known type; its camera is left out")


def _camera_values(camera, parsed):
    values = []
    for key, its_key, quote in (("megapixels", "mp", "{} MP"), ("f_number", "aperture", "f/{}")):
        text = nonzero_text(camera.get(its_key))
        if text:
            values.append(ParsedValue(key, text, quote.format(text)))
    if camera.get("ois") == "yes":
        values.append(ParsedValue("stabilisation", "ois", "ois: true"))
    return values + _sensor_values(nonzero_text(camera.get("sensor")), parsed)


def _sensor_values(text, parsed):
    """The sensor and the type label that a text names; a doubt where it is a slogan, a brand or a technology."""
    if not text:
        return []
    values = []
    part = _PART_NUMBER.search(text)
    if part:
        values.append(ParsedValue("sensor", _sensor_name(text, part[0]), text))
    label = _type_label(text)
    if label:
        values.append(ParsedValue("sensor_type", label, text))
    if not values:
        parsed.doubts.append(f"cameras: “{text}” names no sensor")
    return values


def _sensor_name(text, part):
    """“Sony IMX300” of “Sony Exmor RS IMX300”; without a maker where none is named."""
    maker = _MAKER.match(text)
    if not maker:
        return part
    return f"{maker[0]} {part}"


def _type_label(text):
    """The type label in a text; None where there is none that can be one."""
    found = _TYPE_LABEL.search(text)
    try:
        return found and parsers.parse_type_label(found[0])
    except ValueError:
        return None
