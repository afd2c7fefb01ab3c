"""Records as plain JSON, and back without a query: the columns that are known, with the records they refer to."""

import json
import zlib
from functools import cache

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateTimeField, QuerySet
from django.db.models.base import ModelState
from django.utils.dateparse import parse_datetime

from catalog.models import Brand, Camera, Chipset, Phone, PhoneChipset, Relation, Sensor, SoftwareObservation, Source
from catalog.models.fields import PartialDateField
from catalog.models.touched_phones import NOT_ON_PHONES
from catalog.quantities.partial_dates import PartialDate

REFERRED = {
    Phone: {"brand": Brand, "manufacturer": Brand},
    Brand: {"maker": Brand},
    Camera: {"sensor": Sensor},
    PhoneChipset: {"chipset": Chipset},
    SoftwareObservation: {"source": Source},
    Relation: {"phone": Phone, "other": Phone},
}
"""Model → {foreign key: model of the record that is written within}, where it is fetched."""

COMPRESSION = 3
"""A seventh larger than at zlib's usual 6, in a third of the time."""


def json_text(data):
    """On one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def packed_text(text):
    return zlib.compress(text.encode(), COMPRESSION)


def unpacked_text(packed):
    return zlib.decompress(packed).decode()


def packed_json(data):
    return packed_text(json_text(data))


def unpacked_json(packed):
    return json.loads(zlib.decompress(packed))


def unpacked_jsons(packed):
    """Of several that were packed and put one behind another, each."""
    found = []
    while packed:
        stream = zlib.decompressobj()
        found.append(json.loads(stream.decompress(packed)))
        packed = stream.unused_data
    return found


def first_json(packed):
    """The first of them; the others stay packed."""
    return json.loads(zlib.decompressobj().decompress(packed))


def row_of(record, without=()):
    """The columns of ``record`` that are not NULL, and the records it refers to but for the keys ``without``."""
    row = {}
    for field in prepared_columns(type(record)):
        value = getattr(record, field.attname)
        if value is not None:
            row[field.attname] = _plain_value(value)
    for name in REFERRED.get(type(record), ()):
        other = record._state.fields_cache.get(name)
        if other is not None and name not in without:
            row[name] = row_of(other)
    return row


def _plain_value(value):
    if isinstance(value, PartialDate):
        return value.number
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def record_of(model, row):
    """The record that ``row_of`` wrote, as if fetched; columns that are not prepared are fetched when they are asked
    for. Django's own way, through ``__init__``, takes five times as long."""
    record = model.__new__(model)
    attributes = record.__dict__
    attributes.update(_no_values(model))
    attributes.update(row)
    for name, read in _readers(model):
        if attributes[name] is not None:
            attributes[name] = read(attributes[name])
    record._state = state = ModelState()
    state.db = DEFAULT_DB_ALIAS
    state.adding = False
    for name, other in REFERRED.get(model, {}).items():
        if name in row:
            state.fields_cache[name] = record_of(other, attributes.pop(name))
    if model is Phone:
        record.stored_slug = record.slug
    return record


@cache
def prepared_columns(model):
    hidden = NOT_ON_PHONES.get(model, ())
    return [field for field in model._meta.concrete_fields if field.attname not in hidden]


@cache
def _no_values(model):
    return dict.fromkeys(field.attname for field in prepared_columns(model))


@cache
def _readers(model):
    """(column, what reads its plain value) of the columns that JSON has no type for."""
    readers = []
    for field in model._meta.concrete_fields:
        if isinstance(field, PartialDateField):
            readers.append((field.attname, _partial_date))
        if isinstance(field, DateTimeField):
            readers.append((field.attname, parse_datetime))
    return readers


@cache
def _partial_date(number):
    """One object for each day that occurs: a few thousand."""
    return PartialDate.from_number(number)


class PreparedRows(QuerySet):
    """What prefetching leaves with a record; the records are built when they are first asked for."""

    build = None
    """Gives the list of records."""
    built = None

    @classmethod
    def of(cls, model, build):
        rows = cls(model)
        rows.build = build
        return rows

    @property
    def _result_cache(self):
        if self.built is None and self.build:
            self.built = self.build()
        return self.built

    @_result_cache.setter
    def _result_cache(self, records):
        self.built = records
