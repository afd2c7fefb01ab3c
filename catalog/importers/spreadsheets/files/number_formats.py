"""Number formats of workbooks: the text that a cell shows, with its currency and its unit, from its value."""

import operator
import re
from functools import lru_cache
from typing import NamedTuple

from .format_currencies import currency_of_sign

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.)
    | \[\$(?P<sign>[^\]-]*)(?:-(?P<locale>[^\]]*))?\] | \[(?P<condition>[<>=]+-?[\d.]+)\] | \[[^\]]*\] | [_*].
    | (?P<digits>General|@|[0#?.](?:[0#?.,/\ ]*[0#?])?,*(?:E[+-][0#?]+)?)
    | (?P<percent>%) | (?P<end>;) | (?P<bare>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"([<>=]+)(.+)")
_COMPARISONS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_SIGNS_OF_NUMBERS = ("(", ")", "+", "-")
_GENERAL = "general"
_AS_TEXT = "@"
_UNPARTED_SECTIONS = "_)_("
"""Stands in the library's built-in format 44, where a semicolon is missing."""
_FIRST_POWER_OF_TEN = 1e11
"""From here on programs show a number without a format as a power of ten."""


class FormatSection(NamedTuple):
    """One of the parts of a number format that semicolons separate.

    ``condition`` is a text such as “>=1000”, or "". ``letters`` are what stands in it without quotes, of which dates
    are made. ``digits`` is the pattern of the number, "" where it shows none.
    """

    condition: str
    before: str
    digits: str
    after: str
    letters: str
    is_percentage: bool


@lru_cache(maxsize=1000)
def format_sections(code):
    """The ``FormatSection`` tuples of a format code."""
    sections = []
    tokens = []
    for token in _TOKEN.finditer(code.replace(_UNPARTED_SECTIONS, "_);_(")):
        if token["end"]:
            sections.append(_section(tokens))
            tokens = []
        else:
            tokens.append(token)
    return (*sections, _section(tokens))


def _section(tokens):
    digits = [token["digits"].casefold() for token in tokens if token["digits"]]
    before, after = _texts_around_number(tokens)
    if len(digits) > 1:  # a mask such as 000-0000: the number without it
        digits = [_GENERAL]
        before, after = "", ""
    return FormatSection(
        condition="".join(token["condition"] or "" for token in tokens),
        before=before,
        digits="".join(digits).replace(_AS_TEXT, _GENERAL),
        after=after,
        letters="".join(token["bare"] or "" for token in tokens).casefold(),
        is_percentage=any(token["percent"] for token in tokens),
    )


def _texts_around_number(tokens):
    """(what a section shows before the number, what it shows after it)."""
    parts = [""]
    for token in tokens:
        if token["digits"]:
            parts.append("")
        else:
            parts[-1] += _literal(token)
    return parts[0].strip(" -"), "".join(parts[1:]).strip(" -")


def _literal(token):
    """What a token of a format shows as it stands; signs that only mark negative numbers are none."""
    if token["sign"]:
        return currency_of_sign(token["sign"], token["locale"] or "")
    if token["quoted"] or token["percent"]:
        return token["quoted"] or token["percent"]
    character = token["escaped"] or token["bare"]
    return "" if character is None or character in _SIGNS_OF_NUMBERS else character


def shown_number(value, code):
    """``0.0 "oz"`` of 5.96 → “5.96 oz”: all digits of the value, with what the format shows around them.

    Of a format that shows no number, what it shows instead, as with ``"yes";;"no"``.
    """
    section = _section_for_value(value, format_sections(code))
    if not section.digits:
        return f"{section.before}{section.after}".strip()
    if section.is_percentage:
        value *= 100
    pattern, scale = _unscaled_digits(section.digits)
    number = number_text(value / scale if scale > 1 else value, pattern)
    return f"{section.before}{number}{_spaced(section.after)}"


def _spaced(unit):
    return f" {unit}" if unit and unit != "%" else unit


def _section_for_value(value, sections):
    """The section that counts for a value: by conditions, else that of its sign where there is one."""
    if any(section.condition for section in sections):
        return _section_by_condition(value, sections)
    numbers = sections[:3]
    if value < 0 and len(numbers) > 1:
        return numbers[1]
    if value == 0 and len(numbers) > 2:
        return numbers[2]
    return numbers[0]


def _section_by_condition(value, sections):
    for section in sections:
        if not section.condition or _is_met(section.condition, value):
            return section
    return sections[-1]


def _is_met(condition, value):
    sign, limit = _CONDITION.fullmatch(condition).groups()
    compare = _COMPARISONS.get(sign)
    try:
        return bool(compare) and compare(value, float(limit))
    except ValueError:
        return False


def _unscaled_digits(digits):
    """(the pattern without its last commas, by what they divide the number)."""
    pattern = digits.rstrip(",")
    return pattern, 1000 ** (len(digits) - len(pattern))


def number_text(value, pattern=_GENERAL):
    """A number with a point, without separators of thousands; with the zeros that the pattern shows."""
    if "e" in pattern.replace(_GENERAL, ""):
        return _power_of_ten(value)
    if pattern == _GENERAL and abs(value) >= _FIRST_POWER_OF_TEN:
        return _power_of_ten(value)
    text = f"{value:.15g}"
    if pattern == _GENERAL or "/" in pattern or "e" in text:
        return text
    whole, _, decimals = text.partition(".")
    shown_whole, _, shown_decimals = pattern.partition(".")
    whole = whole.zfill(shown_whole.count("0"))
    decimals = decimals.ljust(shown_decimals.count("0"), "0")
    return f"{whole}.{decimals}" if decimals else whole


def _power_of_ten(value):
    """220410000000000 → “2.2041E+14”."""
    mantissa, _, exponent = f"{value:.14E}".partition("E")
    shortened = mantissa.rstrip("0").rstrip(".")
    return f"{shortened}E{exponent}"
