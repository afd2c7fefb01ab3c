"""What can be done with the database now, for whoever asks often: nothing here waits for a lock."""

import os
from pathlib import Path

from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from catalog.models.read_replica import PRIMARY, is_left_alone, reading_alias

MIN_FREE_BYTES = 20_000_000
"""Below that a change may be refused in its middle."""


def unapplied_migrations():
    """“app.name” of those that the code has and the database that is read has not."""
    executor = MigrationExecutor(connections[reading_alias()])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations():
    """“app.name” of those that the database has and the code has not: it is of a newer version."""
    loader = MigrationExecutor(connections[reading_alias()]).loader
    ours = {app for app, _ in loader.disk_migrations}
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(".".join(key) for key in unknown if key[0] in ours)


def database_faults():
    """Why nothing can be stored, in phrases; none where nothing is known to be in the way."""
    try:
        if connection.vendor == "sqlite":
            yield from _file_faults(Path(connection.settings_dict["NAME"]))
        else:
            yield from _server_faults()
    except DatabaseError:
        yield "the database does not answer"


def _file_faults(path):
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            yield f"{place} cannot be written to"
    stats = os.statvfs(path.parent)
    if stats.f_bavail * stats.f_frsize < MIN_FREE_BYTES:
        yield f"the disk of {path.parent} is full"


def _server_faults():
    if is_left_alone(PRIMARY):
        yield "the database does not answer"
        return
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        if cursor.fetchone()[0] == "on":
            yield "the database takes no changes (it is a standby, or set read-only)"
