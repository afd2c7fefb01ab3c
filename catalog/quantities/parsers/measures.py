"""Figures with their unit, brought to the unit that a column is kept in."""

import re

from .characters import plainly
from .numbers import NO_NUMBER, number

_INCH = dict.fromkeys(("in", "inch", "inches", "ins", '"', "''"), 25.4)
_LENGTH = {"mm": 1, "cm": 10, "m": 1000, **_INCH}


def _scaled(words, factor):
    return {word: value / factor for word, value in words.items()}


UNITS = {
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

_NAMES = {"megapixels": "mp", "brightness_nits": "nits", "f_number": "f", "f_number_max": "f", "f_number_steps": "f"}
_SUFFIXED = {"promised": "years"}
_IMPERIAL = {"in", "inch", "inches", "ins", '"', "''", "oz", "ounce", "ounces", "lb", "lbs", "pound", "pounds"}
_FORM = re.compile(
    r"(?P<number>[-+]?[\d.,' ]*\d(?:e\+?\d{1,2}(?!\d)|e-\d{1,3}(?!\d))?)(?P<unit>[^\d].{0,30})?",
    re.ASCII | re.IGNORECASE,
)
_BEFORE = {"f": re.compile(r"(f ?/? ?|1:)(?=[\d.])", re.IGNORECASE)}
_AFTER = {"mm": re.compile(r" ?\(?equiv(alent|\.)?\)?$| eq\.?$", re.IGNORECASE)}
_NOTHING = re.compile("(?!)")


def measured_in(column):
    """The key of ``UNITS`` for a column by the end of its name: ``weight_g`` → ``g``; None where it has no unit."""
    end = column.rpartition("_")[2]
    unit = _NAMES.get(column) or _NAMES.get(end) or _SUFFIXED.get(end) or end
    return unit if unit in UNITS and column != "os_upgrades_promised" else None


def quantity(text, unit=None, *, whole=False, bounds=None, decimals=None):
    """``8 oz`` in ``g`` → 226.8. Without a unit in the text, that of the column is meant.

    The rest as for ``number``. ValueError also for units of another sort.
    """
    typed = _BEFORE.get(unit, _NOTHING).sub("", _AFTER.get(unit, _NOTHING).sub("", plainly(text)), count=1)
    found = _FORM.fullmatch(typed)
    if not found:
        raise ValueError(NO_NUMBER)
    word = (found["unit"] or "").strip(" -").removesuffix(".").casefold()
    factor = _factor(word, unit, text) if word else 1
    inside = bounds and factor and tuple(bound / factor for bound in bounds)
    value = number(found["number"], whole=whole and factor == 1, bounds=inside or None, decimals=decimals)
    return _converted(value, word, factor, whole)


def _factor(word, unit, text):
    words = UNITS.get(unit, {})
    if word not in words and any(character.isdigit() for character in word):
        raise ValueError(NO_NUMBER)
    if word not in words:
        known = f"write it in {_shown(unit)}" if words else "write the number alone"
        raise ValueError(f"“{text}” is not understood: {known}.")
    return words[word]


def _shown(unit):
    return {"um": "µm", "wkg": "W/kg", "mah": "mAh", "gb": "GB", "w": "W", "hz": "Hz", "ghz": "GHz", "mp": "MP"}.get(
        unit, unit
    )


def _converted(value, word, factor, whole):
    if factor == 1:
        return value
    if factor is None:
        return megabytes(value)
    exact = value * factor
    rounded = float(f"{exact:.10g}") if word not in _IMPERIAL else round(exact, 1 if exact >= 3 else 2)
    if whole and rounded != int(rounded):
        raise ValueError("Enter a whole number.")
    return int(rounded) if rounded == int(rounded) else rounded


def megabytes(value):
    """In GB, by the factor that ``units.gigabytes`` reads back: 512 → 0.5, 160 → 0.16."""
    return value / 1024 if value > 0 and value == int(value) and int(value) & (int(value) - 1) == 0 else value / 1000
