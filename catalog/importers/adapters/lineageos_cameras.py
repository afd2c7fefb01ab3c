"""Cameras as the LineageOS wiki tells them: a text such as “12 MP (Main) (India)” and a flash for each."""

import re
from dataclasses import dataclass, field

from .lineageos_fields import single_text
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
_DEPTH_ROLES = ("depth", "tof")
_FRONT_ROLES = ("depth", "tof", "infrared")
"""Roles that a front camera may have; any other one is the “front” camera."""
_FLASHES = {"LED": "led", "Dual LED": "dual_led", "Dual LED (dual tone)": "dual_led"}
_IGNORED_WORDS = re.compile(
    r"\b(?:front|facing|rear|selfie|angle|sensor|camera|lens|3d|popup|folded|unfolded|punch-hole)\b", re.I
)
_LENS_ELEMENTS = re.compile(r"(\d{1,2})P lens", re.IGNORECASE)
_POPUP = re.compile(r"\bpop-?up\b", re.IGNORECASE)


@dataclass
class _Camera:
    """A camera while its text is read. ``item`` is its number in the list, ``versions`` are words in brackets that are
    no role."""

    item: int
    quote: str
    flash: str
    megapixels: list[str]
    role: str | None = None
    is_front: bool = False
    is_guessed: bool = False
    values: list[ParsedValue] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)

    def add(self, key, text):
        self.values.append(ParsedValue(key, text, self.quote))


def parse_cameras(listed):
    """(a ``ParsedPart`` for each camera, how many there are with those that have no role, doubts)."""
    doubts = []
    cameras = []
    for number, item in enumerate(listed):
        cameras += _parse_item(number, item, doubts)
    cameras = _merge_country_versions(cameras)
    _infer_facing(cameras, doubts)
    rear = [camera for camera in cameras if not camera.is_front]
    _infer_roles(rear, doubts)
    doubts += map(_version_doubt, filter(_has_unknown_versions, cameras))
    return list(map(_camera_part, cameras)), len(cameras), doubts


def _has_unknown_versions(camera):
    """Whether words in brackets are neither a role nor the name of a version that has megapixels of its own."""
    return bool(camera.versions) and len(camera.megapixels) < 2


def _version_doubt(camera):
    versions = ", ".join(sorted(camera.versions))
    return f"cameras: “{camera.quote}” is understood but for “{versions}”"


def _parse_item(number, item, doubts):
    """The cameras of one item; none where it is of another form."""
    text = item.get("info") if isinstance(item, dict) else None
    if not isinstance(text, str):
        doubts.append("cameras: a camera without a text in “info”")
        return []
    camera = _Camera(number, text, single_text(item.get("flash")), _MEGAPIXELS.findall(_BRACKETS.sub(" ", text)))
    if not camera.megapixels:
        doubts.append(f"cameras: “{text}” is not understood")
        return []
    others = []
    for words in _BRACKETS.findall(text):
        other = _parse_brackets(words, camera)
        if other:
            others.append(other)
    for other in others:
        other.is_front = camera.is_front
    return [camera, *others]


def _parse_brackets(words, camera):
    """Enter the words in brackets into ``camera``; return the second camera in them, if any: “w/ 2 MP depth”."""
    amounts = _MEGAPIXELS.findall(words)
    if amounts and words.startswith("w/"):
        return _Camera(camera.item, camera.quote, "", amounts, role=_role_in(words))
    if amounts and words.endswith("effective"):
        camera.add("sensor_megapixels", camera.megapixels[0])
        camera.megapixels = amounts
        return None
    if amounts and words.startswith("or "):
        camera.megapixels += amounts
    lens = _LENS_ELEMENTS.fullmatch(words)
    if lens:
        camera.add("lens_elements", lens[1])
    elif not words.endswith("lens"):
        _parse_role_words(_MEGAPIXELS.sub(" ", words).removeprefix("or "), camera)
    return None


def _parse_role_words(words, camera):
    """Enter the role, the facing and the mounting that words in brackets name; other words name a version."""
    role = _role_in(words)
    is_front = bool(_FRONT.search(words))
    if role:
        camera.role = role
    if is_front:
        camera.is_front = True
    if _POPUP.search(words):
        camera.add("mounting", "pop_up")
    version = _IGNORED_WORDS.sub(" ", words).strip(" ,-")
    if version and not role and not is_front:
        camera.versions.add(version)


def _role_in(words):
    for role, pattern in _ROLES:
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            return role
    return None


def _merge_country_versions(cameras):
    """One camera for neighbours that differ by country only: “(Main) (India)”, “(Main) (China)”."""
    merged = []
    for camera in cameras:
        if merged and _are_versions(merged[-1], camera):
            merged[-1].megapixels += camera.megapixels
            merged[-1].quote += f", {camera.quote}"
        else:
            merged.append(camera)
    return merged


def _are_versions(one, other):
    """Whether two cameras of one role are both said to be of some version."""
    if not other.role or other.role != one.role:
        return False
    return bool(one.versions and other.versions)


def _infer_facing(cameras, doubts):
    """Where no camera is said to face the user, take the last one for the front camera by habit, if it has no role, and
    no flash or fewer megapixels than the only other one."""
    if any(camera.is_front for camera in cameras):
        return
    last = _last_cameras(cameras)
    if not last or last[0].item == cameras[0].item or last[0].role:
        return
    if not last[0].flash:
        why = "it is the last and has no flash"
    elif _is_lesser_of_two(last, cameras):
        why = "it is the second of two and has fewer megapixels"
    else:
        return
    for camera in last:
        camera.is_front = True
        camera.is_guessed = True
    doubts.append(f"cameras: “{last[0].quote}” is taken for the front camera, as {why}")


def _is_lesser_of_two(last, cameras):
    """Whether the last camera is the second of two, and the smaller: the larger may be a rear camera as well."""
    if len(cameras) != 2 or len(last) != 1:
        return False
    first_megapixels, last_megapixels = (float(camera.megapixels[0]) for camera in cameras)
    return last_megapixels < first_megapixels


def _last_cameras(cameras):
    """The cameras of the last item; items with depth cameras alone do not count, unless they come first."""
    last_item = None
    for camera in cameras:
        if camera.role not in _DEPTH_ROLES or camera.item == cameras[0].item:
            last_item = camera.item
    return [camera for camera in cameras if camera.item == last_item]


def _infer_roles(rear, doubts):
    """“Wide” is the main camera where no other is called so, else the ultrawide one. The first one without a role is
    the main camera where none is."""
    for camera in rear:
        if camera.role == "wide":
            camera.role = "ultrawide" if _has_main(rear) else "main"
    if rear and rear[0].role is None and not _has_main(rear):
        rear[0].role = "main"
    for camera in rear:
        if camera.role is None:
            doubts.append(f"cameras: “{camera.quote}” has no role, and is left out")


def _has_main(cameras):
    return any(camera.role == "main" for camera in cameras)


def _camera_part(camera):
    first, *others = dict.fromkeys(camera.megapixels)
    megapixels = ParsedValue("megapixels", first, camera.quote, tuple((text, "") for text in others))
    values = [megapixels, *camera.values]
    if camera.flash in _FLASHES:
        values.append(ParsedValue("flash", _FLASHES[camera.flash], camera.flash))
    if not camera.is_front:
        return ParsedPart(camera.role, values, "rear")
    role = "front"
    if camera.role in _FRONT_ROLES:
        role = camera.role
    return ParsedPart(role, values, "front", guessed=camera.is_guessed)
