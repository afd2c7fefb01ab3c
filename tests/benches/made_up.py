"""A catalogue of any size straight into the database: made-up phones, the same in every run."""

import json
from functools import lru_cache

from django.core.management.color import no_style
from django.db import connection, transaction

from catalog.models import (
    Brand,
    Camera,
    Chipset,
    Display,
    Market,
    MemoryVersion,
    ModelCode,
    Phone,
    PhoneChipset,
    Sensor,
    Stamp,
)

from .made_up_copies import write_copies
from .made_up_parts import BRANDS, CHIPSETS, SENSORS_BY_SIZE
from .made_up_phones import REPEATED, phone

COPIED_AT_ONCE = 100_000

KINDS = {
    "cameras": Camera,
    "displays": Display,
    "memory_versions": MemoryVersion,
    "phone_chipsets": PhoneChipset,
    "model_codes": ModelCode,
    "markets": Market,
}
_json = lru_cache(100_000)(json.dumps)


def fill(count):
    """Write made-up phones, and what they are made of, into migrated tables until there are ``count``: into empty ones,
    or into those that an earlier call has filled.

    Only the database's own checks are made; what is prepared of the phones that are there stays.
    """
    present = Phone.objects.count()
    if not present:
        with transaction.atomic():
            for model, rows in ((Brand, BRANDS), (Chipset, CHIPSETS), (Sensor, SENSORS_BY_SIZE)):
                write(model, rows)
    if present < REPEATED:
        write_phones(range(present, min(count, REPEATED)))
    for first in range(max(present, REPEATED), count, COPIED_AT_ONCE):
        write_copies(range(first, min(first + COPIED_AT_ONCE, count)), KINDS.values())
    set_sequences()
    Stamp.expire_caches()


@transaction.atomic
def write_phones(numbers):
    made = [phone(number) for number in numbers]
    write(Phone, [columns for columns, _ in made])
    for kind, model in KINDS.items():
        write(model, [{"phone_id": columns["id"], **row} for columns, parts in made for row in parts[kind]])


def write(model, rows):
    """Insert ``rows``, at least one (dicts by column, all with an id or none); what a row does not name is NULL."""
    fields = [field.attname for field in model._meta.concrete_fields]
    columns = [name for name in fields if name != "id" or "id" in rows[0]]
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        stored = ([_stored(row.get(name)) for name in columns] for row in rows)
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", stored)


def _stored(value):
    return _json(value) if type(value) is tuple else value


def set_sequences():
    """Let PostgreSQL count on after the ids that were given."""
    models = (Brand, Chipset, Sensor, Phone)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
