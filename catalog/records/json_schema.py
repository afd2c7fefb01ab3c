"""The record format as a JSON Schema (draft 2020-12), drawn from the models."""

from django.db import models

from catalog.models.fields import Listed, PartialDateField, WebAddress
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
    (WebAddress, {"type": "string", "pattern": "^[hH][tT][tT][pP][sS]?://"}),
)

_ITEM_SCHEMAS = {int: {"type": "integer"}, float: {"type": "number"}}


def record_json_schema(address):
    """One schema for every kind of record, whose kind is the first key; ``address`` is where it is served."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
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
    return {
        "type": "object",
        "properties": {**columns, **lists},
        "required": [*shape.required, *shape.required_lists],
        "additionalProperties": False,
    }


def _list_schema(shape):
    found = {"type": "array"}
    if shape.alone:
        found["items"] = _column_schema(shape.columns[shape.alone])
    else:
        found["items"] = _row_schema(shape)
    if shape.most:
        found |= {"minItems": shape.least, "maxItems": shape.most}
    return found


def _column_schema(field):
    found = _type_schema(field)
    description = _description(field)
    if description:
        found["description"] = description
    hard = getattr(field, "hard", None)
    if hard:
        found |= {"minimum": hard[0], "maximum": hard[1]}
    if field.choices and not isinstance(field, Listed):
        found["enum"] = [value for value, _ in field.flatchoices]
    return found


def _type_schema(field):
    if isinstance(field, Listed):
        return {"type": "array", "items": _item_schema(field)}
    if field.name == "shares_sensor_with":
        return {"type": "integer", "minimum": 1, "description": "The place of another camera in the list."}
    for kind, schema in _SCHEMA_BY_FIELD:
        if isinstance(field, kind):
            return dict(schema)
    return {"type": "string"}


def _item_schema(field):
    found = dict(_ITEM_SCHEMAS.get(field.of, {"type": "string"}))
    if field.words:
        found["enum"] = field.words.values
    return found


def _description(field):
    """The help of the spec that prints the column, else of the column itself."""
    spec = SPECS.get(field.name)
    if spec and spec.of is field.model:
        return str(spec.help)
    return str(field.help_text)
