"""How our columns are typed into a form. Opening a form and saving it as it stands changes nothing."""

import csv
import json
import re
from math import isfinite

from django import forms
from django.core.exceptions import ValidationError

from catalog.quantities import formatters, parsers

NONE_WORD = "none"
_MAX_NUMBER = 1_000_000
_BAND_PATTERN = re.compile(r"\b[bn] ?\d|lte|nr|\d[\s/;|]+\d|[245]g|mhz|band", re.IGNORECASE)
_MAX_VALUE_LENGTH = 2000


def with_help_hint(options, hint):
    """A form field's options with ``hint`` at the end of its help."""
    help_text = str(options.get("help_text", "")).rstrip(".")
    return {**options, "help_text": f"{help_text}. {hint}" if help_text else hint}


def parse_or_invalid(read, *args, **options):
    """What one of the readers in ``parsers`` makes of a text; its sentence is the form's."""
    try:
        return read(*args, **options)
    except ValueError as fault:
        raise ValidationError(str(fault)) from fault


class PartialDateFormField(forms.CharField):
    """A date as precise as it is known, typed as text."""

    def __init__(self, **options):
        super().__init__(**with_help_hint(options, "2022, 2022-Q4, 2022-11 or 2022-11-18."))

    def to_python(self, value):
        return parse_or_invalid(parsers.parse_date, value) if value else None

    def has_changed(self, initial, data):
        return str(initial or "") != str(data or "")


class FlagSelect(forms.NullBooleanSelect):
    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("unknown", "Not known"), ("true", "Yes"), ("false", "No")]


class MeasureInput(forms.TextInput):
    """A number input would refuse “8 oz” before it is read."""

    def __init__(self, attrs=None):
        super().__init__({"class": "figure", "inputmode": "text", "maxlength": 80, **(attrs or {})})


class MeasureFormField(forms.FloatField):
    """A number in the unit of its column, or with another: 211, 8 oz. 211.0 is shown as 211.

    ``bounds`` only help to tell separators apart; the column refuses what is outside.
    """

    widget = MeasureInput

    def __init__(self, *, unit=None, bounds=None, whole=False, **options):
        self.unit, self.whole, self.bounds = unit, whole, bounds
        super().__init__(**options)

    def prepare_value(self, value):
        return formatters.int_if_whole(value)

    def to_python(self, value):
        if value is None or isinstance(value, int | float):
            return value
        return (
            parse_or_invalid(parsers.parse_quantity, value, self.unit, whole=self.whole, bounds=self.bounds)
            if value.strip()
            else None
        )


class TypeLabelFormField(forms.CharField):
    """The type label of a sensor: 1/1.31. Blank is None."""

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": 80, "empty_value": None})

    def to_python(self, value):
        value = super().to_python(value)
        return value and parse_or_invalid(parsers.parse_type_label, value)


class CurrencyFormField(forms.CharField):
    """An ISO code, or a sign or word for one: JPY, ¥, yen. Blank is None."""

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": 20, "empty_value": None})

    def to_python(self, value):
        value = super().to_python(value)
        return value and parse_or_invalid(parsers.parse_currency, value)


class LongTextFormField(forms.CharField):
    """Words over several lines. Browsers send line ends as two characters; one is kept. Blank is None."""

    def __init__(self, **options):
        super().__init__(**{"strip": False, **options, "empty_value": None})

    def to_python(self, value):
        value = super().to_python(value)
        text = (value or "").replace("\r\n", "\n")
        return text if text.strip() else None


class ListFormField(forms.CharField):
    """Values between commas, in quotation marks where they hold a comma. Blank is None, the word none is no value.

    Numbers may carry their ``unit``; a list of ``bands`` (a kind of ``typed.band_numbers``) may be written as such.
    """

    def __init__(self, *, of=str, unit=None, bands=None, **options):
        self.of, self.unit, self.bands = of, unit, bands
        options["widget"] = forms.TextInput(attrs={"class": "vLargeTextField"})
        super().__init__(**with_help_hint(options, "Separated by commas; “none” if there are none."))

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return ", ".join(map(_quoted_list_item, value)) or NONE_WORD

    def to_python(self, value):
        if value is None or isinstance(value, list):
            return value
        items = _split_list(value)
        if items == [NONE_WORD]:
            return []
        try:
            return [self.item(text) for text in items] or None
        except ValidationError:
            if self.bands and _BAND_PATTERN.search(value):
                return self.read_bands(value)
            raise

    def item(self, text):
        return text if self.of is str else _parse_list_number(text, self.of, self.unit)

    def read_bands(self, text):
        found = parse_or_invalid(parsers.parse_bands, text, self.bands)
        if strangers := [numbers for kind, numbers in found.items() if kind != self.bands]:
            raise ValidationError(f"{', '.join(map(str, strangers[0]))}: these are bands of another network.")
        return found.get(self.bands)


def _quoted_list_item(value):
    text = str(formatters.int_if_whole(value))
    return '"' + text.replace('"', '""') + '"' if set(text) & {",", '"'} else text


def _split_list(text):
    try:
        row = next(csv.reader([" ".join(text.splitlines())], skipinitialspace=True), [])
    except csv.Error as fault:
        raise ValidationError("This list is too long.") from fault
    return [item.strip() for item in row if item.strip()]


def _parse_list_number(text, of, unit=None):
    try:
        number = formatters.int_if_whole(float(text))
    except ValueError:
        number = _parse_number_with_unit(text, unit)
    if not isfinite(number) or abs(number) > _MAX_NUMBER or (of is int and not isinstance(number, int)):
        raise ValidationError(f"“{text}” is not a {'whole ' if of is int else ''}number of a possible size.")
    return number


def _parse_number_with_unit(text, unit):
    try:
        return parsers.parse_quantity(text, unit)
    except ValueError as fault:
        raise ValidationError(f"“{text}” is not a number.") from fault


class CheckedFirstSelect(forms.CheckboxSelectMultiple):
    """Boxes to tick; the ticked ones come first and in their order, so that a browser sends them back in it."""

    def optgroups(self, name, value, attrs=None):
        rank = {word: place for place, word in enumerate(value)}
        self.choices = sorted(self.choices, key=lambda choice: rank.get(choice[0], len(rank)))
        return super().optgroups(name, value, attrs)


class VocabularyFormField(forms.MultipleChoiceField):
    """Words of a vocabulary. Nothing ticked is None; the box of that name is no value."""

    widget = CheckedFirstSelect

    def __init__(self, *, words, **options):
        choices = [*words.choices, (NONE_WORD, "None at all")]
        super().__init__(choices=choices, **with_help_hint(options, "Nothing ticked: not known."))

    def bound_data(self, data, initial):
        return data or None

    def prepare_value(self, value):
        return [NONE_WORD] if value == [] else value

    def clean(self, value):
        ticked = super().clean(value)
        if NONE_WORD in ticked and len(ticked) > 1:
            raise ValidationError("“None” cannot stand beside a value.")
        return [] if ticked == [NONE_WORD] else ticked or None

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ValueFormField(forms.Field):
    """A value as in a record: 211, IP68, [256, 512], 2022-11. What is no JSON is taken as words."""

    widget = forms.TextInput(attrs={"class": "vTextField", "maxlength": _MAX_VALUE_LENGTH})

    def bound_data(self, data, initial):
        return SubmittedText(data or "")

    def prepare_value(self, value):
        plain = (
            value is None
            or isinstance(value, SubmittedText)
            or (isinstance(value, str) and parse_value(value) == value)
        )
        return value if plain else json.dumps(value, ensure_ascii=False)

    def to_python(self, value):
        text = (value or "").strip()
        if len(text) > _MAX_VALUE_LENGTH or "\0" in text:
            raise ValidationError("This value is too long, or not text.")
        return parse_value(text) if text else None

    def validate(self, value):
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")


class SubmittedText(str):
    """Text on its way back to the person who typed it."""


def parse_value(text):
    """``text`` as JSON where it is JSON that every database can keep, else as it stands."""
    try:
        value = json.loads(text, parse_constant=_reject_constant)
        stored = json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return text
    return text if b"\\u0000" in stored else value


def _reject_constant(constant):
    raise ValueError(f"{constant} is not a value")
