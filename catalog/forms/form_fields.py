"""Form fields and widgets of our columns. A form that is saved as it was opened changes nothing."""

import csv
import re

from django import forms
from django.core.exceptions import ValidationError

from catalog.quantities import formatters, parsers

NONE_WORD = "none"
_MAX_NUMBER = 1_000_000
_BAND_PATTERN = re.compile(r"\b[bn] ?\d|lte|nr|\d[\s/;|]+\d|[245]g|mhz|band", re.IGNORECASE)


def with_help_hint(options, hint):
    """A form field's options with ``hint`` at the end of its help text."""
    help_text = str(options.get("help_text", "")).rstrip(".")
    if help_text:
        hint = f"{help_text}. {hint}"
    return {**options, "help_text": hint}


def parse_or_invalid(parse, text, *args, **options):
    """What a parser makes of a text; None of an empty one. Its ValueError becomes a ValidationError with the same
    message."""
    if not text:
        return None
    try:
        return parse(text, *args, **options)
    except ValueError as fault:
        raise ValidationError(str(fault)) from fault


class PartialDateFormField(forms.CharField):
    """A date as precise as it is known, typed as text."""

    def __init__(self, **options):
        super().__init__(**with_help_hint(options, "2022, 2022-Q4, 2022-11 or 2022-11-18."))

    def to_python(self, value):
        return parse_or_invalid(parsers.parse_date, value)

    def has_changed(self, initial, data):
        """Compares texts: ``initial`` is a ``PartialDate``."""
        return str(initial or "") != str(data or "")


class FlagSelect(forms.NullBooleanSelect):
    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("unknown", "Not known"), ("true", "Yes"), ("false", "No")]


class MeasureInput(forms.TextInput):
    """A text input, because an input of type number would refuse “8 oz”."""

    def __init__(self, attrs=None):
        defaults = {"class": "figure", "inputmode": "text", "maxlength": 80}
        super().__init__(defaults | (attrs or {}))


class MeasureFormField(forms.FloatField):
    """A number in the unit of its column, or with another unit: 211, 8 oz. 211.0 is shown as 211.

    ``bounds`` only tell separators of thousands from those of decimals; the column's validators refuse what is outside.
    """

    widget = MeasureInput

    def __init__(self, *, unit=None, bounds=None, whole=False, **options):
        self.unit = unit
        self.whole = whole
        self.bounds = bounds
        super().__init__(**options)

    def prepare_value(self, value):
        return formatters.int_if_whole(value)

    def to_python(self, value):
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        return parse_or_invalid(parsers.parse_quantity, value, self.unit, whole=self.whole, bounds=self.bounds)


class TypeLabelFormField(forms.CharField):
    """The type label of a sensor: 1/1.31. Blank is None."""

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": 80, "empty_value": None})

    def to_python(self, value):
        return parse_or_invalid(parsers.parse_type_label, super().to_python(value))


class CurrencyFormField(forms.CharField):
    """An ISO code, or a sign or word for one: JPY, ¥, yen. Blank is None."""

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": 20, "empty_value": None})

    def to_python(self, value):
        return parse_or_invalid(parsers.parse_currency, super().to_python(value))


class LongTextFormField(forms.CharField):
    """Text of several lines. Browsers send CRLF; LF is stored. Blank is None."""

    def __init__(self, **options):
        super().__init__(**{"strip": False, **options, "empty_value": None})

    def to_python(self, value):
        text = super().to_python(value) or ""
        if not text.strip():
            return None
        return text.replace("\r\n", "\n")


class ListFormField(forms.CharField):
    """Values between commas, in quotation marks where they hold a comma. Blank is None, the word none is no value.

    Numbers may carry their ``unit``. A list of ``bands`` (a key of ``parse_bands``) may be typed as that reads it.
    """

    def __init__(self, *, of=str, unit=None, bands=None, **options):
        self.of = of
        self.unit = unit
        self.bands = bands
        options["widget"] = forms.TextInput(attrs={"class": "vLargeTextField"})
        super().__init__(**with_help_hint(options, "Separated by commas; “none” if there are none."))

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return ", ".join(map(_quoted_list_item, value)) or NONE_WORD

    def to_python(self, value):
        if not isinstance(value, str):
            return value
        items = _split_list(value)
        if not items:
            return None
        if items == [NONE_WORD]:
            return []
        if self.of is str:
            return items
        return self.parse_numbers(items, value)

    def parse_numbers(self, items, text):
        """The numbers of ``items``; of a list of bands, what ``parse_bands`` makes of the whole ``text`` where these
        are no numbers."""
        try:
            return [_parse_list_number(item, whole=self.of is int, unit=self.unit) for item in items]
        except ValidationError:
            if self.bands and _BAND_PATTERN.search(text):
                return self.parse_bands(text)
            raise

    def parse_bands(self, text):
        found = parse_or_invalid(parsers.parse_bands, text, self.bands)
        for kind, numbers in found.items():
            if kind != self.bands:
                raise ValidationError(f"{', '.join(map(str, numbers))}: these are bands of another network.")
        return found.get(self.bands)


def _quoted_list_item(value):
    text = str(formatters.int_if_whole(value))
    if "," not in text and '"' not in text:
        return text
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def _split_list(text):
    """The items of one CSV row, without blank ones."""
    lines = [" ".join(text.splitlines())]
    try:
        row = next(csv.reader(lines, skipinitialspace=True), [])
    except csv.Error as fault:
        raise ValidationError("This list is too long.") from fault
    return list(filter(None, map(str.strip, row)))


def _parse_list_number(text, *, whole, unit=None):
    try:
        number = formatters.int_if_whole(float(text))
    except ValueError:
        number = _parse_number_with_unit(text, unit)
    if not -_MAX_NUMBER <= number <= _MAX_NUMBER or (whole and isinstance(number, float)):
        sort = "whole number" if whole else "number"
        raise ValidationError(f"“{text}” is not a {sort} of a possible size.")
    return number


def _parse_number_with_unit(text, unit):
    try:
        return parsers.parse_quantity(text, unit)
    except ValueError as fault:
        raise ValidationError(f"“{text}” is not a number.") from fault


class CheckedFirstSelect(forms.CheckboxSelectMultiple):
    """Checkboxes, the ticked ones first in the order of the value, so that a browser sends them back in that order."""

    def optgroups(self, name, value, attrs=None):
        rank = {word: place for place, word in enumerate(value)}
        self.choices = sorted(self.choices, key=lambda choice: rank.get(choice[0], len(rank)))
        return super().optgroups(name, value, attrs)


class VocabularyFormField(forms.MultipleChoiceField):
    """Terms of a vocabulary. Nothing ticked is None; “None at all” ticked is the empty list."""

    widget = CheckedFirstSelect

    def __init__(self, *, words, **options):
        choices = [*words.choices, (NONE_WORD, "None at all")]
        super().__init__(choices=choices, **with_help_hint(options, "Nothing ticked: not known."))

    def bound_data(self, data, initial):
        return data or None

    def prepare_value(self, value):
        if value == []:
            return [NONE_WORD]
        return value

    def clean(self, value):
        ticked = super().clean(value)
        if ticked == [NONE_WORD]:
            return []
        if NONE_WORD in ticked:
            raise ValidationError("“None” cannot stand beside a value.")
        return ticked or None

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
