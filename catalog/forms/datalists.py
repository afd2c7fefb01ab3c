"""Widgets with a datalist of usual values or with labels of their own, and the form field of a country."""

from difflib import get_close_matches

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError

from catalog.quantities import countries
from catalog.quantities.parsers.prices import CURRENCIES

DATALISTS = {"countries": countries.COUNTRY_NAMES, "currencies": dict.fromkeys(CURRENCIES, "")}
"""Datalists that a page of the desk has once, by the name that its text inputs refer to."""


class DatalistInput(forms.TextInput):
    """A text input with one of the ``DATALISTS``."""

    def __init__(self, offered, **attrs):
        super().__init__({"list": f"offered-{offered}", "autocomplete": "off", "class": "vTextField", **attrs})


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's widget of a date and a time, each input with an accessible name."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, ("Date", "Time"), strict=True):
            widget.attrs["aria-label"] = name


class CountryFormField(forms.CharField):
    """A code, or the name of a country: JP, Japan, UK."""

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": 60, "widget": DatalistInput("countries")})

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return self.empty_value
        code = countries.parse_country_code(text)
        if not code:
            raise ValidationError(f"“{text}” is not a country. {_country_hint(text)}")
        return code


def _country_hint(text):
    similar = get_close_matches(text.title(), countries.COUNTRY_NAMES.values(), n=1)
    if not similar:
        return "Write DE."
    return f"Did you mean {similar[0]}?"
