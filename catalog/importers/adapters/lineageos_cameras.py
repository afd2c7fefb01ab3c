"""Cameras as the LineageOS wiki tells them: a text such as “12 MP (Main) (India)” and a flash for each."""

import re
from dataclasses import dataclass, field

from .parsed_phone import ParsedPart, ParsedValue

_MEGAPIXELS = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?) ?MP", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FRONT = re.compile(r"\b(?:front|selfie)\b", re.IGNORECASE)
_ROLES = (
    ("periscope", r"periscope"),
    ("macro", r"(?:tele)?macro"),
    ("tele", r"tele(?:photo)?(?: \d+(?:\.\d+)?x)?"),
    ("ultrawide", r"ultra[- ]?wide"),
    ("monochrome", r"monochrom\w*"),
    ("colour_filter", r"colou?r filter"),
    ("infrared", r"infrared"),
    ("depth", r"depth|bokeh"),
    ("tof", r"tof"),
    ("main", r"main|primary|standard"),
    ("wide", r"wide\w*"),
)
"""In the order in which they are looked for: “ultra-wide angle” is not wide, “periscope telephoto” no mere tele."""
_FLASHES = {"LED": "led", "Dual LED": "dual_led", "Dual LED (dual tone)": "dual_led"}
_IGNORED_WORDS = re.compile(
    r"\b(?:front|facing|rear|selfie|angle|sensor|camera|lens|3d|popup|folded|unfolded|punch-hole)\b", re.I
)
_LENS_ELEMENTS = re.compile(r"(\d{1,2})P lens", re.IGNORECASE)
_POPUP = re.compile(r"\bpop-?up\b", re.IGNORECASE)


@dataclass
class _Camera:
    item: int
    quote: str
    flash: str | None
    megapixels: list[str]
    role: str | None = None
    is_front: bool = False
    is_guessed: bool = False
    values: list[ParsedValue] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)


def parse_cameras(listed):
    """(a ``ParsedPart`` for each camera, how many there are with those that none tells apart, doubts)."""
    doubts, found = [], []
    for number, item in enumerate(listed):
        found += _parse_item(number, item, doubts)
    found = _merge_country_versions(found)
    _infer_facing(found, doubts)
    _infer_roles([camera for camera in found if not camera.is_front], doubts)
    doubts += [
        f"cameras: “{camera.quote}” is understood but for “{', '.join(sorted(camera.versions))}”"
        for camera in found
        if camera.versions and len(camera.megapixels) < 2
    ]
    return [_camera_part(camera) for camera in found], len(found), doubts


def _parse_item(number, item, doubts):
    """The cameras of one item; none where it is of another form."""
    info = item.get("info") if isinstance(item, dict) else None
    if not isinstance(info, str):
        doubts.append("cameras: a camera without a text in “info”")
        return []
    bare, brackets = _BRACKETS.sub(" ", info), _BRACKETS.findall(info)
    flash = item.get("flash")
    camera = _Camera(number, info, flash if isinstance(flash, str) else None, _MEGAPIXELS.findall(bare))
    if not camera.megapixels:
        doubts.append(f"cameras: “{info}” is not understood")
        return []
    others = [one for words in brackets if (one := _parse_brackets(words, camera))]
    for one in others:
        one.is_front = camera.is_front
    return [camera, *others]


def _parse_brackets(words, camera):
    """Take what stands in brackets into ``camera``; a camera of its own that is told there is returned."""
    amounts = _MEGAPIXELS.findall(words)
    if words.startswith("w/") and amounts:
        return _Camera(camera.item, camera.quote, None, amounts, role=_role_in(words))
    if words.endswith("effective") and amounts:
        camera.values.append(ParsedValue("sensor_megapixels", camera.megapixels[0], camera.quote))
        camera.megapixels = amounts
        return None
    if words.startswith("or ") and amounts:
        camera.megapixels += amounts
    if lens := _LENS_ELEMENTS.fullmatch(words):
        camera.values.append(ParsedValue("lens_elements", lens[1], camera.quote))
    elif not words.endswith("lens"):
        _parse_role_words(_MEGAPIXELS.sub(" ", words).removeprefix("or "), camera)
    return None


def _parse_role_words(words, camera):
    role, is_front = _role_in(words), bool(_FRONT.search(words))
    camera.role, camera.is_front = role or camera.role, is_front or camera.is_front
    if _POPUP.search(words):
        camera.values.append(ParsedValue("mounting", "pop_up", camera.quote))
    rest = _IGNORED_WORDS.sub(" ", words).strip(" ,-")
    if rest and not role and not is_front:
        camera.versions.add(rest)


def _role_in(words):
    return next((role for role, pattern in _ROLES if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)), None)


def _merge_country_versions(cameras):
    """One camera for those of one role that only differ by country: “(Main) (India)”, “(Main) (China)”."""
    found = []
    for camera in cameras:
        before = found[-1] if found else None
        if before and camera.role and camera.role == before.role and camera.versions and before.versions:
            before.megapixels += camera.megapixels
            before.quote += f", {camera.quote}"
        else:
            found.append(camera)
    return found


def _infer_facing(cameras, doubts):
    """Where no camera is said to face the user, the last one does by habit, if it has neither a flash nor a word for
    its role; only cameras for depth may come after it."""
    rest = [camera for camera in cameras if camera.role not in ("depth", "tof") or camera.item == cameras[0].item]
    last = [camera for camera in cameras if rest and camera.item == rest[-1].item]
    if not last or last[0].item == cameras[0].item or any(camera.is_front for camera in cameras):
        return
    if last[0].flash or last[0].role:
        return
    for camera in last:
        camera.is_front = camera.is_guessed = True
    doubts.append(f"cameras: “{last[0].quote}” is taken for the front camera, as it is the last and has no flash")


def _infer_roles(rear, doubts):
    """“Wide” is the main camera where no other is called so, else the ultrawide one. The first one without a word is
    the main camera where none is."""
    called = any(camera.role == "main" for camera in rear)
    for camera in rear:
        if camera.role == "wide":
            camera.role = "ultrawide" if called else "main"
            called = True
    if not called and rear and rear[0].role is None:
        rear[0].role = "main"
    for camera in rear:
        if camera.role is None:
            doubts.append(f"cameras: “{camera.quote}” has no role, and is left out")


def _camera_part(camera):
    first, *more = dict.fromkeys(camera.megapixels)
    values = [ParsedValue("megapixels", first, camera.quote, tuple((text, "") for text in more)), *camera.values]
    if camera.flash and _FLASHES.get(camera.flash):
        values.append(ParsedValue("flash", _FLASHES[camera.flash], camera.flash))
    if camera.is_front:
        role = camera.role if camera.role in ("depth", "tof", "infrared") else "front"
        return ParsedPart(role, values, "front", guessed=camera.is_guessed)
    return ParsedPart(camera.role, values, "rear")
