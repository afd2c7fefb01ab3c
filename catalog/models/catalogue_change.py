"""The transaction in which the catalogue is changed."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from .change_stamp import Stamp

LONGEST_WAIT = "20s"
"""How long a change waits for another, on PostgreSQL. SQLite's time is in the settings."""

_is_running = ContextVar("is_running", default=False)


@contextmanager
def catalogue_change():
    """A transaction for a change of the catalogue, and all that follows from it; also a decorator.

    Changes wait for one another before they lock anything. Each moves the stamp at its end: two of which each had a
    record by then that the other needs would wait for ever. Raises ``OperationalError`` where the wait is too long.
    """
    with transaction.atomic():
        if is_catalogue_changing():
            yield
            return
        if connection.features.has_select_for_update:
            _wait_for_others()
        token = _is_running.set(True)
        try:
            yield
        finally:
            _is_running.reset(token)


def is_catalogue_changing():
    """Whether this thread is inside of ``catalogue_change``."""
    return _is_running.get()


def _wait_for_others():
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
    Stamp.lock()
