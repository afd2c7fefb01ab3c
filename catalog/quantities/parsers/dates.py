"""Dates as people write them, as precise as they are written."""

import re
from contextlib import suppress

from ..partial_dates import PartialDate
from .text_normalisation import normalise_text

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar", "february feb februar", "march mar märz", "april apr", "may mai", "june jun juni",
            "july jul juli", "august aug", "september sep sept", "october oct oktober okt", "november nov",
            "december dec dezember dez",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_QUARTER = re.compile(r"(?:q([1-4])|([1-4])q|([1-4])(?:st|nd|rd|th) quarter)[ ,/-]*(?:of )?(\d{4})", re.ASCII)
_QUARTER_LAST = re.compile(r"(\d{4})[ ,/-]*(?:q([1-4])|([1-4])q)", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-/. ]{1,2}|年 ?)(?:(\d{1,2})(?:月? ?|[-/. ]{1,2}))?(?:(\d{1,2})[日.]?)?", re.ASCII
)
_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/.] ?))?(\d{1,2})[-/.] ?(\d{4})", re.ASCII)
_COMPACT = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)", re.ASCII)
_WORDS = re.compile(r"\d{1,4}|[^\W\d]+")
_FILLERS = {"st", "nd", "rd", "th", "of", "released", "announced"}


def parse_date(text):
    """``Nov 2022``, ``18.11.2022``, ``Q4 2022``, ``2022年11月18日`` → ``PartialDate``.

    ``03/04/2022`` is refused, as it is another day in other countries, and so are years of two digits.
    """
    typed = normalise_text(text).casefold()
    with suppress(ValueError):
        return PartialDate.parse(typed.upper())
    for reader in (_parse_quarter, _parse_year_first, _parse_year_last, _parse_month_name):
        if found := reader(typed, text):
            with suppress(ValueError):
                return _partial_date(*found)
    return PartialDate.parse(text)


def _partial_date(year, month=0, day=0, quarter=0):
    """ValueError where the calendar has no such day."""
    if quarter:
        return PartialDate.parse(f"{year:04}-Q{quarter}")
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
    return PartialDate.parse("-".join(parts))


def _parse_quarter(typed, _text):
    if found := _QUARTER.fullmatch(typed):
        return int(found[4]), 0, 0, int(found[1] or found[2] or found[3])
    found = _QUARTER_LAST.fullmatch(typed)
    return found and (int(found[1]), 0, 0, int(found[2] or found[3]))


def _parse_year_first(typed, _text):
    found = _COMPACT.fullmatch(typed) or _YEAR_FIRST.fullmatch(typed)
    return found and tuple(int(part or 0) for part in found.groups())


def _parse_year_last(typed, text):
    found = _YEAR_LAST.fullmatch(typed)
    if not found:
        return None
    first, second, year = int(found[1] or 0), int(found[3]), int(found[4])
    if not first:
        return year, second
    if found[2].startswith(".") or first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    raise ValueError(_ambiguity_message(text, _partial_date(year, second, first), _partial_date(year, first, second)))


def _ambiguity_message(text, one, other):
    return f"“{text}” may be {one.words} or {other.words}: write {one} or {other}."


def _parse_month_name(typed, text):
    """A month by its name, a year of four digits, and at most one more number, in any order."""
    words = [word for word in _WORDS.findall(typed) if word not in _FILLERS]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    years = [int(word) for word in words if len(word) == 4 and word.isdecimal()]
    days = [int(word) for word in words if len(word) < 3 and word.isdecimal()]
    if len(months) != 1 or len(months + years + days) != len(words) or len(days) > 1:
        return None
    if not years and days:
        raise ValueError(f"“{text}” may be a day or a year: write the year with four digits.")
    return (years[0], months[0], *days) if len(years) == 1 else None
