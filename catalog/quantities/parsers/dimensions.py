"""Parsers of sizes with several sides: bodies in mm, displays in pixels."""

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
    """``161 x 77 x 9.3 mm`` → [161, 77, 9.3] in mm, two or three sides; a unit at the end holds for all.

    In the order of the text, unless its sides are all named (H, W, D): then height, width, depth.
    """
    parts = _SEPARATOR.split(_without_brackets(text))
    sides = list(map(_SIDE.fullmatch, parts))
    if len(sides) not in (2, 3) or None in sides:
        raise ValueError(f"“{text}” is not a size: write 161 x 77 x 9.3 mm.")
    names = list(map(_name_of_side, sides))
    return _order_sides(_lengths_of_sides(sides), names, text)


def _name_of_side(side):
    """``h``, ``w``, ``d`` and so on; empty where the side has no letter."""
    name = side["before"] or side["after"] or ""
    return name.lower()


def _lengths_of_sides(sides):
    """In mm. A side without a unit is in the last unit of the text."""
    units = [side["unit"] or side["last"] for side in sides]
    common_unit = next(filter(None, reversed(units)), "mm")
    lengths = []
    for side, unit in zip(sides, units, strict=True):
        number = side["number"]
        lengths.append(parse_quantity(f"{number} {unit or common_unit}", "mm"))
    return lengths


def _without_brackets(text):
    return _BRACKETED.sub("", normalise_text(text)).strip()


def _order_sides(lengths, names, text):
    """``lengths`` in the order height, width, depth where ``names`` says which is which, else as they stand."""
    if not any(names):
        return lengths
    places = [_SIDE_ORDER.get(name) for name in names]
    if sorted(places, key=str) != list(range(len(lengths))):
        raise ValueError(f"“{text}” does not name every side once: write height x width x depth.")
    return [length for _, length in sorted(zip(places, lengths, strict=True))]


def parse_resolution(text):
    """``3200x1440`` → (1440, 3200): the smaller is the width, as the phone is held upright."""
    found = _PIXELS.fullmatch(_without_brackets(text))
    if not found:
        raise ValueError(f"“{text}” is not a resolution: write 1440 x 3200.")
    return tuple(sorted(map(int, found.groups())))
