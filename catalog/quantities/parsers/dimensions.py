"""Sizes of several sides in one text: bodies in mm, displays in pixels."""

import re

from .measures import parse_quantity
from .text_normalisation import normalise_text

_SEPARATOR = re.compile(r"\s*[xX*]\s*|\s+by\s+")
_BRACKETED = re.compile(r"\s*\((?=[^)]{2})[^()]*\)")
_SIDE = re.compile(
    r"(?P<before>[hwdtl](?=[\W\d]))?[\s:=(]*(?P<number>[\d.,]{1,16})\s*(?P<unit>mm|cm|inch(?:es)?|in|\")?[\s.]*"
    r"\(?(?P<after>[hwdtl])?\)?\s*(?P<last>mm|cm|inch(?:es)?|in)?\.?",
    re.IGNORECASE | re.ASCII,
)
_PIXELS = re.compile(r"(\d{2,5})\s*(?:px|pixels)?\s*[xX*]\s*(\d{2,5})\s*(?:px|pixels|resolution)?", re.ASCII)
_SIDE_ORDER = {"h": 0, "l": 0, "w": 1, "d": 2, "t": 2}


def parse_dimensions(text):
    """``161 x 77 x 9.3 mm`` → [161, 77, 9.3] in mm, two or three sides; a unit at the end is that of all.

    In the order of the text, unless its sides are all named (H, W, D): then height, width, depth.
    """
    parts = [_SIDE.fullmatch(part) for part in _SEPARATOR.split(_BRACKETED.sub("", normalise_text(text)).strip())]
    if len(parts) not in (2, 3) or None in parts:
        raise ValueError(f"“{text}” is not a size: write 161 x 77 x 9.3 mm.")
    units = [part["unit"] or part["last"] for part in parts]
    common = next(filter(None, reversed(units)), "mm")
    sides = [
        parse_quantity(f"{part['number']} {unit or common}", "mm") for part, unit in zip(parts, units, strict=True)
    ]
    return _order_sides(sides, [(part["before"] or part["after"] or "").lower() for part in parts], text)


def _order_sides(sides, names, text):
    if not any(names):
        return sides
    places = [_SIDE_ORDER.get(name) for name in names]
    if sorted(places, key=str) != list(range(len(sides))):
        raise ValueError(f"“{text}” does not name every side once: write height x width x depth.")
    return [side for _, side in sorted(zip(places, sides, strict=True))]


def parse_resolution(text):
    """``3200x1440`` → (1440, 3200): the smaller is the width, as the phone is held upright."""
    found = _PIXELS.fullmatch(_BRACKETED.sub("", normalise_text(text)).strip())
    if not found:
        raise ValueError(f"“{text}” is not a resolution: write 1440 x 3200.")
    return tuple(sorted(map(int, found.groups())))
