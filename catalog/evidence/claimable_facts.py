"""What of a phone sources may speak of: each fact that an editor types, with its value as a claim would give it.

A fact is named as by ``Claim.fact``: (camera's key, name of a model code or market, or None for the phone; key of the
sheet or kind of relation).
"""

from collections import defaultdict

from django.db.models import ForeignKey

from catalog.facts.prefetch import fetch_phones
from catalog.models import Display, Phone, Relation
from catalog.models.vocabulary import RelationKind
from catalog.records.serializer import plain_value
from catalog.sheet import phone_parts, spec_values
from catalog.sheet.registry import (
    CAMERA_CLAIM_SPECS,
    CAMERA_SPECS,
    CLAIM_ONLY_SPECS,
    DISPLAY_SPECS,
    ENTRY_GROUP_BY_KEY,
    PHONE_CLAIM_SPECS,
    PHONE_SPECS,
    ROW_CLAIM_SPECS,
)

ROW_SPECS_BY_MODEL = {
    group.of: {spec.key: spec for spec in group.specs if spec.key in ROW_CLAIM_SPECS}
    for group in ENTRY_GROUP_BY_KEY.values()
}
"""ModelCode and Market → the rows by key that sources speak of."""
UNCLAIMABLE_COLUMNS = ("brand", "display_role", "facing", "role", "notes")
"""Columns that say what is spoken of, not what is said of it, and the editors' own notes."""
LIST_FACT_READERS = {
    "ram_gb": spec_values.ram,
    "storage_gb": spec_values.storage,
    "chipset": spec_values.chipset_names,
    "sold_in": spec_values.sold_in,
    "carrier": spec_values.carriers,
    "model_code": spec_values.model_codes,
    "alias": spec_values.aliases,
    "memory_version": spec_values.memory_versions,
}
"""Key → what the phone's own rows say of it."""
SINGLE_ITEM_LISTS = ("chipset",)
"""Lists of which a single item is written as itself."""


def whole_phone(key):
    """The phone of that key, published or not, with all its rows and claims; its relations with published ones."""
    return fetch_phones(Phone.objects.filter(pk=key))[0]


def claimable_values(phone):
    """Fact → value, for a ``whole_phone``; what is not known is left out. Of several displays sources speak of the
    first. A kind of relation has the list of the other phones' slugs, drafts among them."""
    found = _column_values(None, phone, PHONE_SPECS)
    display = phone_parts.main_display(phone)
    if display:
        found |= _column_values(None, display, DISPLAY_SPECS)
    for camera in phone.cameras.all():
        found |= _column_values(camera.pk, camera, CAMERA_SPECS)
    for row in claimable_rows(phone):
        found |= _column_values(row.row_name, row, ROW_SPECS_BY_MODEL[type(row)])
    for key, read in LIST_FACT_READERS.items():
        found[None, key] = _list_fact_value(key, read(phone))
    known = {fact: value for fact, value in found.items() if value is not None}
    return known | _related_slugs(phone)


def claimable_rows(phone):
    """The model codes and markets of a phone, each of which sources speak of by its name."""
    return [*phone.model_codes.all(), *phone.markets.all()]


def is_claimable_column(spec):
    """Whether the row is a column that editors fill in and sources speak of."""
    if spec.inner is not None or spec.field is None:
        return False
    return spec.field.concrete and spec.key not in UNCLAIMABLE_COLUMNS


def _column_values(place, record, specs):
    columns = {}
    for key, spec in specs.items():
        if is_claimable_column(spec):
            columns[key] = spec.field
    return {(place, key): _column_value(record, field) for key, field in columns.items()}


def _column_value(record, field):
    value = getattr(record, field.name)
    if value in (None, ""):
        return None
    if not isinstance(field, ForeignKey):
        return plain_value(value)
    if field.related_model is field.model:
        return value.position
    return str(value)


def _list_fact_value(key, found):
    if found is None:
        return None
    values = plain_value(found.value)
    if key in SINGLE_ITEM_LISTS and len(values) == 1:
        return values[0]
    return values


def _related_slugs(phone):
    found = defaultdict(list)
    for kind, slug in Relation.objects.filter(phone=phone).values_list("kind", "other__slug"):
        found[None, kind].append(slug)
    return dict(found)


def spec_and_record(phone, fact):
    """The row of the sheet that a claim on ``fact`` speaks of, and of which record; Nones where there is none."""
    place, key = fact
    if isinstance(place, str):
        return ROW_CLAIM_SPECS.get(key), _row_named(phone, place, key)
    if place:
        cameras = {one.pk: one for one in phone.cameras.all()}
        return CAMERA_CLAIM_SPECS.get(key), cameras.get(place)
    spec = PHONE_CLAIM_SPECS.get(key)
    if spec is None:
        return None, None
    if spec.of is Display:
        return spec, phone_parts.main_display(phone)
    return spec, phone


def _row_named(phone, name, key):
    """The model code or market of that name which has the column ``key``; None where there is none."""
    for row in claimable_rows(phone):
        if row.row_name == name and key in ROW_SPECS_BY_MODEL[type(row)]:
            return row
    return None


def fact_label(phone, fact):
    """“Weight”, “Main camera: f-number”, “SH-51C: LTE bands”, “Rebadge of”."""
    spec, record = spec_and_record(phone, fact)
    label = spec.label if spec else _label_without_row(fact[1])
    if isinstance(fact[0], str):
        return f"{fact[0]}: {label}"
    cameras = list(phone.cameras.all())
    titles = dict(zip(cameras, phone_parts.camera_titles(cameras), strict=True))
    if record in titles:
        return f"{titles[record]}: {label}"
    return label


def _label_without_row(key):
    """Of a relation, or of what stands in claims alone."""
    if key in CLAIM_ONLY_SPECS:
        return CLAIM_ONLY_SPECS[key].label
    return dict(RelationKind.choices).get(key, key)
