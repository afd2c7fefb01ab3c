"""Changes in the sheet's words: what the fact is called, what was said, what is said now."""

from dataclasses import dataclass
from functools import cache

from django.db.models import ForeignKey

from catalog.models import Camera, Chipset, Claim, Display, Market, ModelCode, Phone, Sensor, Variation
from catalog.models.fields import PartialDateField
from catalog.models.vocabulary import RelationKind
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.records.shapes import RECORD_SHAPES, kind_of_model
from catalog.sheet.phone_parts import camera_title
from catalog.sheet.registry import CAMERA_SPECS, CLAIM_ONLY_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS, SPECS

from .diff import ROW_IDENTITY

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
    Market: {spec.key: spec for spec in ENTRY_GROUP_BY_KEY["market"].specs},
    ModelCode: {spec.key: spec for spec in ENTRY_GROUP_BY_KEY["code"].specs},
}
_LIST_LABELS = {
    "old_slugs": "Old address", "aliases": "Name", "phone_chipsets": "Chipset", "memory_versions": "Memory",
    "model_codes": "Model code", "software_observations": "Software seen", "relations": "Relation",
    "variations": "Differs by version",
}  # fmt: skip
NOT_KNOWN, NOT_LISTED = "not known", "not listed"


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
        self.names, self.for_readers = names, for_readers

    @classmethod
    def of(cls, changes, **options):
        """With the names of all that ``changes`` mention: at most one query per kind of record."""
        return cls(_record_names(_mentioned_records(changes)), **options)

    def tell(self, change):
        label = ", ".join([*map(self.title, change.within), *filter(None, [self.label(change)])])
        if change.key is None:
            return ChangeText(
                label, *(NOT_LISTED if row is None else self.row(change, row) for row in (change.old, change.new))
            )
        if change.order:
            return ChangeText(label, *(", ".join(self.rows(change, rows)) for rows in (change.old, change.new)))
        rows = (change.within[-1].old, change.within[-1].new) if change.within else (None, None)
        return ChangeText(label, self.side(change, change.old, rows[0]), self.side(change, change.new, rows[1]))

    def side(self, change, value, row):
        """What goes without saying in a record is said here."""
        value = change.shape.defaults.get(change.key) if value is None else value
        return NOT_KNOWN if value is None else self.value(change.shape.model, change.key, value, row)

    def label(self, change):
        if change.order:
            return f"Order of {change.key.replace('_', ' ')}"
        return change.key and self.label_of(change.shape.model, change.key)

    def label_of(self, model, key):
        label, unit = label_and_unit(model, key)
        return f"{label} ({unit})" if unit and not self.for_readers else label

    def title(self, pair):
        """What a row is called: “Telephoto, 2nd”, “Market Japan”, “Claim on Weight (g) by A page”."""
        title = self.title_of(pair.list, pair.shape.model, pair.row)
        return title if pair.number == 1 else f"{title} ({pair.number})"

    def title_of(self, name, model, row):
        if model is Camera:
            return camera_title(Camera(facing=row["facing"], role=row["role"]))
        if model is Claim:
            return f"Claim on {self.claimed(row['key'])} by {self.names.get(('source', row['source']), row['source'])}"
        if model is Display:
            return self.value(Display, "display_role", row["display_role"])
        called = [
            self.value(model, key, row[key], row) for key in ROW_IDENTITY.get(name, ()) if row.get(key) is not None
        ]
        return " ".join([_LIST_LABELS.get(name) or name.removesuffix("s").replace("_", " ").capitalize(), *called])

    def claimed(self, key):
        if key in RelationKind.values:
            return RelationKind(key).label
        spec = SPECS.get(key) or CLAIM_ONLY_SPECS.get(key)
        unit = spec and not self.for_readers and spec.unit
        return f"{spec.label} ({unit})" if unit else spec.label if spec else key

    def row(self, change, row):
        """A row that came or went: what its title does not say."""
        pair = change.within[-1]
        left_out = ROW_IDENTITY.get(pair.list, ())
        if pair.shape.model is Claim:
            return self.claim(row)
        said = [
            f"{self.label_of(pair.shape.model, key)} {self.value(pair.shape.model, key, value, row)}"
            for key, value in row.items()
            if key in pair.shape.columns and key not in left_out
        ]
        return ", ".join(said) or "listed"

    def claim(self, row):
        spec = SPECS.get(row["key"])
        said = row.get("state", "value") if row.get("value") is None else _format_value(spec, row["value"])
        return said if row.get("accepted", True) else f"{said} (not accepted)"

    def rows(self, change, rows):
        return [self.title_of(change.key, change.shape.model, row) for row in rows or ()]

    def value(self, model, key, value, row=None):
        """One value as the sheet prints it; the slug of a record as its name."""
        field, spec = model._meta.get_field(key), _SPECS_BY_MODEL.get(model, {}).get(key)
        if isinstance(field, ForeignKey) and (kind := kind_of_model(field.related_model)):
            return self.names.get((kind, value), str(value))
        if isinstance(field, PartialDateField):
            return PartialDate.parse(value).words
        if printer := self.special_formatter(model, key):
            return printer(value, row)
        return self.with_unit(_format_value(spec, value, field), value, *self.unit(model, spec, key, row))

    def special_formatter(self, model, key):
        """How values are printed that no row of the sheet prints; it takes the value and its row."""
        if model in _MODELS_WITH_KEY and key in ("key", "value"):
            said = {"key": lambda value, row: self.claimed(value)}
            return said.get(key, lambda value, row: _format_value(SPECS.get((row or {}).get("key")), value))
        return _SPECIAL_FORMATTERS.get(key)

    def unit(self, model, spec, key, row):
        """The unit that is printed behind the value; the printer of the row may have put it there already."""
        if spec and spec.unit_column:
            return ((row or {}).get(spec.unit_column, ""), False)
        return (label_and_unit(model, key)[1] if self.for_readers else "", bool(spec and spec.show))

    def with_unit(self, text, value, unit, is_printed):
        numbers = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{text}{formatters.THIN_SPACE}{unit}" if unit and numbers and not is_printed else text


_SPECIAL_FORMATTERS = {
    "shares_sensor_with": lambda value, row: f"camera {value}",
    "ram_gb": lambda value, row: formatters.format_gigabytes(value),
    "storage_gb": lambda value, row: formatters.format_gigabytes(value),
}

_MODELS_WITH_KEY = (Claim, Variation)
"""Rows whose ``value`` is one of the fact that their ``key`` names."""


@cache
def label_and_unit(model, key):
    """What a column is called, as on the sheet where it has a row there, and its unit; empty where it has none."""
    spec = _SPECS_BY_MODEL.get(model, {}).get(key)
    if spec:
        return spec.label, spec.unit
    name, _, unit = key.rpartition("_")
    label, unit = (name, UNITS_BY_SUFFIX[unit]) if unit in UNITS_BY_SUFFIX else (key, "")
    return label.replace("_", " ").capitalize(), unit


def _format_value(spec, value, field=None):
    """``value`` as content holds it, in words, without its unit."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float) and not (spec and spec.show):
        return formatters.format_number(value, 4)
    if spec:
        return _format_with_spec(spec, value)
    if isinstance(value, list):
        return formatters.format_list([_format_value(None, item) for item in value])
    return dict(getattr(field, "flatchoices", None) or ()).get(value, str(value))


def _format_with_spec(spec, value):
    """As its row of the sheet prints it; what a source says need not be of the kind that the row prints."""
    try:
        return spec.text(value)
    except (TypeError, ValueError, KeyError, AttributeError):
        return str(value)


def _mentioned_records(changes):
    """(kind, slug) of every record that changes name."""
    found = set()
    for change in changes:
        for pair in change.within:
            found |= _records_named_in(pair.shape, pair.old or {}) | _records_named_in(pair.shape, pair.new or {})
        if change.order:
            found |= {
                one
                for row in [*(change.old or ()), *(change.new or ())]
                for one in _records_named_in(change.shape, row)
            }
        elif change.key:
            found |= _records_named_in(change.shape, {change.key: change.old}) | _records_named_in(
                change.shape, {change.key: change.new}
            )
    return found


def _records_named_in(shape, row):
    named = {
        key: kind_of_model(field.related_model) for key, field in shape.columns.items() if isinstance(field, ForeignKey)
    }
    return {(kind, row[key]) for key, kind in named.items() if kind and row.get(key) is not None}


def _record_names(mentioned):
    """(kind, slug) → name, for those that are there."""
    names = {}
    for kind in {kind for kind, _ in mentioned}:
        slugs = {slug for other, slug in mentioned if other == kind}
        records = _with_brand(RECORD_SHAPES[kind].model.objects.filter(slug__in=slugs))
        names |= {(kind, record.slug): str(record) for record in records}
    return names


def _with_brand(records):
    return records.select_related("brand") if records.model is Phone else records
