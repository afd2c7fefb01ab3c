"""The versions of a phone whose facts differ, each as a phone of its own for the sheet. No queries.

Rows that are computed from a fact which differs (the volume from the depth) are computed anew in each version.
"""

from copy import copy
from dataclasses import dataclass
from itertools import combinations

from catalog.models import Camera, Display, Phone
from catalog.models.fields import Bounded, Flag, Listed, PartialDateField
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .child_rows import set_prefetched
from .phone_facts import PhoneFacts, value_cell

MAX_VERSIONS = 24
"""Of one phone that are told apart; whatever else there may be is one more, in which no fact that differs is known."""


@dataclass(frozen=True)
class VersionCopy:
    """``labels``: what the version is called; none for the usual one. ``phone`` is a copy with the facts of it.

    ``is_certain`` is off for versions that would have several labels: “China” with “leather back” may not be sold.
    """

    labels: tuple[str, ...]
    phone: Phone
    is_certain: bool = True


def phone_versions(phone):
    """The ``VersionCopy``s of a phone, the usual one first; none where no fact differs by version."""
    by_label = values_by_label(phone)
    if not by_label:
        return []
    versions = [VersionCopy((), phone)]
    versions += [_version_with(phone, labels, by_label) for labels in label_sets(by_label)]
    if len(versions) <= MAX_VERSIONS:
        return versions
    return [*versions[:MAX_VERSIONS], _version_of_unknown_values(phone, by_label)]


def values_by_label(phone):
    """Label of a version → {key: value as the sheet has it; None where that is not known}."""
    by_label = {}
    for variation in phone.variations.all():
        spec = PHONE_SPECS.get(variation.key) or DISPLAY_SPECS.get(variation.key)
        if spec:
            values = by_label.setdefault(variation.applies_to, {})
            values[spec.key] = sheet_value(spec, variation.value, _usual_value(spec, phone))
    return by_label


def _usual_value(spec, phone):
    record = phone
    if spec.of is Display:
        record = main_display(phone) or Display(phone=phone)
    found = spec.reading(record)
    return found and found.value


def label_sets(by_label):
    """The labels that one version may have together, single ones first; not two that say another value of one fact.

    At most ``MAX_VERSIONS`` of them.
    """
    found = []
    for size in range(1, len(by_label) + 1):
        of_size = []
        for labels in combinations(by_label, size):
            if _may_be_one_version([by_label[label] for label in labels]):
                of_size.append(labels)
            if len(found) + len(of_size) >= MAX_VERSIONS:
                return found + of_size
        if not of_size:
            break
        found += of_size
    return found


def _may_be_one_version(values):
    return all(one[key] == other[key] for one, other in combinations(values, 2) for key in one.keys() & other.keys())


def _version_with(phone, labels, by_label):
    values = {}
    for label in labels:
        values |= by_label[label]
    return VersionCopy(labels, phone_with_values(phone, values), is_certain=len(labels) == 1)


def _version_of_unknown_values(phone, by_label):
    keys = {key for values in by_label.values() for key in values}
    return VersionCopy((), phone_with_values(phone, dict.fromkeys(keys)), is_certain=False)


def sheet_value(spec, value, usual=None):
    """A variation's value as the row reads it; None where it is not known, or is no value of that row.

    Rows without a column take it in the shape of ``usual``, their value in the usual version.
    """
    read = _read_value(spec, value, usual)
    try:
        spec.text(read)
    except (TypeError, ValueError, OverflowError, AttributeError):
        return None
    return read


def _read_value(spec, value, usual):
    if spec.field is None:
        return _value_like(usual, value, spec)
    if isinstance(spec.field, Listed):
        return _list_of(value)
    if isinstance(spec.field, PartialDateField):
        return _date_of(value)
    if isinstance(spec.field, Flag):
        return _value_if(isinstance(value, bool), value)
    if isinstance(spec.field, Bounded):
        return _value_if(_is_within(spec.field.hard, value), value)
    return _text_of(value)


def _value_if(is_of_row, value):
    if is_of_row:
        return value
    return None


def _value_like(usual, value, spec):
    """What the finder asks otherwise than the row prints it is not read off a variation."""
    if usual is None or spec.asked_by:
        return None
    if isinstance(usual, list):
        return _list_of(value)
    return _value_if(type(value) is type(usual), value)


def _list_of(value):
    if value is None or isinstance(value, list):
        return value
    return [value]


def _text_of(value):
    if value is None or isinstance(value, list):
        return None
    return str(value)


def _date_of(value):
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        return None


def _is_within(bounds, value):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (is_number and bounds):
        return is_number
    least, most = bounds
    return least <= value <= most


def phone_with_values(phone, values):
    """A copy of a phone fetched with all rows; the facts of ``values`` are those of it and of its first display."""
    version = copy(phone)
    version._prefetched_objects_cache = dict(getattr(phone, "_prefetched_objects_cache", {}))
    display = main_display(phone)
    if display:
        others = list(phone.displays.all())[1:]
        set_prefetched(version, "displays", Display, [_with_columns(copy(display), values), *others])
    _with_columns(version, values)
    version.known = VersionFacts(version, values)
    return version


def _with_columns(record, values):
    """``record`` with ``values`` in its columns; figures among them are exact, whatever the usual one is."""
    names = {field.name for field in record._meta.concrete_fields}
    for key in values.keys() & names:
        setattr(record, key, values[key])
        record.set_qualifier(key, None)
    return record


class VersionFacts(PhoneFacts):
    """The facts of a version: ``values`` stand in place of what the rows would read."""

    def __init__(self, phone, values):
        super().__init__(phone)
        self.values = values

    def compute_cell(self, spec, record):
        if spec.key not in self.values or isinstance(record, Camera):
            return super().compute_cell(spec, record)
        if isinstance(record, Display) and record.position != 1:
            return super().compute_cell(spec, record)
        return value_cell(spec, self.values[spec.key], spec.unit_for(record))
