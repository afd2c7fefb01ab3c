"""Parser of numbers with separators of thousands and of decimals, which differ by country."""

import re
from functools import reduce

from django.utils.translation import gettext, gettext_lazy

from .text_normalisation import normalise_text

_POINT = re.compile(r"(\d{1,16}|\d{0,16}\.\d{1,25})(e(\+?\d{1,2}|-\d{1,3}))?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(r"\d{1,15},\d{1,10}", re.ASCII)


def _grouped_pattern(group, point):
    """Digits in groups of three with ``group`` between them, and decimals after ``point``."""
    thousands = rf"({re.escape(group)}\d{{3}}){{1,4}}"
    decimals = rf"({re.escape(point)}\d{{1,10}})?"
    return re.compile(rf"[1-9]\d{{0,2}}{thousands}{decimals}")


_SEPARATORS = ((",", "."), (".", ","), (" ", "."), (" ", ","), ("'", "."))
_GROUPED = [(group, point, _grouped_pattern(group, point)) for group, point in _SEPARATORS]
_INDIAN = re.compile(r"[1-9]\d?(,\d{2}){1,4},\d{3}(\.\d{1,2})?", re.ASCII)
NOT_A_NUMBER = gettext_lazy("Enter a number.")


def parse_number(text, *, whole=False, bounds=None, decimals=None):
    """``4,5`` → 4.5, ``1.234,5`` → 1234.5, ``225 360`` → 225360.

    ``whole``, ``bounds`` (lowest, highest) and the most ``decimals`` there can be decide what “4,500” is; where they do
    not, it is refused. A point alone is the decimal point, unless that is impossible.
    """
    digits, found = _readings(normalise_text(text))
    if not found:
        raise ValueError(NOT_A_NUMBER)
    decimals = 0 if whole else decimals
    possible = []
    for value in found:
        if _is_possible(value, digits, bounds=bounds, decimals=decimals):
            possible.append(value)
    if _POINT.fullmatch(digits):  # a point is read as the decimal point where it can be
        possible = possible[:1]
    if len(possible) > 1:
        readings = reduce(_either, map(_number_text, possible))
        message = gettext("“{text}” may be {readings}: write one of these.")
        raise ValueError(message.format(text=text, readings=readings))
    value, *_ = possible or found
    return _int_or_float(value, whole=whole)


def _readings(typed):
    """(the text without its sign, every number that it may mean)."""
    if typed.startswith("-"):
        digits = typed[1:]
        return digits, [-value for value in possible_numbers(digits)]
    digits = typed.removeprefix("+")
    return digits, possible_numbers(digits)


def possible_numbers(digits):
    """Every number that the digits may mean, without repeats; a decimal point or comma first."""
    texts = []
    if _POINT.fullmatch(digits):
        texts.append(digits)
    if _COMMA.fullmatch(digits):
        texts.append(digits.replace(",", "."))
    for group, point, pattern in _GROUPED:
        if pattern.fullmatch(digits):
            texts.append(digits.replace(group, "").replace(point, "."))
    if _INDIAN.fullmatch(digits):
        texts.append(digits.replace(",", ""))
    return list(dict.fromkeys(map(float, texts)))


def _is_possible(value, digits, *, bounds, decimals):
    """Whether a reading of ``digits`` is within the bounds and has no more than so many decimals; None: no limit."""
    if bounds is not None:
        lowest, highest = bounds
        if not lowest <= value <= highest:
            return False
    if decimals is None or _has_no_fraction(value, digits):
        return True
    fraction = re.split("[.,]", digits)[-1]
    return len(fraction) <= decimals


def _has_no_fraction(value, digits):
    """Whether every digit counts before the decimal point: 1000 read of “1,000”, but not 1."""
    return value.is_integer() and len(f"{value:.0f}") >= len(re.sub(r"\D", "", digits.lstrip("0")))


def _int_or_float(value, *, whole):
    if value.is_integer() and abs(value) < 1e16:
        return int(value)
    if whole:
        raise ValueError("Enter a whole number.")
    return value


def _either(one, other):
    return gettext("{others} or {last}").format(others=one, last=other)


def _number_text(value):
    return f"{value:.10g}"
