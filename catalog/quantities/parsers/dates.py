"""Parser of dates as people write them, as precise as they are written."""

import re
from contextlib import suppress

from babel.dates import format_date
from django.utils.translation import get_language, gettext, to_locale

from ..partial_dates import PartialDate
from .text_normalisation import normalise_text

_MONTH_WORDS = (
    "january jan januar", "february feb februar", "march mar märz", "april apr", "may mai", "june jun juni",
    "july jul juli", "august aug", "september sep sept", "october oct oktober okt", "november nov",
    "december dec dezember dez",
)  # fmt: skip
_MONTHS = {}
for _number, _words in enumerate(_MONTH_WORDS, 1):
    _MONTHS |= dict.fromkeys(_words.split(), _number)
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
    for parse_parts in (_parse_quarter, _parse_year_first, _parse_year_last, _parse_month_name):
        parts = parse_parts(typed, text)
        if parts:
            with suppress(ValueError):
                return _partial_date(*parts)
    return PartialDate.parse(text)


def _partial_date(year, month=0, day=0, quarter=0):
    """ValueError where the calendar has no such day."""
    if quarter:
        return PartialDate.parse(f"{year:04}-Q{quarter}")
    parts = [f"{year:04}"]
    parts += [f"{part:02}" for part in (month, day) if part]
    return PartialDate.parse("-".join(parts))


# Each of these takes the normalised and the original text and returns the arguments of _partial_date, or None.


def _parse_quarter(typed, _text):
    """``Q4 2022``, ``4th quarter of 2022``, ``2022 Q4``."""
    found = _QUARTER.fullmatch(typed) or _QUARTER_LAST.fullmatch(typed)
    if not found:
        return None
    quarter, year = sorted(filter(None, found.groups()), key=len)
    return int(year), 0, 0, int(quarter)


def _parse_year_first(typed, _text):
    """``20221118``, ``2022.11.18``, ``2022年11月``."""
    found = _COMPACT.fullmatch(typed) or _YEAR_FIRST.fullmatch(typed)
    if not found:
        return None
    parts = found.groups(default="0")
    return tuple(map(int, parts))


def _parse_year_last(typed, text):
    """``18.11.2022``, ``11/2022``. With points the day comes first; with slashes only where that is the one reading."""
    found = _YEAR_LAST.fullmatch(typed)
    if not found:
        return None
    first = int(found[1] or 0)
    second = int(found[3])
    year = int(found[4])
    if not first:
        return year, second
    if found[2].startswith(".") or first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    day_first = _partial_date(year, second, first)
    month_first = _partial_date(year, first, second)
    raise ValueError(_ambiguity_message(text, day_first, month_first))


def _ambiguity_message(text, one, other):
    message = gettext("“{text}” may be {one} or {other}: write {one_form} or {other_form}.")
    days = {"one": _day_words(one), "other": _day_words(other)}
    return message.format(text=text, one_form=one, other_form=other, **days)


def _day_words(date):
    """In the language of the page."""
    if not get_language():
        return date.words
    return format_date(date.first_day, "long", locale=to_locale(get_language()))


def _parse_month_name(typed, text):
    """A month by its name, a year of four digits, and at most one more number, in any order."""
    words = [word for word in _WORDS.findall(typed) if word not in _FILLERS]
    months = list(filter(None, map(_MONTHS.get, words)))
    numbers = list(filter(str.isdecimal, words))
    if len(months) != 1 or len(numbers) != len(words) - 1:
        return None
    return _year_month_day(text, numbers, month=months[0])


def _year_month_day(text, numbers, *, month):
    """The longest of one or two numbers is the year, with four digits; the other is the day, with two at most."""
    if len(numbers) not in (1, 2):
        return None
    *days, year = sorted(numbers, key=len)
    if days and len(days[0]) > 2:
        return None
    if len(year) == 4:
        return int(year), month, *map(int, days)
    if len(year) < 3 and not days:
        message = gettext("“{text}” may be a day or a year: write the year with four digits.")
        raise ValueError(message.format(text=text))
    return None
