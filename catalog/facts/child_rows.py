"""The rows of phones from many small tables in one query: there are ten, and a page must not wait for each."""

import json
from collections import defaultdict

from django.db import connection, models
from django.db.models import F, Q, Value
from django.db.models.functions import JSONObject

from catalog.models import (
    Alias,
    Camera,
    Chipset,
    Display,
    ExtraRow,
    Market,
    MemoryVersion,
    ModelCode,
    PhoneChipset,
    Relation,
    Sensor,
    SoftwareObservation,
    Source,
    Variation,
)

CHILD_TABLES = {
    "aliases": (Alias, {}),
    "cameras": (Camera, {"sensor": Sensor}),
    "displays": (Display, {}),
    "memory_versions": (MemoryVersion, {}),
    "markets": (Market, {}),
    "model_codes": (ModelCode, {}),
    "variations": (Variation, {}),
    "extra_rows": (ExtraRow, {}),
    "phone_chipsets": (PhoneChipset, {"chipset": Chipset}),
    "software_observations": (SoftwareObservation, {"source": Source}),
}
"""Name on the phone → its model, and the models that come along by the name of their key."""


def attach_child_rows(phones):
    """Let each of ``phones`` (a list) have its rows of all ``CHILD_TABLES``, as if prefetched. One query."""
    rows = fetch_child_rows([phone.pk for phone in phones])
    for phone in phones:
        for name, (model, _) in CHILD_TABLES.items():
            for record in rows[name, phone.pk]:
                record.phone = phone
            set_prefetched(phone, name, model, rows[name, phone.pk])
        link_shared_sensors(rows["cameras", phone.pk])


def attach_relations(phones, visible):
    """Let each of ``phones`` have its relations with phones of ``visible`` (a queryset), both ways. One query."""
    keys = [phone.pk for phone in phones]
    between = Q(phone__in=keys, other__in=visible) | Q(other__in=keys, phone__in=visible)
    found = list(Relation.objects.filter(between).select_related("phone__brand", "other__brand"))
    for phone in phones:
        forth = [relation for relation in found if relation.phone_id == phone.pk]
        back = [relation for relation in found if relation.other_id == phone.pk]
        set_prefetched(phone, "relations", Relation, forth)
        set_prefetched(phone, "relations_back", Relation, back)


def set_prefetched(phone, name, model, records):
    """Leave ``records`` where prefetching would have left them."""
    answered = model._default_manager.all()
    answered._result_cache, answered._prefetch_done = records, True
    phone._prefetched_objects_cache[name] = answered


def link_shared_sensors(cameras):
    by_key = {camera.pk: camera for camera in cameras}
    for camera in cameras:
        camera.shares_sensor_with = by_key.get(camera.shares_sensor_with_id)


def fetch_child_rows(keys):
    """(name of the table, key of the phone) → its records in order."""
    parts = [child_rows_query(name, model, related, keys) for name, (model, related) in CHILD_TABLES.items()]
    found = defaultdict(list)
    for name, phone, *_, values, others in sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[2:4]):
        found[name, phone].append(build_record(*CHILD_TABLES[name], values, others))
    return found


def child_rows_query(name, model, related, keys):
    """One table's rows as (name, phone, position, id, values by column, values of what comes along)."""
    others = {column: value for along, other in related.items() for column, value in json_columns(other, f"{along}__")}
    values = JSONObject(**dict(json_columns(model))), JSONObject(**others)
    return (
        model.objects.filter(phone__in=keys).order_by().values_list(Value(name), "phone_id", "position", "id", *values)
    )


def json_columns(model, before=""):
    return [(before + field.attname, F(before + field.attname)) for field in model._meta.concrete_fields]


def build_record(model, related, values, others):
    record = build_instance(model, values)
    for along, other in related.items():
        there = others[f"{along}__id"] is not None
        setattr(record, along, build_instance(other, others, f"{along}__") if there else None)
    return record


def build_instance(model, values, before=""):
    fields = model._meta.concrete_fields
    read = [column_value(field, values[before + field.attname]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


def column_value(field, value):
    """What the column itself would give for a value that came as JSON."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(value) if connection.vendor == "sqlite" else value
    if isinstance(field, models.FloatField | models.BooleanField):
        return float(value) if isinstance(field, models.FloatField) else bool(value)
    read = getattr(field, "from_db_value", None)
    return read(value, None, connection) if read else value
