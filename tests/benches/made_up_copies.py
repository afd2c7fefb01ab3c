"""Made-up phones from ``REPEATED`` on: rows of the first ones copied by SQL, with names and codes of their own."""

from django.db import connection, transaction

from catalog.models import ModelCode, Phone

from .made_up_phones import REPEATED, slug_of
from .made_up_versions import model_code

TABLE = "copied_phones"
COPIED = f"CREATE TEMPORARY TABLE {TABLE} (id integer PRIMARY KEY, first integer, name text, slug text, code text)"
REPLACED = {Phone: {"id": "id", "name": "name", "slug": "slug"}, ModelCode: {"phone_id": "id", "code": "code"}}
"""Model → its columns that a copy has for itself → where they are in the table; other models have their phone."""


@transaction.atomic
def write_copies(numbers, models):
    """Write the phones of these numbers, all from ``REPEATED`` on, and their rows of ``models``; the first phones are
    there."""
    first_names = dict(Phone.objects.filter(pk__lte=REPEATED).values_list("pk", "name"))
    brands = dict(Phone.objects.filter(pk__lte=REPEATED).values_list("pk", "brand__slug"))
    with connection.cursor() as cursor:
        cursor.execute(COPIED)
        rows = (copied_phone(number, first_names, brands) for number in numbers)
        cursor.executemany(f"INSERT INTO {TABLE} VALUES (%s, %s, %s, %s, %s)", rows)
        for model in (Phone, *models):
            cursor.execute(copying_statement(model))
        cursor.execute(f"DROP TABLE {TABLE}")


def copied_phone(number, first_names, brands):
    """(key, key of the first one, name, slug, model code): a name is that of the first with another number."""
    first = number % REPEATED
    series, ending = first_names[first + 1].split(f" {first}", 1)
    name = f"{series} {number}{ending}"
    return number + 1, first + 1, name, slug_of(brands[first + 1], name), model_code(number)


def copying_statement(model):
    own = REPLACED.get(model, {"phone_id": "id"})
    columns = []
    values = []
    for field in model._meta.concrete_fields:
        if field.attname in own:
            values.append(f"{TABLE}.{own[field.attname]}")
        elif field.attname != "id":
            values.append(f"original.{connection.ops.quote_name(field.attname)}")
        else:
            continue
        columns.append(connection.ops.quote_name(field.attname))
    key = "id" if model is Phone else "phone_id"
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f"FROM {TABLE} JOIN {model._meta.db_table} original ON original.{key} = {TABLE}.first"
    )
