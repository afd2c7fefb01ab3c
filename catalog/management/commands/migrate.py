"""Django's own, one at a time: two that begin together would both make the same tables."""

import fcntl
from contextlib import contextmanager

from django.core.management.commands import migrate
from django.db import connections

POSTGRESQL_LOCK = 5_146_320
"""A number of ours among the advisory locks of a database."""


class Command(migrate.Command):
    def handle(self, *args, **options):
        with one_at_a_time(connections[options["database"]]):
            super().handle(*args, **options)


@contextmanager
def one_at_a_time(connection):
    """Wait for another process that migrates this database."""
    if connection.vendor == "postgresql":
        with postgresql_lock(connection):
            yield
    elif connection.is_in_memory_db():
        yield
    else:
        with open(f"{connection.settings_dict['NAME']}.migrating", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def postgresql_lock(connection):
    """Held by a connection of its own, which ends with the process."""
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [POSTGRESQL_LOCK])
        yield
    finally:
        holder.close()
