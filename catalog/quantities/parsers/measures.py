"""Parser of figures with their unit, converted to the unit of a column."""

import re
from functools import cache

from django.utils.translation import gettext, gettext_noop

from .numbers import NOT_A_NUMBER, parse_number
from .text_normalisation import normalise_text

_INCH_WORDS = (
    "in", "inch", "inches", "ins", '"', "''", "zoll", "pouce", "pouces", "pulgada", "pulgadas", "pollice", "pollici",
    "インチ", "英寸", "吋", "인치",
)  # fmt: skip
_INCH = dict.fromkeys(_INCH_WORDS, 25.4)
_LENGTH = {"mm": 1, "cm": 10, "m": 1000, **_INCH}


def _scaled(words, factor):
    return {word: value / factor for word, value in words.items()}


UNIT_FACTORS = {
    "mm": _LENGTH,
    "cm": _scaled(_LENGTH, 10),
    "m": {**_scaled(_LENGTH, 1000), **dict.fromkeys(("ft", "feet", "foot"), 0.3048), "meters": 1, "metres": 1},
    "in": _scaled(_LENGTH, 25.4),
    "g": {
        **dict.fromkeys(("g", "gr", "gram", "grams", "gramm", "グラム", "克", "그램"), 1),
        "kg": 1000,
        **dict.fromkeys(("oz", "ounce", "ounces"), 28.349523125),
        **dict.fromkeys(("lb", "lbs", "pound", "pounds"), 453.59237),
    },
    "um": {**dict.fromkeys(("μm", "um", "micron", "microns"), 1), "nm": 0.001},
    "nm": {"nm": 1, "μm": 1000, "um": 1000},
    "mah": {
        **dict.fromkeys(("mah", "mah typ", "mah (typ)", "mah (typical)", "mah (rated)", "毫安时", "毫安"), 1),
        "ah": 1000,
    },
    "w": dict.fromkeys(("w", "watt", "watts"), 1),
    "hz": {"hz": 1, "khz": 1000},
    "ghz": {"ghz": 1, "mhz": 0.001},
    "nits": dict.fromkeys(("nit", "nits", "cd/m2"), 1),
    "gb": {"gb": 1, "gib": 1, "tb": 1024, "tib": 1024, "mb": None},
    "px": dict.fromkeys(("px", "pixel", "pixels"), 1),
    "mp": {
        **dict.fromkeys(("mp", "mpx", "mpix", "megapixel", "megapixels", "百万像素"), 1),
        **dict.fromkeys(("万画素", "万像素", "萬像素"), 0.01),
    },
    "ppi": dict.fromkeys(("ppi", "dpi"), 1),
    "h": {**dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 1), "days": 24, "min": 1 / 60},
    "minutes": {**dict.fromkeys(("min", "mins", "minute", "minutes"), 1), "h": 60, "hour": 60, "hours": 60},
    "mbps": {"mbps": 1, "mbit/s": 1, "gbps": 1000, "gbit/s": 1000},
    "gbps": {"gbps": 1, "gbit/s": 1, "gb/s": 1, "mbps": 0.001, "mbit/s": 0.001},
    "bits": {"bit": 1, "bits": 1},
    "years": dict.fromkeys(("y", "year", "years"), 1),
    "wkg": {"w/kg": 1},
    "cycles": {"cycles": 1},
    "deg": dict.fromkeys(("°", "deg", "degree", "degrees"), 1),
    "zoom": {"x": 1, "×": 1},
    "f": {},
}
"""Unit of a column → {unit as people write it: how many of the column's unit it is}; None: see ``_convert``."""

_UNIT_BY_NAME = {
    "megapixels": "mp",
    "brightness_nits": "nits",
    "stated_zoom": "zoom",
    "f_number": "f",
    "f_number_max": "f",
    "f_number_steps": "f",
}
_UNIT_SYMBOLS = {
    "um": "µm",
    "wkg": "W/kg",
    "mah": "mAh",
    "gb": "GB",
    "w": "W",
    "hz": "Hz",
    "ghz": "GHz",
    "mp": "MP",
    "in": gettext_noop("inches"),
    "gbps": "Gbit/s",
    "deg": "°",
    "zoom": "×",
}
_UNIT_BY_SUFFIX = {"promised": "years"}
_IMPERIAL = {*_INCH_WORDS, "oz", "ounce", "ounces", "lb", "lbs", "pound", "pounds"}
_NUMBER_AND_UNIT = re.compile(
    r"(?P<number>[-+]?[\d.,' ]*\d(?:e\+?\d{1,2}(?!\d)|e-\d{1,3}(?!\d))?)(?P<unit>[^\d].{0,30})?",
    re.ASCII | re.IGNORECASE,
)
_PREFIXES = {"f": re.compile(r"(f ?/? ?|1:)(?=[\d.])", re.IGNORECASE)}
_SUFFIXES = {"mm": re.compile(r" ?\(?equiv(alent|\.)?\)?$| eq\.?$", re.IGNORECASE)}
_ALL_UNITS = frozenset((None, *UNIT_FACTORS))
_UNITS_WITH_AFFIXES = frozenset((*_PREFIXES, *_SUFFIXES))


def is_unit(text):
    """Whether a text is the word for a unit, of whatever."""
    word = normalise_text(text).casefold()
    return any(word in factors for factors in UNIT_FACTORS.values())


def unit_of_column(column):
    """The key of ``UNIT_FACTORS`` for a column by the end of its name: ``weight_g`` → ``g``; None where none fits."""
    if column == "os_upgrades_promised":  # a count, unlike the years that are promised
        return None
    end = column.rpartition("_")[2]
    unit = _UNIT_BY_NAME.get(column) or _UNIT_BY_NAME.get(end) or _UNIT_BY_SUFFIX.get(end, end)
    if unit not in UNIT_FACTORS:
        return None
    return unit


def units_of_text(text):
    """The units of columns that ``parse_quantity`` may read a text in; None stands for columns without a unit. It
    refuses the text for all columns of other units."""
    typed = normalise_text(text)
    units = set(_units_of_plain_text(typed) - _UNITS_WITH_AFFIXES)
    for unit in _UNITS_WITH_AFFIXES:
        if unit in _units_of_plain_text(_without_affixes(typed, unit)):
            units.add(unit)
    return units


def _units_of_plain_text(typed):
    found = _NUMBER_AND_UNIT.fullmatch(typed)
    if not found:
        return frozenset()
    word = _unit_word(found)
    if not word:
        return _ALL_UNITS
    return _units_by_word().get(word, frozenset())


@cache
def _units_by_word():
    """Unit as people write it → the units of columns that it can be converted to."""
    units = {}
    for unit, factors in UNIT_FACTORS.items():
        for word in factors:
            units.setdefault(word, set()).add(unit)
    return units


def _unit_word(found):
    return (found["unit"] or "").strip(" -").removesuffix(".").casefold()


def parse_quantity(text, unit=None, *, whole=False, bounds=None, decimals=None):
    """``8 oz`` in ``g`` → 226.8. A text without a unit is in that of the column.

    ``whole``, ``bounds`` and ``decimals`` as for ``parse_number``. ValueError also for units of another sort.
    """
    found = _NUMBER_AND_UNIT.fullmatch(_without_affixes(normalise_text(text), unit))
    if not found:
        raise ValueError(NOT_A_NUMBER)
    word = _unit_word(found)
    factor = 1
    if word:
        factor = _unit_factor(word, unit, text)
    value = parse_number(
        found["number"], whole=whole and factor == 1, bounds=_scale_bounds(bounds, factor), decimals=decimals
    )
    return _convert(value, word, factor, whole=whole)


def _without_affixes(typed, unit):
    """Without what stands before an f-number (f/) and after a focal length (equiv.)."""
    if unit in _SUFFIXES:
        typed = _SUFFIXES[unit].sub("", typed)
    if unit in _PREFIXES:
        typed = _PREFIXES[unit].sub("", typed, count=1)
    return typed


def _scale_bounds(bounds, factor):
    """Bounds of the column in the unit of the text; None where there are none."""
    if not (bounds and factor):
        return None
    lowest, highest = bounds
    return lowest / factor, highest / factor


def _unit_factor(word, unit, text):
    factors = UNIT_FACTORS.get(unit, {})
    if word in factors:
        return factors[word]
    if any(character.isdigit() for character in word):
        raise ValueError(NOT_A_NUMBER)
    if not factors:
        raise ValueError(gettext("“{text}” is not understood: write the number alone.").format(text=text))
    message = gettext("“{text}” is not understood: write it in {unit}.")
    raise ValueError(message.format(text=text, unit=_unit_symbol(unit)))


def _unit_symbol(unit):
    return gettext(_UNIT_SYMBOLS.get(unit, unit))


def _convert(value, word, factor, *, whole):
    """``value`` × ``factor`` (None: from MB to GB), rounded. From inches, ounces and pounds to two decimals below 3
    and one above, as their figures are rounded themselves."""
    if factor == 1:
        return value
    if factor is None:
        return megabytes_to_gigabytes(value)
    exact = value * factor
    rounded = float(f"{exact:.10g}")
    if word in _IMPERIAL:
        rounded = round(exact, 1 if exact >= 3 else 2)
    if rounded == int(rounded):
        return int(rounded)
    if whole:
        raise ValueError("Enter a whole number.")
    return rounded


def megabytes_to_gigabytes(value):
    """By the factor that ``formatters.format_gigabytes`` reads back: 1,024 for powers of two (512 → 0.5), else 1,000
    (160 → 0.16)."""
    if value > 0 and value == int(value) and int(value).bit_count() == 1:
        return value / 1024
    return value / 1000
