"""One value: what its column holds, checked as the database would.

A value comes typed, from forms and from what is stored, or as the text of a record file. Here, and nowhere else, a text
becomes a typed value: a column knows whether ``no`` is a flag, a country or a word.
"""

import re
from datetime import UTC
from functools import cache, partial
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime

from catalog.models import Camera, Collection
from catalog.models.fields import Count, Listed, Measure, PartialDateField
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet import query_validators
from catalog.sheet.registry import ROW_CLAIM_SPECS, SPECS

from .yaml_tree import MAX_DEPTH

_NULL_WORDS = {"", "~", "null"}
_TRUE_WORDS = {"yes", "true"}
_FALSE_WORDS = {"no", "false"}
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_TOO_LARGE = 10**15
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_DEEPEST_LIST = MAX_DEPTH - 5
"""How many lists may lie in each other in a value: that of a claim of a camera is itself five levels deep in a file."""


class Unquoted(str):
    """A scalar that stands without quotes in a record file: a number, a flag, a date or a word, as its column says."""

    __slots__ = ()


class InvalidValue(ValueError):
    """Why a value cannot stand in its column: one reason or several."""

    @property
    def reasons(self):
        return self.args


def is_null(value):
    """Whether a value was left out in so many words: None, or in a record ``key:``, ``~``, ``null``."""
    if value is None:
        return True
    return isinstance(value, Unquoted) and value.strip().lower() in _NULL_WORDS


def parse_value(field, value):
    """What ``field`` holds for a typed value or a text; InvalidValue with the reason otherwise."""
    parsed = parser_of(field)(value)
    validate_value(field, parsed)
    return parsed


@cache
def parser_of(field):
    """The function that turns a value or its text into a value of this column."""
    if isinstance(field, Listed):
        return partial(_parse_list, parser=_ITEM_PARSERS.get(field.of, _parse_text))
    if field == Camera._meta.get_field("shares_sensor_with"):
        return _parse_integer
    for kind, parser in _PARSERS:
        if isinstance(field, kind):
            return parser
    return _parse_text


def validate_value(field, value):
    """The column's own rules: vocabulary, length, bounds."""
    choices = _allowed_values(field)
    if choices and value not in choices:
        words = ", ".join(map(str, choices))
        raise InvalidValue(f"“{value}” is not one of: {words}")
    if isinstance(field, PartialDateField):
        value = PartialDate.parse(value)
    for validator in _field_validators(field):
        _run_validator(validator, value)


def _run_validator(validator, value):
    try:
        validator(value)
    except ValidationError as fault:
        reasons = [message.removesuffix(".") for message in fault.messages]
        raise InvalidValue(*reasons) from fault


@cache
def _allowed_values(field):
    return tuple(value for value, _ in field.flatchoices)


@cache
def _field_validators(field):
    if isinstance(field, models.ForeignKey):
        return ()
    validators = list(field.validators)
    if field == Collection._meta.get_field("query"):
        validators.insert(0, _validate_query)
    if isinstance(field, Listed):
        validators.insert(0, partial(field.validate, model_instance=None))
    return tuple(validators)


def _validate_query(query):
    faults = list(query_validators.query_faults(query))
    if faults:
        raise ValidationError(faults)


def _scalar_text(value):
    """A single value as a text, without spaces around it; typed ones as records write them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        raise InvalidValue("expected one value, found a list")
    if isinstance(value, dict):
        raise InvalidValue("expected one value, found a mapping")
    return as_text(value)


def as_text(value):
    """A single typed value as records write it: yes and no, numbers with at most ten decimals; “” for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return str(value)


def _parse_list(value, parser):
    """Every item of a list; all that is wrong with any of them at once."""
    if not isinstance(value, list):
        raise InvalidValue("expected a list: [a, b]")
    items = []
    reasons = []
    for item in value:
        if is_null(item):
            reasons.append("an empty item: leave it out")
            continue
        try:
            items.append(parser(item))
        except InvalidValue as fault:
            reasons += fault.reasons
    if reasons:
        raise InvalidValue(*reasons)
    return items


def _parse_text(value):
    text = _scalar_text(value).replace("\r\n", "\n")
    if not text:
        raise InvalidValue("empty: leave the key out where nothing is known")
    unstorable = _UNSTORABLE.search(text)
    if unstorable:
        what = "a NUL character" if unstorable[0] == "\0" else "half of a character"
        raise InvalidValue(f"{what} cannot be stored")
    return text


def _parse_number(value):
    """A number of at most 15 digits before the point and ten behind it; an int where it is whole."""
    if type(value) in (int, float) and abs(value) < _TOO_LARGE:
        return formatters.int_if_whole(round(value, 10))
    text = _scalar_text(value)
    if not _DECIMAL.fullmatch(text):
        raise InvalidValue(f"“{text}” is not a number: write 9.3")
    return formatters.int_if_whole(float(text))


def _parse_integer(value):
    number = _parse_number(value)
    if not isinstance(number, int):
        raise InvalidValue(f"“{number}” is not a whole number")
    return number


def _parse_boolean(value):
    if isinstance(value, bool):
        return value
    word = _scalar_text(value).lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        raise InvalidValue(f"“{word}” is neither yes nor no")
    return word in _TRUE_WORDS


def _parse_partial_date(value):
    try:
        return str(PartialDate.parse(_scalar_text(value)))
    except ValueError as fault:
        raise InvalidValue(str(fault)) from fault


def _parse_datetime(value):
    text = _scalar_text(value)
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidValue(f"“{text}” is not a moment with its time zone: write 2022-11-10T09:00:00Z")
    return datetime_text(moment)


def datetime_text(moment):
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_value_for_key(value, key=None):
    """A value as the row of that ``key`` has it: a number, a date or a text. Where there is no such row, or it is read
    otherwise, bare numbers are numbers, yes and no are flags, and all else text; a list is read item by item."""
    if isinstance(value, list):
        if _depth(value) > _DEEPEST_LIST:
            raise InvalidValue("nested too deeply")
        return _parse_list(value, parse_value_for_key)
    if isinstance(value, dict):
        raise InvalidValue("expected a value or a list, found a mapping")
    spec = SPECS.get(key) or ROW_CLAIM_SPECS.get(key)
    if spec is None:
        return _guessed(value)
    parser = _claimed_value_parser(spec.field)
    return parser(value)


def _depth(value):
    """How many lists lie in each other: 1 for a list of single values."""
    depth = 0
    lists = [value]
    while lists:
        depth += 1
        items = chain.from_iterable(lists)
        lists = [item for item in items if isinstance(item, list)]
    return depth


def _claimed_value_parser(field):
    """How a single value of a column is read in a claim: words with the unit of a price are let through."""
    if isinstance(field, PartialDateField):
        return _parse_partial_date
    if isinstance(field, models.CharField):
        return _parse_text
    if isinstance(field, models.BooleanField):
        return _parse_boolean
    if isinstance(field, (Measure, Count)) and field.name != "launch_price":
        return _parse_number
    return _guessed


def _guessed(value):
    """A value whose type no column says: what was written with quotes, or is a typed text, is a text."""
    text = _parse_text(value)
    is_quoted = isinstance(value, str) and not isinstance(value, Unquoted)
    if is_quoted:
        return text
    if _NUMBER.fullmatch(text) and len(text) < 16:
        return _number(text)
    return _FLAGS.get(text, text)


def _number(text):
    if "." in text:
        return formatters.int_if_whole(float(text))
    return int(text)


_ITEM_PARSERS = {int: _parse_integer, float: _parse_number}


_PARSERS = (
    (PartialDateField, _parse_partial_date),
    (models.JSONField, parse_value_for_key),
    (models.BooleanField, _parse_boolean),
    (models.IntegerField, _parse_integer),
    (models.FloatField, _parse_number),
    (models.DateTimeField, _parse_datetime),
)
