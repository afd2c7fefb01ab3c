"""Django's own, one at a time: two that begin together would both make the same tables.

On PostgreSQL it waits for no table longer than ``LOCK_TIMEOUT``: whoever reads that table next would wait behind it.
"""

import fcntl
from contextlib import contextmanager, suppress
from time import sleep

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, OperationalError, connections
from psycopg.errors import LockNotAvailable

POSTGRESQL_LOCK = 5_146_320
"""A number of ours among the advisory locks of a database."""
LOCK_TIMEOUT = "3s"
ATTEMPTS = 5
PAUSE_S = 5
"""Between two attempts: who has waited behind us is served."""
IN_USE = (
    "Somebody works with a table without an end (a backup, a long transaction), and it cannot be changed meanwhile: "
    "the migration was undone. Those before it are done. Wait for that to end, or end it, and run migrate again."
)


class Command(migrate.Command):
    def handle(self, *args, **options):
        connection = connections[options["database"]]
        with one_at_a_time(connection):
            if connection.vendor == "postgresql":
                self.migrate_with_timeout(connection, *args, **options)
            else:
                super().handle(*args, **options)

    def migrate_with_timeout(self, connection, *args, **options):
        """Each migration is a transaction: an attempt goes on where the last one was stopped."""
        attempts_left = ATTEMPTS
        with lock_timeout(connection):
            while not self.has_migrated(*args, **options):
                attempts_left -= 1
                if not attempts_left:
                    raise CommandError(IN_USE)
                sleep(PAUSE_S)

    def has_migrated(self, *args, **options):
        """False where a table could not be had in time."""
        try:
            super().handle(*args, **options)
        except OperationalError as fault:
            if not isinstance(fault.__cause__, LockNotAvailable):
                raise
            return False
        return True


@contextmanager
def lock_timeout(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


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
    """Held by the connection that migrates: the server may still be at work for a process that was killed, and keeps
    the lock as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [POSTGRESQL_LOCK])
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [POSTGRESQL_LOCK])
