"""Changes in the sheet's words: what the fact is called, what was said, what is said now; in the language of the page.
What only editors read, such as claims, is in English."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext, gettext_noop

from catalog.languages.listed_words import comma_list
from catalog.languages.localised_text import localised, localised_date
from catalog.models import (
    Camera,
    Chipset,
    Claim,
    Display,
    LaunchPrice,
    Market,
    ModelCode,
    Phone,
    Sensor,
    UsbPort,
    Variation,
)
from catalog.models.fields import PartialDateField
from catalog.models.vocabulary import RelationKind
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.records.shapes import kind_of_model
from catalog.sheet.phone_parts import camera_title
from catalog.sheet.registry import (
    CAMERA_SPECS,
    CLAIM_ONLY_SPECS,
    DISPLAY_SPECS,
    ENTRY_GROUP_BY_KEY,
    PHONE_SPECS,
    ROW_CLAIM_SPECS,
    SPECS,
)

from .change_labels import list_label, rows_in_sentence
from .diff import ROW_IDENTITY
from .mentioned_records import names_of_mentioned_records

UNITS_BY_SUFFIX = {"mm": "mm", "px": "px", "um": "µm", "nm": "nm", "gb": "GB", "ghz": "GHz"}
"""What the end of a column's name says of its unit, where no row of the sheet does."""


def _specs_stored_in(model):
    """The rows of the sheet that print a column of ``model`` under its own name."""
    return {key: spec for key, spec in SPECS.items() if f"{model.__name__}.{key}" in spec.stores}


_SPECS_BY_MODEL = {
    Phone: PHONE_SPECS,
    Chipset: _specs_stored_in(Chipset),
    Sensor: _specs_stored_in(Sensor),
    Display: DISPLAY_SPECS,
    Camera: CAMERA_SPECS,
    LaunchPrice: {spec.key: spec for spec in ENTRY_GROUP_BY_KEY["market"].specs},
    UsbPort: PHONE_SPECS,
    Market: {spec.key: spec for spec in ENTRY_GROUP_BY_KEY["market"].specs},
    ModelCode: {spec.key: spec for spec in ENTRY_GROUP_BY_KEY["code"].specs},
}
NOT_KNOWN = "not known"
NOT_LISTED = gettext_noop("not listed")
_FLAG_WORDS = {True: "Yes", False: "No"}


@dataclass(frozen=True)
class ChangeText:
    """A change in words: “Main camera, f-number”, “f/1.9”, “f/2”."""

    label: str
    old: str
    new: str


class ChangeFormatter:
    """How changes are told. ``names`` gives records their names by (kind, slug). Editors read the unit in the label, as
    on their forms, readers behind the value, as on the page."""

    def __init__(self, names, *, for_readers=False):
        self.names = names
        self.for_readers = for_readers

    @classmethod
    def of(cls, changes, **options):
        """With the names of all that ``changes`` mention: at most one query per kind of record."""
        return cls(names_of_mentioned_records(changes), **options)

    def tell(self, change):
        label = comma_list(self.label_steps(change))
        if change.key is None:
            return ChangeText(label, self.row(change, change.old), self.row(change, change.new))
        if change.order:
            return ChangeText(label, self.row_titles(change, change.old), self.row_titles(change, change.new))
        old_row = new_row = None
        if change.within:
            old_row = change.within[-1].old
            new_row = change.within[-1].new
        old = self.side(change, change.old, old_row or {})
        new = self.side(change, change.new, new_row or {})
        return ChangeText(label, old, new)

    def label_steps(self, change):
        """What holds the value, the outermost first, and what the value is called."""
        steps = [self.title(pair) for pair in change.within]
        if change.order:
            steps.append(gettext("Order of {rows}").format(rows=rows_in_sentence(change.key)))
        elif change.key:
            steps.append(self.column_label(change.shape.model, change.key))
        return steps

    def side(self, change, value, row):
        """The value before or after. What goes without saying in a record is said here."""
        if value is None:
            value = change.shape.defaults.get(change.key)
        if value is None:
            return localised(NOT_KNOWN)
        return self.value(change.shape.model, change.key, value, row)

    def column_label(self, model, key):
        return self.label_with_unit(*label_and_unit(model, key))

    def label_with_unit(self, label, unit):
        label = localised(label)
        if self.for_readers:
            return label
        return formatters.label_with_unit(label, unit)

    def title(self, pair):
        """What a row is called: “Telephoto, 2nd”, “Market Japan”, “Claim on Weight (g) by A page”."""
        title = self.title_of(pair.list, pair.shape.model, pair.row)
        if pair.number == 1:
            return title
        return f"{title} ({pair.number})"

    def title_of(self, name, model, row):
        if model is Camera:
            return localised(camera_title(Camera(facing=row["facing"], role=row["role"])))
        if model is Claim:
            source = self.names.get(("source", row["source"]), row["source"])
            place = f"{row['row']}: " if row.get("row") else ""
            return f"Claim on {place}{self.claimed(row['key'])} by {source}"
        if model is Display:
            return self.value(Display, "display_role", row["display_role"], row)
        known = [key for key in ROW_IDENTITY.get(name, ()) if row.get(key) is not None]
        values = [self.value(model, key, row[key], row) for key in known]
        if not values:
            return list_label(name)
        return gettext("{list} {row}").format(list=list_label(name), row=" ".join(values))

    def row_titles(self, change, rows):
        """The rows of a list whose order has changed, in their order."""
        return comma_list(self.title_of(change.key, change.shape.model, row) for row in rows or ())

    def claimed(self, key):
        """What the fact of a claim or variation is called."""
        if key in RelationKind.values:
            return localised(RelationKind(key).label)
        spec = SPECS.get(key) or CLAIM_ONLY_SPECS.get(key) or ROW_CLAIM_SPECS.get(key)
        if spec is None:
            return key
        return self.label_with_unit(spec.label, spec.unit)

    def row(self, change, row):
        """A row that came or went: what its title does not say."""
        if row is None:
            return localised(NOT_LISTED)
        pair = change.within[-1]
        model = pair.shape.model
        if model is Claim:
            return claim_words(row)
        values = []
        for key, value in row.items():
            if key in pair.shape.columns and key not in ROW_IDENTITY.get(pair.list, ()):
                values.append(f"{self.column_label(model, key)} {self.value(model, key, value, row)}")
        return comma_list(values) or gettext("listed")

    def value(self, model, key, value, row):
        """One value of a ``row`` as the sheet prints it; the slug of a record as its name."""
        field = model._meta.get_field(key)
        kind = kind_of_model(field.related_model)
        if kind:
            return self.names.get((kind, value), str(value))
        if isinstance(field, PartialDateField):
            return localised_date(PartialDate.parse(value))
        if model in _MODELS_WITH_KEY and key == "key":
            return self.claimed(value)
        if model in _MODELS_WITH_KEY and key == "value":
            return _format_value(row.get("key"), value)
        if key in _SPECIAL_FORMATTERS:
            return localised(_SPECIAL_FORMATTERS[key](value))
        return self.column_value(model, field, value, row)

    def column_value(self, model, field, value, row):
        """The value of a column, a number with its unit where the label does not have it."""
        spec = _SPECS_BY_MODEL.get(model, {}).get(field.name)
        text = _format_with_spec(spec, value, field)
        if not _is_number(value):
            return text
        unit = self.unit(model, spec, field.name, row)
        if not unit:
            return text
        return f"{text}{formatters.THIN_SPACE}{localised(unit)}"

    def unit(self, model, spec, key, row):
        """The unit to print behind a number; empty where there is none, or where the spec's printer writes it."""
        if spec and spec.unit_column:
            return row.get(spec.unit_column, "")
        if spec and spec.show:
            return ""
        if not self.for_readers:
            return ""
        _, unit = label_and_unit(model, key)
        return unit


def _camera_of_number(number):
    return gettext("camera {number}").format(number=number)


_SPECIAL_FORMATTERS = {
    "shares_sensor_with": _camera_of_number,
    "ram_gb": formatters.format_gigabytes,
    "storage_gb": formatters.format_gigabytes,
}
"""How values are printed that no row of the sheet prints."""

_MODELS_WITH_KEY = (Claim, Variation)
"""Rows whose ``value`` is one of the fact that their ``key`` names."""


@cache
def label_and_unit(model, key):
    """What a column is called, as on the sheet where it has a row there, and its unit; empty where it has none."""
    spec = _SPECS_BY_MODEL.get(model, {}).get(key)
    if spec:
        return spec.label, spec.unit
    label = key
    name, _, suffix = key.rpartition("_")
    unit = UNITS_BY_SUFFIX.get(suffix, "")
    if unit:
        label = name
    return formatters.label_of_key(label), unit


def claim_words(row):
    """What a claim says."""
    words = row.get("state", "value")
    if row.get("value") is not None:
        words = _format_value(row["key"], row["value"])
    if row.get("accepted", True):
        return words
    return f"{words} (not accepted)"


def _format_value(key, value):
    """A value of the fact of that key."""
    return _format_with_spec(SPECS.get(key), value)


def _format_with_spec(spec, value, field=None):
    """``value`` as content holds it, in words, without its unit. What has neither row nor choices stays as it is."""
    if isinstance(value, bool):
        return localised(_FLAG_WORDS[value])
    if _is_number(value):
        return localised(_format_number(spec, value))
    if spec:
        return localised(_printed(spec, value), spec.key)
    if isinstance(value, list):
        items = [_format_with_spec(None, item) for item in value]
        return comma_list(items) or localised(formatters.format_list(items))
    choices = dict(field.flatchoices) if field else {}
    if value in choices:
        return localised(choices[value])
    return str(value)


def _format_number(spec, value):
    if spec and spec.show:
        return _printed(spec, value)
    return formatters.format_number(value, 4)


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _printed(spec, value):
    """As its row of the sheet prints it; what a source says need not be of the kind that the row prints."""
    try:
        return spec.text(value)
    except (TypeError, ValueError, KeyError, AttributeError):
        return str(value)
