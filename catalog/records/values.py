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

_NOTHING = {"", "~", "null"}
_YES, _NO = {"yes", "true"}, {"no", "false"}
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


class BadValue(ValueError):
    """Why a value cannot stand in its column: one reason or several."""

    @property
    def reasons(self):
        return self.args


def is_nothing(node):
    """Whether a value was left out in so many words: ``key:``, ``~``, ``null``."""
    return isinstance(node, Scalar) and not node.quoted and node.text.strip().lower() in _NOTHING


def read_value(field, node):
    """The plain value of ``node`` for ``field``; BadValue with the reason otherwise."""
    value = reader_of(field)(node)
    check_value(field, value)
    return value


@cache
def reader_of(field):
    """The function that turns a node into a value of this column."""
    if isinstance(field, Listed):
        item = {int: _whole, float: _decimal}.get(field.of, _text)
        return lambda node: _each(node, item)
    if isinstance(field, models.ForeignKey):
        return _whole if field.related_model is field.model and field.model is Camera else _text
    for kind, reader in _READERS:
        if isinstance(field, kind):
            return reader
    return _text


def check_value(field, value):
    """The column's own rules: vocabulary, length, bounds."""
    choices = _choices(field)
    if choices and value not in choices:
        raise BadValue(f"“{value}” is not one of: {', '.join(map(str, choices))}")
    for rule in _rules(field):
        try:
            rule(PartialDate.parse(value) if isinstance(field, PartialDateField) else value)
        except ValidationError as fault:
            raise BadValue(*(message.removesuffix(".") for message in fault.messages)) from fault


@cache
def _choices(field):
    return tuple(value for value, _ in field.flatchoices)


@cache
def _rules(field):
    if isinstance(field, models.ForeignKey):
        return ()
    whole = (lambda value: field.validate(value, None),) if isinstance(field, Listed) else ()
    asked = (_check_query,) if field == Collection._meta.get_field("query") else ()
    return (*whole, *asked, *field.validators)


def _check_query(query):
    faults = list(query_validators.query_faults(query))
    if faults:
        raise ValidationError(faults)


def _scalar_text(node):
    if not isinstance(node, Scalar):
        raise BadValue(f"expected one value, found a {'list' if isinstance(node, Sequence) else 'mapping'}")
    return node.text.strip()


def _each(node, reader):
    """Every item of a list; all that is wrong with any of them at once."""
    if not isinstance(node, Sequence):
        raise BadValue("expected a list: [a, b]")
    values, reasons = [], []
    for item in node.items:
        try:
            values.append(_nothing_in_list() if is_nothing(item) else reader(item))
        except BadValue as fault:
            reasons += fault.reasons
    if reasons:
        raise BadValue(*reasons)
    return values


def _nothing_in_list():
    raise BadValue("an empty item: leave it out")


def _text(node):
    text = _scalar_text(node).replace("\r\n", "\n")
    if not text:
        raise BadValue("empty: leave the key out where nothing is known")
    if "\0" in text:
        raise BadValue("a NUL character cannot be stored")
    return text


def _decimal(node):
    text = _scalar_text(node)
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", text):
        raise BadValue(f"“{text}” is not a number: write 9.3")
    value = float(text)
    if not math.isfinite(value):
        raise BadValue(f"“{text}” is not a number")
    return formatters.int_if_whole(value)


def _whole(node):
    value = _decimal(node)
    if not isinstance(value, int):
        raise BadValue(f"“{value}” is not a whole number")
    return value


def _yes_or_no(node):
    word = _scalar_text(node).lower()
    if word not in _YES | _NO:
        raise BadValue(f"“{word}” is neither yes nor no")
    return word in _YES


def _date(node):
    try:
        return str(PartialDate.parse(_scalar_text(node)))
    except ValueError as fault:
        raise BadValue(str(fault)) from fault


def _moment(node):
    text = _scalar_text(node)
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadValue(f"“{text}” is not a moment with its time zone: write 2022-11-10T09:00:00Z")
    return moment_text(moment)


def moment_text(moment):
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def free_value(node, key=None):
    """A value as the row of that ``key`` has it: a number, a date or a text. Where there is no such row, or it is read
    otherwise, bare numbers are numbers, yes and no are flags, and all else text; a list is read item by item."""
    if isinstance(node, Sequence):
        return _each(node, free_value)
    if isinstance(node, Mapping):
        raise BadValue("expected a value or a list, found a mapping")
    spec = SPECS.get(key)
    return _typed_reader(spec and spec.field)(node)


def _typed_reader(field):
    """How a single value of a column is read in a claim: words with the unit of a price are let through."""
    if isinstance(field, PartialDateField):
        return _date
    if isinstance(field, models.CharField):
        return _text
    if isinstance(field, models.BooleanField):
        return _yes_or_no
    return _decimal if isinstance(field, (Measure, Count)) and field.name != "launch_price" else _bare


def _bare(node):
    text = _text(node)
    if node.quoted:
        return text
    if _NUMBER.fullmatch(text) and len(text) < 16:
        return formatters.int_if_whole(float(text)) if "." in text else int(text)
    return {"true": True, "yes": True, "false": False, "no": False}.get(text, text)


_READERS = (
    (PartialDateField, _date),
    (models.JSONField, free_value),
    (models.BooleanField, _yes_or_no),
    (models.IntegerField, _whole),
    (models.FloatField, _decimal),
    (models.DateTimeField, _moment),
)
