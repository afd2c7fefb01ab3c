"""By which keys an editor may speak of facts."""

from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from catalog.models.vocabulary import RelationKind
from catalog.sheet.registry import CAMERA_CLAIM_SPECS, CLAIM_ONLY_SPECS, PHONE_CLAIM_SPECS, ROW_CLAIM_SPECS

CAMERA_KEYS = {key: spec.label for key, spec in CAMERA_CLAIM_SPECS.items()}
PHONE_KEYS = {key: spec.label for key, spec in PHONE_CLAIM_SPECS.items()}
"""Key → label."""
_CLAIM_ONLY_KEYS = {key: spec.label for key, spec in CLAIM_ONLY_SPECS.items()}
ROW_KEYS = {key: f"{spec.label} (of a model code or market)" for key, spec in ROW_CLAIM_SPECS.items()}
CLAIMABLE_KEYS = {**ROW_KEYS, **CAMERA_KEYS, **PHONE_KEYS, **_CLAIM_ONLY_KEYS, **dict(RelationKind.choices)}


class FactKeyInput(forms.TextInput):
    """A text field that offers the keys, with their labels, while one types."""

    def __init__(self, keys):
        self.keys = keys
        super().__init__(attrs={"class": "vTextField"})

    def render(self, name, value, attrs=None, renderer=None):
        listed = f"keys-{name}"
        field = super().render(name, value, {**(attrs or {}), "list": listed, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.keys.items())
        return format_html('{}<datalist id="{}">{}</datalist>', field, listed, options)


class FactKeyFormField(forms.CharField):
    """One of ``keys`` (key → label), typed; a key that does not exist is refused with those that look like it."""

    def __init__(self, keys, **options):
        self.keys = keys
        super().__init__(**{"max_length": 60, "widget": FactKeyInput(keys), **options})

    def validate(self, value):
        super().validate(value)
        if value and value not in self.keys:
            raise ValidationError(f"There is no fact “{value}”.{self.near(value)}")

    def near(self, value):
        found = get_close_matches(value.lower().replace(" ", "_"), self.keys, n=3)
        return f" Did you mean {' or '.join(f'“{key}”' for key in found)}?" if found else ""
