"""The record format as a JSON Schema (draft 2020-12), drawn from the models."""

from django.db import models

from catalog.models.fields import Listed, PartialDateField
from catalog.models.validators import SLUG_PATTERN
from catalog.sheet.registry import SPECS

from .shapes import KINDS

_DATE = {"type": "string", "pattern": r"^\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?$"}
_SLUG = {"type": "string", "pattern": f"^{SLUG_PATTERN}$"}
_TYPES = (
    (PartialDateField, _DATE),
    (models.JSONField, {"type": ["string", "number", "boolean", "array"]}),
    (models.BooleanField, {"type": "boolean"}),
    (models.ForeignKey, _SLUG),
    (models.IntegerField, {"type": "integer"}),
    (models.FloatField, {"type": "number"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.SlugField, _SLUG),
)


def record_schema():
    """One schema for every kind of record; its kind is the first key."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of the phone catalogue",
        "description": "A key that is missing means “not known”; an empty list means “known to be none”.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS],
        "$defs": {kind: _record(kind, shape) for kind, shape in KINDS.items()},
    }


def _record(kind, shape):
    row = _row(shape)
    return {**row, "properties": {kind: _SLUG, **row["properties"]}, "required": [kind, *row["required"]]}


def _row(shape):
    columns = {name: _column(field) for name, field in shape.columns.items()}
    lists = {name: _list(rows) for name, rows in shape.lists}
    required = [
        name for name, field in shape.columns.items() if not field.null and not field.blank and not field.has_default()
    ]
    required += [name for name, rows in shape.lists if rows.least]
    return {"type": "object", "properties": {**columns, **lists}, "required": required, "additionalProperties": False}


def _list(shape):
    items = _column(shape.columns[shape.alone]) if shape.alone else _row(shape)
    limits = {"minItems": shape.least, "maxItems": shape.most} if shape.most else {}
    return {"type": "array", "items": items, **limits}


def _column(field):
    found = {**_typed(field), **_described(field)}
    if hard := getattr(field, "hard", None):
        found |= {"minimum": hard[0], "maximum": hard[1]}
    if field.choices and not isinstance(field, Listed):
        found |= {"enum": [value for value, _ in field.flatchoices]}
    return found


def _typed(field):
    if isinstance(field, Listed):
        words = {"enum": field.words.values} if field.words else {}
        item = {int: {"type": "integer"}, float: {"type": "number"}}.get(field.of, {"type": "string"})
        return {"type": "array", "items": {**item, **words}}
    if field.name == "shares_sensor_with":
        return {"type": "integer", "minimum": 1, "description": "The place of another camera in the list."}
    return next((schema for kind, schema in _TYPES if isinstance(field, kind)), {"type": "string"})


def _described(field):
    spec = SPECS.get(field.name)
    words = spec.help if spec and spec.of is field.model else field.help_text
    return {"description": str(words)} if words else {}
