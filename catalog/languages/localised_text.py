"""Labels and values of the sheet in the language of the page.

What is worked out, stored and compared is worded in English; pages ask here where they print it. A text is looked up
whole, then piece by piece: labels, choices and countries as words, dates and numbers in the language's form.
"""

import re
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import get_decimal_symbol, get_group_symbol
from django.conf import settings
from django.utils import translation

from catalog.quantities.countries import COUNTRY_NAMES, WORLDWIDE
from catalog.quantities.formatters import THIN_SPACE, sentence_case
from catalog.quantities.partial_dates import MONTH, MONTHS, QUARTER, PartialDate

MAX_CACHED_TEXTS = 20_000
_SEPARATOR = re.compile(r"(, |; | · |: | \(|\)| / )")
_DATE = re.compile(rf"(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})")
_QUARTER = re.compile(r"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter (?P<year>\d{4})")
_NUMBER = re.compile(
    rf"(?<![\w.])\d[\d,]*(?:\.\d+)?(?=[–{THIN_SPACE}%°×″]| ×)|^[\d,]+(?:\.\d+)?$|(?<=f/)\d+\.\d+|(?<=\d–)\d+\.\d+|"
    r"(?<=[$€£¥₹₩₪₱₫])[\d,.]*\d"
)
"""A figure before its unit or between two sides, at the end of a span, of an f-number, or after the sign of a currency:
not the 5.3 of “Bluetooth 5.3 (LE)”."""
_CODES_BY_NAME = {name: code for code, name in COUNTRY_NAMES.items() if code != WORLDWIDE}


def is_default_language():
    return translation.get_language() in (settings.LANGUAGE_CODE, None)


def localised(text):
    """``text`` in the language of the page: “5,000 mAh” → “5.000 mAh”, “18 November 2022” → “18. November 2022”. What
    is no word of the sheet, such as a name, stays."""
    if not text or is_default_language():
        return text
    return _localised(str(text), translation.get_language())


def localised_date(date):
    """A ``PartialDate`` in words of the language of the page."""
    return localised(date.words)


@lru_cache(MAX_CACHED_TEXTS)
def _localised(text, language):
    whole = _looked_up(text, language)
    if whole:
        return whole
    return "".join(_piece(piece, language) for piece in _SEPARATOR.split(text))


def _looked_up(text, language):
    """A label, a choice or a country in the language; empty for other texts."""
    if text in _CODES_BY_NAME:
        return Locale.parse(language).territories.get(_CODES_BY_NAME[text], text)
    for message in filter(None, (text, sentence_case(text))):
        found = translation.gettext(message)
        if found != message:
            return found
    return ""


def _piece(text, language):
    looked_up = _looked_up(text, language)
    if looked_up:
        return looked_up
    text = _QUARTER.sub(lambda found: _date_words(_quarter_of(found), language), text)
    text = _DATE.sub(lambda found: _date_words(_date_of(found), language), text)
    return _NUMBER.sub(lambda found: _number_words(found[0], language), text)


def _quarter_of(found):
    return PartialDate.parse(f"{found['year']}-Q{found['quarter']}")


def _date_of(found):
    month = f"{found['year']}-{MONTHS.index(found['month']) + 1:02}"
    return PartialDate.parse(f"{month}-{int(found['day']):02}" if found["day"] else month)


def _date_words(date, language):
    if date.precision == QUARTER:
        return format_skeleton("yQQQQ", date.first_day, locale=language)
    if date.precision == MONTH:
        return format_skeleton("yMMMM", date.first_day, locale=language)
    return format_date(date.first_day, "long", locale=language)


def _number_words(text, language):
    """“5,000.5” with the signs of the language."""
    marks = {",": get_group_symbol(language), ".": get_decimal_symbol(language)}
    return "".join(marks.get(letter, letter) for letter in text)
