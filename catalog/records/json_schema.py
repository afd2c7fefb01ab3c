"""The record format as a JSON Schema (draft 2020-12), drawn from the models."""

from django.db import models

from catalog.models.fields import Listed, PartialDateField
from catalog.models.validators import SLUG_PATTERN
from catalog.sheet.registry import SPECS

from .shapes import RECORD_SHAPES

_DATE_SCHEMA = {"type": "string", "pattern": r"^\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?$"}
_SLUG_SCHEMA = {"type": "string", "pattern": f"^{SLUG_PATTERN}$"}
_SCHEMA_BY_FIELD = (
    (PartialDateField, _DATE_SCHEMA),
    (models.JSONField, {"type": ["string", "number", "boolean", "array"]}),
    (models.BooleanField, {"type": "boolean"}),
    (models.ForeignKey, _SLUG_SCHEMA),
    (models.IntegerField, {"type": "integer"}),
    (models.FloatField, {"type": "number"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.SlugField, _SLUG_SCHEMA),
)


def record_json_schema():
    """One schema for every kind of record; its kind is the first key."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of the phone catalogue",
        "description": "A key that is missing means “not known”; an empty list means “known to be none”.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in RECORD_SHAPES],
        "$defs": {kind: _record_schema(kind, shape) for kind, shape in RECORD_SHAPES.items()},
    }


def _record_schema(kind, shape):
    row = _row_schema(shape)
    return {**row, "properties": {kind: _SLUG_SCHEMA, **row["properties"]}, "required": [kind, *row["required"]]}


def _row_schema(shape):
    columns = {name: _column_schema(field) for name, field in shape.columns.items()}
    lists = {name: _list_schema(rows) for name, rows in shape.lists}
    required = [
        name for name, field in shape.columns.items() if not field.null and not field.blank and not field.has_default()
    ]
    required += [name for name, rows in shape.lists if rows.least]
    return {"type": "object", "properties": {**columns, **lists}, "required": required, "additionalProperties": False}


def _list_schema(shape):
    items = _column_schema(shape.columns[shape.alone]) if shape.alone else _row_schema(shape)
    limits = {"minItems": shape.least, "maxItems": shape.most} if shape.most else {}
    return {"type": "array", "items": items, **limits}


def _column_schema(field):
    found = {**_type_schema(field), **_description_schema(field)}
    if hard := getattr(field, "hard", None):
        found |= {"minimum": hard[0], "maximum": hard[1]}
    if field.choices and not isinstance(field, Listed):
        found |= {"enum": [value for value, _ in field.flatchoices]}
    return found


def _type_schema(field):
    if isinstance(field, Listed):
        words = {"enum": field.words.values} if field.words else {}
        item = {int: {"type": "integer"}, float: {"type": "number"}}.get(field.of, {"type": "string"})
        return {"type": "array", "items": {**item, **words}}
    if field.name == "shares_sensor_with":
        return {"type": "integer", "minimum": 1, "description": "The place of another camera in the list."}
    return next((schema for kind, schema in _SCHEMA_BY_FIELD if isinstance(field, kind)), {"type": "string"})


def _description_schema(field):
    spec = SPECS.get(field.name)
    words = spec.help if spec and spec.of is field.model else field.help_text
    return {"description": str(words)} if words else {}
