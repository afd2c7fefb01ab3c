"""Units in the headings of columns: “Weight (oz)”, “Price [EUR]”."""

import re
from functools import lru_cache

from catalog.models.fields import Bounded
from catalog.quantities.parsers import parse_currency, unit_of_column
from catalog.quantities.parsers.measures import UNIT_FACTORS, is_unit
from catalog.quantities.parsers.text_normalisation import normalise_text

from ..files.tables import NumberText

_BRACKETS_AT_END = re.compile(r" ?[(\[（]([^()\[\]（）]+)[)\]）]$")
_WORD_AT_END = re.compile(r"(?:,| in| en|/) ?([^\s,/]+)$", re.IGNORECASE)
_NOT_ONLY_UNITS = {"min"}
_BARE_NUMBER = re.compile(r"[+-]?\d[\d.,' ]*", re.ASCII)
_PRICE_KEY = "launch_price"


def split_unit(heading):
    """(the heading without its end, that end): brackets, or a unit after a comma, “in” or a slash."""
    found = _BRACKETS_AT_END.search(heading)
    if not found:
        found = _WORD_AT_END.search(heading)
        if not found or not is_unit(found[1]):
            return heading, ""
    return heading[: found.start()], found[1].strip()


def text_with_unit(heading, column, text):
    """``text`` with the unit of its heading, where it is a number without one."""
    unit = _heading_unit(heading, column)
    if not unit or not _BARE_NUMBER.fullmatch(text):
        return text
    made = f"{text} {unit}"
    return NumberText(made) if isinstance(text, NumberText) else made


def heading_unit_fault(heading, column):
    """A sentence about a heading whose unit is none of its column; None where all is well."""
    _, word = split_unit(heading)
    if not is_unit(word) or word in _NOT_ONLY_UNITS or not _is_figure(column):
        return None
    unit = unit_of_column(column.name)
    if unit is None or normalise_text(word).casefold() in UNIT_FACTORS[unit]:
        return None
    return f"“{heading}”: {word} is not a unit of {column.key}. Say what the column is, or leave it out."


@lru_cache(maxsize=2000)
def _heading_unit(heading, column):
    """The unit in a heading, as text to put behind its numbers; "" where there is none that matters."""
    _, word = split_unit(heading)
    if not word or column is None:
        return ""
    if column.key == _PRICE_KEY:
        return _currency(word)
    if not _is_figure(column):
        return ""
    factors = UNIT_FACTORS.get(unit_of_column(column.name), {})
    is_other_unit = factors.get(normalise_text(word).casefold(), 1) != 1
    return word if is_other_unit else ""


def _is_figure(column):
    return isinstance(column.field, Bounded)


def _currency(word):
    try:
        return parse_currency(word)
    except ValueError:
        return ""
