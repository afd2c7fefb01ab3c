"""One value: from the text of a record to what its column holds, and checked as the database would."""

import math
import re
from datetime import UTC
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime

from catalog.models import Camera, Collection
from catalog.models.fields import Count, Listed, Measure, PartialDateField
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet import query_validators
from catalog.sheet.registry import SPECS

from .yaml_tree import Mapping, Scalar, Sequence

_NULL_WORDS = {"", "~", "null"}
_TRUE_WORDS, _FALSE_WORDS = {"yes", "true"}, {"no", "false"}
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


class InvalidValue(ValueError):
    """Why a value cannot stand in its column: one reason or several."""

    @property
    def reasons(self):
        return self.args


def is_null(node):
    """Whether a value was left out in so many words: ``key:``, ``~``, ``null``."""
    return isinstance(node, Scalar) and not node.quoted and node.text.strip().lower() in _NULL_WORDS


def parse_value(field, node):
    """The plain value of ``node`` for ``field``; BadValue with the reason otherwise."""
    value = parser_for_field(field)(node)
    validate_value(field, value)
    return value


@cache
def parser_for_field(field):
    """The function that turns a node into a value of this column."""
    if isinstance(field, Listed):
        item = {int: _parse_integer, float: _parse_number}.get(field.of, _parse_text)
        return lambda node: _parse_list(node, item)
    if isinstance(field, models.ForeignKey):
        return _parse_integer if field.related_model is field.model and field.model is Camera else _parse_text
    for kind, reader in _PARSERS:
        if isinstance(field, kind):
            return reader
    return _parse_text


def validate_value(field, value):
    """The column's own rules: vocabulary, length, bounds."""
    choices = _allowed_values(field)
    if choices and value not in choices:
        raise InvalidValue(f"“{value}” is not one of: {', '.join(map(str, choices))}")
    for rule in _field_validators(field):
        try:
            rule(PartialDate.parse(value) if isinstance(field, PartialDateField) else value)
        except ValidationError as fault:
            raise InvalidValue(*(message.removesuffix(".") for message in fault.messages)) from fault


@cache
def _allowed_values(field):
    return tuple(value for value, _ in field.flatchoices)


@cache
def _field_validators(field):
    if isinstance(field, models.ForeignKey):
        return ()
    whole = (lambda value: field.validate(value, None),) if isinstance(field, Listed) else ()
    asked = (_validate_query,) if field == Collection._meta.get_field("query") else ()
    return (*whole, *asked, *field.validators)


def _validate_query(query):
    faults = list(query_validators.query_faults(query))
    if faults:
        raise ValidationError(faults)


def _scalar_text(node):
    if not isinstance(node, Scalar):
        raise InvalidValue(f"expected one value, found a {'list' if isinstance(node, Sequence) else 'mapping'}")
    return node.text.strip()


def _parse_list(node, reader):
    """Every item of a list; all that is wrong with any of them at once."""
    if not isinstance(node, Sequence):
        raise InvalidValue("expected a list: [a, b]")
    values, reasons = [], []
    for item in node.items:
        try:
            values.append(_reject_empty_item() if is_null(item) else reader(item))
        except InvalidValue as fault:
            reasons += fault.reasons
    if reasons:
        raise InvalidValue(*reasons)
    return values


def _reject_empty_item():
    raise InvalidValue("an empty item: leave it out")


def _parse_text(node):
    text = _scalar_text(node).replace("\r\n", "\n")
    if not text:
        raise InvalidValue("empty: leave the key out where nothing is known")
    if "\0" in text:
        raise InvalidValue("a NUL character cannot be stored")
    return text


def _parse_number(node):
    text = _scalar_text(node)
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", text):
        raise InvalidValue(f"“{text}” is not a number: write 9.3")
    value = float(text)
    if not math.isfinite(value):
        raise InvalidValue(f"“{text}” is not a number")
    return formatters.int_if_whole(value)


def _parse_integer(node):
    value = _parse_number(node)
    if not isinstance(value, int):
        raise InvalidValue(f"“{value}” is not a whole number")
    return value


def _parse_boolean(node):
    word = _scalar_text(node).lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        raise InvalidValue(f"“{word}” is neither yes nor no")
    return word in _TRUE_WORDS


def _parse_partial_date(node):
    try:
        return str(PartialDate.parse(_scalar_text(node)))
    except ValueError as fault:
        raise InvalidValue(str(fault)) from fault


def _parse_datetime(node):
    text = _scalar_text(node)
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidValue(f"“{text}” is not a moment with its time zone: write 2022-11-10T09:00:00Z")
    return datetime_text(moment)


def datetime_text(moment):
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_value_for_key(node, key=None):
    """A value as the row of that ``key`` has it: a number, a date or a text. Where there is no such row, or it is read
    otherwise, bare numbers are numbers, yes and no are flags, and all else text; a list is read item by item."""
    if isinstance(node, Sequence):
        return _parse_list(node, parse_value_for_key)
    if isinstance(node, Mapping):
        raise InvalidValue("expected a value or a list, found a mapping")
    spec = SPECS.get(key)
    return _claim_value_parser(spec and spec.field)(node)


def _claim_value_parser(field):
    """How a single value of a column is read in a claim: words with the unit of a price are let through."""
    if isinstance(field, PartialDateField):
        return _parse_partial_date
    if isinstance(field, models.CharField):
        return _parse_text
    if isinstance(field, models.BooleanField):
        return _parse_boolean
    return _parse_number if isinstance(field, (Measure, Count)) and field.name != "launch_price" else _parse_untyped


def _parse_untyped(node):
    text = _parse_text(node)
    if node.quoted:
        return text
    if _NUMBER.fullmatch(text) and len(text) < 16:
        return formatters.int_if_whole(float(text)) if "." in text else int(text)
    return {"true": True, "yes": True, "false": False, "no": False}.get(text, text)


_PARSERS = (
    (PartialDateField, _parse_partial_date),
    (models.JSONField, parse_value_for_key),
    (models.BooleanField, _parse_boolean),
    (models.IntegerField, _parse_integer),
    (models.FloatField, _parse_number),
    (models.DateTimeField, _parse_datetime),
)
