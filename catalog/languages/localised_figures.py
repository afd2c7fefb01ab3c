"""Dates, figures and amounts of money within a text, in the form of a language."""

import re

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import get_currency_name, get_decimal_symbol, get_group_symbol

from catalog.quantities.formatters import CURRENCY_SYMBOLS, THIN_SPACE
from catalog.quantities.partial_dates import MONTH, MONTHS, QUARTER, PartialDate

from .value_forms import SIGN_WORDS, sign_words

_DATE = re.compile(rf"(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})\b")
_QUARTER = re.compile(r"\b(?P<quarter>[1-4])(?:st|nd|rd|th) quarter (?P<year>\d{4})\b")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_CODES = {symbol: code for code, symbol in CURRENCY_SYMBOLS.items()} | {"US$": "USD"}
_SYMBOLS = "|".join(map(re.escape, sorted(_CODES, key=len, reverse=True)))
_FIGURE = re.compile(
    rf"(?<![\w$])(?P<symbol>{_SYMBOLS})(?P<amount>{_NUMBER}(?:–{_NUMBER})?)"
    rf"|(?<![\w.,/])(?:{_NUMBER}–)?{_NUMBER}(?=–|{THIN_SPACE}|%|°|″| ?×|:9\b)"  # before its unit
    rf"|(?<=f/){_NUMBER}(?:–{_NUMBER})?(?![\w/])"
    rf"|(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\w.])"  # in groups of three
    rf"|(?<=^[+−]){_NUMBER}$"
    rf"|^\d+\.\d\d$"
)
"""What is a figure, and not the 5.3 of “Bluetooth 5.3” or “USB 3.2”: no version has two decimals."""
_UNIT = re.compile(
    rf"(?P<figure>[+−]?[\d.,–]+){THIN_SPACE}(?P<unit>{'|'.join(sorted(SIGN_WORDS, key=len, reverse=True))})(?![\w³²/])"
)
_REPEATED_UNIT = re.compile(rf"{THIN_SPACE}(?P<unit>\w+)(?= × [\d.,]+{THIN_SPACE}(?P=unit)\b)")
"""That of a side before another in the same unit."""
_SPACE_BEFORE_PERCENT = re.compile(rf"(?<=\d)[ {THIN_SPACE}\N{{NO-BREAK SPACE}}]%")
_PERCENT_AT_FIGURE = ("ja",)
"""Languages that write no space before it."""
_AMOUNTS_IN_WORDS = ("ja",)
"""Languages that write the name of a currency behind the amount: “1,199米ドル”."""
_CURRENCY_NAMES = {"JPY": "円", "CNY": "人民元", "GBP": "ポンド", "INR": "インドルピー"}
_WIDE = re.compile("[\u3000-\u9fff]")


def with_dates(text, language):
    text = _QUARTER.sub(lambda found: _date_words(found, language), text)
    return _DATE.sub(lambda found: _date_words(found, language), text)


def with_figures(text, language):
    """“5,000.5 mAh” with the signs of the language, and its unit as that writes it."""
    if language in _PERCENT_AT_FIGURE:
        text = _SPACE_BEFORE_PERCENT.sub("%", text)
    text = _REPEATED_UNIT.sub("", text)
    text = _FIGURE.sub(lambda found: _figure_words(found, language), text)
    return _UNIT.sub(_unit_words, text)


def _figure_words(found, language):
    if found["symbol"]:
        return _money_words(found, language)
    return number_words(found[0], language)


def number_words(text, language):
    marks = {",": get_group_symbol(language), ".": get_decimal_symbol(language)}
    return "".join(marks.get(letter, letter) for letter in text)


def is_wide(text):
    """Whether it is written in the letters of East Asia, which take no space and signs of their own."""
    return bool(_WIDE.search(text))


def _unit_words(found):
    words = sign_words(found["unit"], found["figure"])
    space = "" if is_wide(words) else THIN_SPACE
    return f"{found['figure']}{space}{words}"


def _money_words(found, language):
    amount = number_words(found["amount"], language)
    if language in _AMOUNTS_IN_WORDS:
        return f"{amount}{_currency_name(_CODES[found['symbol']], language)}"
    if Locale.parse(language).currency_formats["standard"].pattern.startswith("¤"):
        return f"{found['symbol']}{amount}"
    return f"{amount}{THIN_SPACE}{found['symbol']}"


def _currency_name(code, language):
    return _CURRENCY_NAMES.get(code) or get_currency_name(code, locale=language).replace(" ", "")


def _date_words(found, language):
    """A date in the words of the language; what no calendar has stays."""
    parts = found.groupdict()
    try:
        date = PartialDate.parse(_iso_date(**parts))
    except ValueError:
        return found[0]
    if date.precision == QUARTER:
        return format_skeleton("yQQQQ", date.first_day, locale=language)
    if date.precision == MONTH:
        return format_skeleton("yMMMM", date.first_day, locale=language)
    return format_date(date.first_day, "long", locale=language)


def _iso_date(year, quarter=None, month=None, day=None):
    if quarter:
        return f"{year}-Q{quarter}"
    month = f"{year}-{MONTHS.index(month) + 1:02}"
    return f"{month}-{int(day):02}" if day else month
