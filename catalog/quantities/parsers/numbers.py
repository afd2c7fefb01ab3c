"""Numbers with separators of thousands and of decimals, which differ by country."""

import re

from .text_normalisation import normalise_text

_POINT = re.compile(r"(\d{1,16}|\d{0,16}\.\d{1,25})(e(\+?\d{1,2}|-\d{1,3}))?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(r"\d{1,15},\d{1,10}", re.ASCII)
_GROUPED = [
    (group, point, re.compile(rf"[1-9]\d{{0,2}}({re.escape(group)}\d{{3}}){{1,4}}({re.escape(point)}\d{{1,10}})?"))
    for group, point in ((",", "."), (".", ","), (" ", "."), (" ", ","), ("'", "."))
]
_INDIAN = re.compile(r"[1-9]\d?(,\d{2}){1,4},\d{3}(\.\d{1,2})?", re.ASCII)
NOT_A_NUMBER = "Enter a number."


def parse_number(text, *, whole=False, bounds=None, decimals=None):
    """``4,5`` → 4.5, ``1.234,5`` → 1234.5, ``225 360`` → 225360.

    ``whole``, ``bounds`` (lowest, highest) and the most ``decimals`` there can be decide what “4,500” is; where they do
    not, it is refused. A point alone is the decimal point, unless that is impossible.
    """
    typed = normalise_text(text)
    sign, digits = (-1, typed[1:]) if typed.startswith("-") else (1, typed.removeprefix("+"))
    found = [sign * value for value in possible_numbers(digits)]
    if not found:
        raise ValueError(NOT_A_NUMBER)
    possible = [value for value in found if _is_possible(value, whole, bounds, decimals, digits)]
    if len(possible) > 1 and not _POINT.fullmatch(digits):
        raise ValueError(f"“{text}” may be {' or '.join(map(_number_text, possible))}: write one of these.")
    return _int_or_float((possible or found)[0], whole)


def possible_numbers(digits):
    """Every number that the digits may mean, without repeats; a decimal point or comma first."""
    found = [float(digits)] if _POINT.fullmatch(digits) else []
    found += [float(digits.replace(",", "."))] if _COMMA.fullmatch(digits) else []
    for group, point, form in _GROUPED:
        found += [float(digits.replace(group, "").replace(point, "."))] if form.fullmatch(digits) else []
    found += [float(digits.replace(",", ""))] if _INDIAN.fullmatch(digits) else []
    return list(dict.fromkeys(found))


def _is_possible(value, whole, bounds, decimals, digits):
    fraction = 0 if value.is_integer() else len(re.split("[.,]", digits)[-1])
    most = 0 if whole else decimals
    return (bounds is None or bounds[0] <= value <= bounds[1]) and (most is None or fraction <= most)


def _int_or_float(value, whole):
    if not value.is_integer() or abs(value) >= 1e16:
        if whole:
            raise ValueError("Enter a whole number.")
        return value
    return int(value)


def _number_text(value):
    return f"{value:.10g}"
