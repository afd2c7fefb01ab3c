"""The rows of phones from their small tables, fetched in one query: a UNION of JSON objects."""

import json
from collections import defaultdict

from django.db import connection, models
from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import JSONObject

from catalog.models import (
    Alias,
    Camera,
    Chipset,
    Display,
    ExtraRow,
    LaunchPrice,
    Market,
    MemoryVersion,
    ModelCode,
    PhoneChipset,
    Relation,
    Sensor,
    SoftwareObservation,
    Source,
    UsbPort,
    Variation,
)

CHILD_TABLES = {
    "aliases": (Alias, {}),
    "cameras": (Camera, {"sensor": Sensor}),
    "displays": (Display, {}),
    "memory_versions": (MemoryVersion, {}),
    "launch_prices": (LaunchPrice, {}),
    "usb_ports": (UsbPort, {}),
    "markets": (Market, {}),
    "model_codes": (ModelCode, {}),
    "variations": (Variation, {}),
    "extra_rows": (ExtraRow, {}),
    "phone_chipsets": (PhoneChipset, {"chipset": Chipset}),
    "software_observations": (SoftwareObservation, {"source": Source}),
}
"""Name on the phone → (model, {foreign key: model that is fetched with it})."""
BUILDERS_OF_RELATED_PHONES = (
    "phone__brand__maker",
    "phone__manufacturer",
    "other__brand__maker",
    "other__manufacturer",
)


def attach_child_rows(phones):
    """Set the rows of all ``CHILD_TABLES`` on each of ``phones`` (a list), as if prefetched. One query."""
    rows = fetch_child_rows([phone.pk for phone in phones])
    for phone in phones:
        for name, (model, _) in CHILD_TABLES.items():
            records = rows[name, phone.pk]
            for record in records:
                record.phone = phone
            set_prefetched(phone, name, model, records)
        link_shared_sensors(rows["cameras", phone.pk])


def attach_relations(phones, visible):
    """Set on each of ``phones`` its relations with phones of ``visible`` (a queryset), both ways. One query."""
    keys = [phone.pk for phone in phones]
    between = Q(phone__in=keys, other__in=visible) | Q(other__in=keys, phone__in=visible)
    relations = Relation.objects.filter(between).annotate(
        shows_phone=ExpressionWrapper(Q(phone__in=visible), BooleanField()),
        shows_other=ExpressionWrapper(Q(other__in=visible), BooleanField()),
    )
    forth = defaultdict(list)
    back = defaultdict(list)
    for relation in relations.select_related(*BUILDERS_OF_RELATED_PHONES):
        if relation.shows_other:
            forth[relation.phone_id].append(relation)
        if relation.shows_phone:
            back[relation.other_id].append(relation)
    for phone in phones:
        set_prefetched(phone, "relations", Relation, forth[phone.pk])
        set_prefetched(phone, "relations_back", Relation, back[phone.pk])


def set_prefetched(phone, name, model, records):
    """Leave ``records`` where prefetching would have left them."""
    evaluated = model._default_manager.all()
    evaluated._result_cache = records
    evaluated._prefetch_done = True
    phone._prefetched_objects_cache[name] = evaluated


def link_shared_sensors(cameras):
    """Set ``shares_sensor_with`` among the cameras of one phone."""
    by_key = {camera.pk: camera for camera in cameras}
    for camera in cameras:
        camera.shares_sensor_with = by_key.get(camera.shares_sensor_with_id)


def fetch_child_rows(keys):
    """(name of the table, key of the phone) → its records in order."""
    queries = []
    for name, (model, related) in CHILD_TABLES.items():
        queries.append(child_rows_query(name, model, related, keys=keys))
    rows = queries[0].union(*queries[1:], all=True)
    found = defaultdict(list)
    for name, phone, _, _, values, related_values in sorted(rows, key=_position_and_id):
        record = build_record(*CHILD_TABLES[name], values, related_values)
        found[name, phone].append(record)
    return found


def _position_and_id(row):
    return row[2:4]


def child_rows_query(name, model, related, *, keys):
    """One table's rows as (name, phone, position, id, values by column, values of related records)."""
    own_columns = json_columns(model)
    related_columns = {}
    for foreign_key, other in related.items():
        related_columns |= json_columns(other, f"{foreign_key}__")
    rows = model.objects.filter(phone__in=keys).order_by()
    return rows.values_list(
        Value(name), "phone_id", "position", "id", JSONObject(**own_columns), JSONObject(**related_columns)
    )


def json_columns(model, prefix=""):
    """Name in the JSON object → expression, for each column of ``model``."""
    columns = {}
    for field in model._meta.concrete_fields:
        name = prefix + field.attname
        columns[name] = F(name)
    return columns


def build_record(model, related, values, related_values):
    record = build_instance(model, values)
    for foreign_key, other in related.items():
        prefix = f"{foreign_key}__"
        instance = None
        if related_values[f"{prefix}id"] is not None:
            instance = build_instance(other, related_values, prefix)
        setattr(record, foreign_key, instance)
    return record


def build_instance(model, values, prefix=""):
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    column_values = [column_value(field, values[prefix + field.attname]) for field in fields]
    return model.from_db(connection.alias, names, column_values)


def column_value(field, value):
    """What the column itself would give for a value that came as JSON."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(value) if connection.vendor == "sqlite" else value
    if isinstance(field, models.FloatField):
        return float(value)
    if isinstance(field, models.BooleanField):
        return bool(value)
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, None, connection)
    return value
