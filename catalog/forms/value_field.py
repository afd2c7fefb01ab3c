"""Form field of a value as a record has it: JSON, or plain text."""

import json

from django import forms
from django.core.exceptions import ValidationError

_MAX_VALUE_LENGTH = 2000


class ValueFormField(forms.Field):
    """A value as in a record: 211, IP68, [256, 512], 2022-11. What is no JSON is text."""

    widget = forms.TextInput(attrs={"class": "vTextField", "maxlength": _MAX_VALUE_LENGTH})

    def bound_data(self, data, initial):
        return SubmittedText(data or "")

    def prepare_value(self, value):
        if value is None or isinstance(value, SubmittedText):
            return value
        if _is_read_back_as_typed(value):
            return value
        return json.dumps(value, ensure_ascii=False)

    def to_python(self, value):
        text = (value or "").strip()
        if len(text) > _MAX_VALUE_LENGTH or "\0" in text:
            raise ValidationError("This value is too long, or not text.")
        if not text:
            return None
        return parse_value(text)

    def validate(self, value):
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")


class SubmittedText(str):
    """Text on its way back to the person who typed it."""


def parse_value(text):
    """``text`` as JSON where it is JSON that every database can store, else as it stands."""
    try:
        value = json.loads(text, parse_constant=_reject_constant)
        stored = json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return text
    if b"\\u0000" in stored:  # PostgreSQL refuses it
        return text
    return value


def _is_read_back_as_typed(value):
    """Whether ``value`` is text that needs no quotation marks: the text “211” does, or it would become a number."""
    return isinstance(value, str) and parse_value(value) == value


def _reject_constant(constant):
    raise ValueError(f"{constant} is not a value")
