"""The smartphones of TechAPI (``data/smartphone/<brand>/<year>/*.json``): one nested JSON object a phone.

Its zeros stand for “unknown” as well as for “none”, so nothing is taken from them. Its release dates are now the day of
the announcement, now that of the first or of the worldwide sale.
"""

import re
from pathlib import PurePosixPath

from catalog.quantities import parsers

from .statements import Part, Refused, Said, Value

_ROLES = {
    "main": "main", "wide": "main", "primary": "main",
    "ultrawide": "ultrawide", "ultra-wide": "ultrawide",
    "telephoto": "tele", "tele": "tele", "periscope": "periscope", "periscope-telephoto": "periscope",
    "macro": "macro", "mono": "monochrome", "monochrome": "monochrome", "depth": "depth", "tof": "tof",
    "infrared": "infrared",
}  # fmt: skip
_FRONT = re.compile(r"(?:\w+-)?(?:selfie|front)(?:-\w+)?")
_OF_BATTERY = (
    ("battery_mah", "mah"), ("wired_charging_w", "charging_wired_w"), ("wireless_charging_w", "charging_wireless_w"),
)  # fmt: skip


def phone_in(content, place):
    """The ``Said`` of one file; ``Refused`` where it names no phone."""
    name, brand = content.get("name"), content.get("brand")
    if not (isinstance(name, str) and isinstance(brand, str)):
        raise Refused("it names no brand and name")
    said = Said(brand, name, "/".join(("data/smartphone", *PurePosixPath(place).parts[-3:])))
    _take(said, content, (("released", "release_date"), ("chipset", "soc"), ("ram_gb", "ram_gb")))
    _take(said, _inner(content, "battery", said), _OF_BATTERY)
    _storage(content.get("storage_options_gb"), said)
    _body(_inner(content, "body", said), said)
    _display(_inner(content, "display", said), said)
    for camera in _listed(content, "cameras", said):
        _camera(camera, said)
    return said


def _inner(content, key, said):
    """A mapping in it; an empty one where there is none."""
    found = content.get(key)
    if found is not None and not isinstance(found, dict):
        said.doubts.append(f"{key}: keys with values were expected")
    return found if isinstance(found, dict) else {}


def _listed(content, key, said):
    found = content.get(key)
    if found is not None and not isinstance(found, list):
        said.doubts.append(f"{key}: a list was expected")
    return found if isinstance(found, list) else []


def _known(text):
    """The text of a value that says something: no zero, and nothing but a single value."""
    return text if isinstance(text, str) and not re.fullmatch(r"0+(\.0*)?", text) else None


def _take(said, content, keys, into=None):
    """Add of each of (our key, its key) what ``content`` says."""
    for key, its in keys:
        if text := _known(content.get(its)):
            (said.values if into is None else into).append(Value(key, text, text))
        elif isinstance(content.get(its), list | dict):
            said.doubts.append(f"{its}: one value was expected")


def _storage(sizes, said):
    known = [size for size in (sizes if isinstance(sizes, list) else [sizes]) if _known(size)]
    if known:
        said.values.append(Value("storage_gb", ", ".join(known), "/".join(known)))


def _body(body, said):
    _take(said, body, (("weight_g", "weight_g"),))
    sides = [_known(side) for side in _listed(body, "dimensions_mm", said)]
    if len(sides) == 3 and all(sides):
        said.values += [
            Value(f"{key}_mm", side, side) for key, side in zip(("height", "width", "depth"), sides, strict=True)
        ]
    elif sides:
        said.doubts.append("dimensions_mm: three sides were expected")
    rating = _known(body.get("ip_rating"))
    if codes := list(dict.fromkeys(re.findall(r"IP[0-9X]{2}K?", (rating or "").upper()))):
        said.values.append(Value("ip_codes", ", ".join(codes), rating))


def _display(display, said):
    values = []
    _take(said, display, (("display_size_in", "size_in"), ("refresh_hz", "refresh_hz")), values)
    if resolution := _known(display.get("resolution")):
        try:
            width, height = map(str, parsers.pixels(resolution))
        except ValueError as fault:
            said.doubts.append(str(fault).removesuffix("."))
        else:
            values += [Value("display_width_px", width, resolution), Value("display_height_px", height, resolution)]
    said.displays += [Part("main", values)] if values else []


def _camera(camera, said):
    """A camera; one of zeros alone is a gap in the source."""
    if not isinstance(camera, dict):
        said.doubts.append("cameras: keys with values were expected")
        return
    values = []
    if megapixels := _known(camera.get("mp")):
        values.append(Value("megapixels", megapixels, f"{megapixels} MP"))
    if aperture := _known(camera.get("aperture")):
        values.append(Value("f_number", aperture, f"f/{aperture}"))
    if camera.get("ois") == "yes":
        values.append(Value("stabilisation", "ois", "ois: true"))
    if sensor := _known(camera.get("sensor")):
        values.append(Value("sensor_type" if _is_label(sensor) else "sensor", sensor, sensor))
    kind = str(camera.get("type")).casefold()
    is_front = bool(_FRONT.fullmatch(kind))
    role = "front" if is_front else _ROLES.get(kind)
    if values and role is None:
        said.doubts.append(f"cameras: “{kind}” is no type that is known; its camera is left out")
    elif values:
        said.cameras.append(Part(role, values, "front" if is_front else "rear"))


def _is_label(text):
    try:
        return bool(parsers.type_label(text))
    except ValueError:
        return False
