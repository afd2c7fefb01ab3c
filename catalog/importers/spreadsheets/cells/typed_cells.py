"""Cells in which a workbook holds a number or a date, and the columns that cannot be that."""

import re

from django.db.models import TextField

from catalog.models.fields import Listed, PartialDateField
from catalog.records.value_parser import InvalidValue

from ..files.tables import DateText, NumberText

_POWER_OF_TEN = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_CODE_KEYS = {"model_code"}
_SHORTEST_REMARK = 200
"""Text columns for so many characters are remarks, in which a date may stand."""
_LARGEST_LIST_ITEM = 999
_RETYPE = "format the column as text, and type it again"


def reject_wrong_type(column, text):
    """Raise ``InvalidValue`` where a spreadsheet program has made a number or a date of what was typed."""
    if isinstance(text, DateText):
        _reject_date(column, text)
    if isinstance(text, NumberText):
        _reject_number(column, text)
    if _holds_text(column) and _POWER_OF_TEN.fullmatch(text):
        raise InvalidValue(f"“{text}” is what a spreadsheet program has made of another text: {_RETYPE}")


def _reject_date(column, text):
    if isinstance(column.field, PartialDateField):
        if not re.search(r"\d{4}", text):
            raise InvalidValue(f"the cell shows no year (“{text}”): show it, or write the date as text")
    elif not _is_remark(column.field):
        raise InvalidValue(f"the file holds a date here ({text}), which may have been another text: {_RETYPE}")


def _is_remark(field):
    """Whether a column, or a list (None), is for whole sentences."""
    if isinstance(field, TextField):
        return True
    longest = getattr(field, "max_length", None) or 0
    return longest >= _SHORTEST_REMARK and _holds_plain_text(field)


def _reject_number(column, text):
    if column.key in _CODE_KEYS:
        raise InvalidValue(
            f"the file holds a number here ({text}), and a code may have lost characters by it: {_RETYPE}"
        )
    if isinstance(column.field, PartialDateField) and not text.isdecimal():
        raise InvalidValue(f"the file holds a number here ({text}), and no date: {_RETYPE}")
    if isinstance(column.field, Listed) and column.field.of is int and not _is_list_item(text):
        raise InvalidValue(f"the file holds one number here ({text}), which may have been a list: {_RETYPE}")


def _is_list_item(text):
    return text.isdecimal() and int(text) <= _LARGEST_LIST_ITEM


def _holds_text(column):
    if column.field is None:
        return True
    return _holds_plain_text(column.field)


def _holds_plain_text(field):
    return field.get_internal_type() in ("CharField", "TextField") and not isinstance(field, Listed)
