"""The shipped catalogue in the database: one worker of a run loads it, and all copy its rows from then on."""

import fcntl
import pickle
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from catalog.finder.index_store import index_missing_phones
from catalog.importers.record_loader import load_records

SHIPPED = Path(__file__).parent.parent / "catalog" / "data"

FOLDER_OF_RUN = []
"""The folder that all workers of a run share; ``conftest`` puts it here."""
_rows = {}
"""Table → (its columns, its rows), as they were after the first load."""


def load_shipped():
    """The shipped records and what the finder prepares of them, in the place of what there is."""
    if not _rows:
        _rows.update(rows_of_this_run())
    put_back()


def rows_of_this_run():
    """The rows as the first worker that asked left them for the others; each worker waits for that one."""
    with (FOLDER_OF_RUN[0] / "shipped").open("a+b") as shared:
        fcntl.flock(shared, fcntl.LOCK_EX)
        shared.seek(0)
        packed = shared.read()
        if packed:
            return pickle.loads(packed)
        rows = loaded_rows()
        shared.write(pickle.dumps(rows))
    return rows


def loaded_rows():
    assert load_records([SHIPPED]).faults == []
    index_missing_phones()
    rows = {}
    with connection.cursor() as cursor:
        for table in [model._meta.db_table for model in models()]:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return rows


def put_back():
    """Constraints are looked at when all rows are there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _rows:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table, (columns, rows) in _rows.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            places = ", ".join(["%s"] * len(columns))
            if rows:
                cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)  # PostgreSQL counts on after the keys that were given


def models():
    return list(apps.get_app_config("catalog").get_models(include_auto_created=True))
