"""Figures with their unit, brought to the unit that a column is kept in."""

import re

from .numbers import NOT_A_NUMBER, parse_number
from .text_normalisation import normalise_text

_INCH = dict.fromkeys(("in", "inch", "inches", "ins", '"', "''"), 25.4)
_LENGTH = {"mm": 1, "cm": 10, "m": 1000, **_INCH}


def _scaled(words, factor):
    return {word: value / factor for word, value in words.items()}


UNIT_FACTORS = {
    "mm": _LENGTH,
    "cm": _scaled(_LENGTH, 10),
    "m": {**_scaled(_LENGTH, 1000), **dict.fromkeys(("ft", "feet", "foot"), 0.3048), "meters": 1, "metres": 1},
    "in": _scaled(_LENGTH, 25.4),
    "g": {
        **dict.fromkeys(("g", "gr", "gram", "grams"), 1),
        "kg": 1000,
        **dict.fromkeys(("oz", "ounce", "ounces"), 28.349523125),
        **dict.fromkeys(("lb", "lbs", "pound", "pounds"), 453.59237),
    },
    "um": {**dict.fromkeys(("μm", "um", "micron", "microns"), 1), "nm": 0.001},
    "nm": {"nm": 1, "μm": 1000, "um": 1000},
    "mah": {"mah": 1, "mah typ": 1, "mah (typ)": 1, "mah (typical)": 1, "ah": 1000},
    "w": dict.fromkeys(("w", "watt", "watts"), 1),
    "hz": {"hz": 1, "khz": 1000},
    "ghz": {"ghz": 1, "mhz": 0.001},
    "nits": dict.fromkeys(("nit", "nits", "cd/m2"), 1),
    "gb": {"gb": 1, "gib": 1, "tb": 1024, "tib": 1024, "mb": None},
    "px": dict.fromkeys(("px", "pixel", "pixels"), 1),
    "mp": dict.fromkeys(("mp", "mpx", "mpix", "megapixel", "megapixels"), 1),
    "ppi": dict.fromkeys(("ppi", "dpi"), 1),
    "h": {**dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 1), "days": 24, "min": 1 / 60},
    "minutes": {**dict.fromkeys(("min", "mins", "minute", "minutes"), 1), "h": 60, "hour": 60, "hours": 60},
    "mbps": {"mbps": 1, "mbit/s": 1, "gbps": 1000, "gbit/s": 1000},
    "bits": {"bit": 1, "bits": 1},
    "years": dict.fromkeys(("y", "year", "years"), 1),
    "wkg": {"w/kg": 1},
    "cycles": {"cycles": 1},
    "f": {},
}
"""Unit of a column → how people write units of its sort → how much of the column's one of them is."""

_UNIT_BY_NAME = {
    "megapixels": "mp",
    "brightness_nits": "nits",
    "f_number": "f",
    "f_number_max": "f",
    "f_number_steps": "f",
}
_UNIT_BY_SUFFIX = {"promised": "years"}
_IMPERIAL = {"in", "inch", "inches", "ins", '"', "''", "oz", "ounce", "ounces", "lb", "lbs", "pound", "pounds"}
_NUMBER_AND_UNIT = re.compile(
    r"(?P<number>[-+]?[\d.,' ]*\d(?:e\+?\d{1,2}(?!\d)|e-\d{1,3}(?!\d))?)(?P<unit>[^\d].{0,30})?",
    re.ASCII | re.IGNORECASE,
)
_PREFIXES = {"f": re.compile(r"(f ?/? ?|1:)(?=[\d.])", re.IGNORECASE)}
_SUFFIXES = {"mm": re.compile(r" ?\(?equiv(alent|\.)?\)?$| eq\.?$", re.IGNORECASE)}
_NO_MATCH = re.compile("(?!)")


def unit_of_column(column):
    """The key of ``UNIT_FACTORS`` for a column by the end of its name: ``weight_g`` → ``g``; None where none fits."""
    end = column.rpartition("_")[2]
    unit = _UNIT_BY_NAME.get(column) or _UNIT_BY_NAME.get(end) or _UNIT_BY_SUFFIX.get(end) or end
    return unit if unit in UNIT_FACTORS and column != "os_upgrades_promised" else None


def parse_quantity(text, unit=None, *, whole=False, bounds=None, decimals=None):
    """``8 oz`` in ``g`` → 226.8. Without a unit in the text, that of the column is meant.

    The rest as for ``parse_number``. ValueError also for units of another sort.
    """
    typed = _PREFIXES.get(unit, _NO_MATCH).sub(
        "", _SUFFIXES.get(unit, _NO_MATCH).sub("", normalise_text(text)), count=1
    )
    found = _NUMBER_AND_UNIT.fullmatch(typed)
    if not found:
        raise ValueError(NOT_A_NUMBER)
    word = (found["unit"] or "").strip(" -").removesuffix(".").casefold()
    factor = _unit_factor(word, unit, text) if word else 1
    inside = bounds and factor and tuple(bound / factor for bound in bounds)
    value = parse_number(found["number"], whole=whole and factor == 1, bounds=inside or None, decimals=decimals)
    return _convert(value, word, factor, whole)


def _unit_factor(word, unit, text):
    words = UNIT_FACTORS.get(unit, {})
    if word not in words and any(character.isdigit() for character in word):
        raise ValueError(NOT_A_NUMBER)
    if word not in words:
        known = f"write it in {_unit_symbol(unit)}" if words else "write the number alone"
        raise ValueError(f"“{text}” is not understood: {known}.")
    return words[word]


def _unit_symbol(unit):
    return {"um": "µm", "wkg": "W/kg", "mah": "mAh", "gb": "GB", "w": "W", "hz": "Hz", "ghz": "GHz", "mp": "MP"}.get(
        unit, unit
    )


def _convert(value, word, factor, whole):
    if factor == 1:
        return value
    if factor is None:
        return megabytes_to_gigabytes(value)
    exact = value * factor
    rounded = float(f"{exact:.10g}") if word not in _IMPERIAL else round(exact, 1 if exact >= 3 else 2)
    if whole and rounded != int(rounded):
        raise ValueError("Enter a whole number.")
    return int(rounded) if rounded == int(rounded) else rounded


def megabytes_to_gigabytes(value):
    """In GB, by the factor that ``units.gigabytes`` reads back: 512 → 0.5, 160 → 0.16."""
    return value / 1024 if value > 0 and value == int(value) and int(value) & (int(value) - 1) == 0 else value / 1000
