"""What a cell gives a phone: one fact or several, read strictly, else as texts stand in other people's lists."""

import re
from dataclasses import dataclass

from catalog.models import MemoryVersion
from catalog.quantities import parsers
from catalog.records.value_parser import InvalidValue, validate_value

from ..columns.spreadsheet_columns import COMBINED_KEYS, MEMORY_PARTS, column_for_key
from .cell_parser import MISSING_WORDS, parse_cell
from .loose_texts import left_out_brackets, loosely_parsed, reject_condition, stated_dates, word_for_all
from .size_texts import parse_resolution_text, parse_sides_text

_DATE_KEYS = ("announced", "released")


@dataclass(frozen=True)
class CellValues:
    """``values`` are (column, key, value), of several columns where a cell speaks of several; ``left_out`` is what of
    its text says more than they hold."""

    values: tuple
    left_out: str = ""


def read_cell(column, text, names):
    """The ``CellValues`` of a text in its column; ``InvalidValue`` where it cannot be read with certainty."""
    if column.key in COMBINED_KEYS:
        return _read_combined(column, text, names)
    if column.key in MEMORY_PARTS:
        return CellValues(((column, column.name, _memory_sizes(column, text)),))
    if column.key in _DATE_KEYS:
        dates = stated_dates(text, column.key)
        if dates:
            return _read_dates(dates, names)
    return _read_value(column, text, names)


def _read_value(column, text, names):
    """The text as it is written here; where that cannot be, as others write it."""
    try:
        values = parse_cell(column, word_for_all(column, text), names)
    except InvalidValue as fault:
        loose = loosely_parsed(column, text)
        if loose is None:
            raise
        return _read_loose(column, loose, names, fault)
    return CellValues(tuple((column, key, value) for key, value in values.items()), _unread_brackets(column, text))


def _unread_brackets(column, text):
    """What a list of bands has in brackets, which its parser passes over."""
    if "bands" not in column.name or not re.search("[A-Za-z]", text):
        return ""
    rest = left_out_brackets(text)
    reject_condition(text, rest)
    return rest


def _memory_sizes(column, text):
    """Sizes in GB of RAM or of storage: “8/12”, “128/256/512 GB”."""
    try:
        sizes = parsers.parse_memory_sizes(text)
    except ValueError as fault:
        raise InvalidValue(str(fault).removesuffix(".")) from fault
    for size in sizes:
        validate_value(MemoryVersion._meta.get_field(f"{column.name}_gb"), size)
    return sizes


def _read_loose(column, loose, names, fault):
    """The ``CellValues`` of a ``LooseText``; the first ``fault`` where it cannot be read either."""
    found = []
    for key, text in loose.texts.items():
        target = column if key == column.name else _sister(column, key)
        try:
            values = parse_cell(target, text, names)
        except InvalidValue:
            raise fault from None
        found += [(target, name, value) for name, value in values.items()]
    return CellValues(tuple(found), loose.left_out)


def _sister(column, key):
    """The column of another fact of the same camera, display or phone."""
    return column_for_key(f"{column.key.removesuffix(column.name)}{key}")


def _read_dates(dates, names):
    found = []
    for key, text in dates.items():
        target = column_for_key(key)
        found += [(target, key, value) for value in parse_cell(target, text, names).values()]
    return CellValues(tuple(found))


def _read_combined(column, text, names):
    """Several facts, each in its own column. A word for a missing value holds for all of them."""
    targets = [column_for_key(key) for key in COMBINED_KEYS[column.key]]
    if text.casefold() in MISSING_WORDS:
        texts, left_out = [text] * len(targets), ""
    else:
        texts, left_out = _parse_sizes(column, text)
    reject_condition(text, left_out)
    found = []
    for target, part in zip(targets, texts, strict=False):
        values = parse_cell(target, part, names)
        found += [(target, key, value) for key, value in values.items()]
    return CellValues(tuple(found), left_out)


def _parse_sizes(column, text):
    """(the text of each size, what is left out)."""
    parse = parse_resolution_text if column.key == "resolution" else parse_sides_text
    try:
        sizes, left_out = parse(text)
    except ValueError as fault:
        raise InvalidValue(str(fault).removesuffix(".")) from fault
    return [f"{size:.10g}" for size in sizes], left_out
