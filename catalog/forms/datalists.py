"""Boxes to type into that offer what is usually typed there, and that say what they are."""

from difflib import get_close_matches

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError

from catalog.quantities import countries
from catalog.quantities.parsers.prices import CURRENCIES

DATALISTS = {"countries": countries.COUNTRY_NAMES, "currencies": dict.fromkeys(CURRENCIES, "")}
"""Lists that a page of the desk holds once, by the name under which its boxes offer them."""


class DatalistInput(forms.TextInput):
    """A text field that offers one of the ``DATALISTS`` lists while one types."""

    def __init__(self, offered, **attrs):
        super().__init__({"list": f"offered-{offered}", "autocomplete": "off", "class": "vTextField", **attrs})


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's two boxes of a moment, each with its name."""

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
        code = text and countries.parse_country_code(text)
        if text and not code:
            near = get_close_matches(text.title(), countries.COUNTRY_NAMES.values(), n=1)
            raise ValidationError(f"“{text}” is no country.{f' Did you mean {near[0]}?' if near else ' Write DE.'}")
        return code or self.empty_value
