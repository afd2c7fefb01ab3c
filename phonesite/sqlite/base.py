"""The database backend that settings name for SQLite.

Django finds out whether SQLite knows JSON by a query inside a transaction, once for each connection. With
``transaction_mode: IMMEDIATE`` that transaction waits for the write lock, and a probe that fails because of the lock is
remembered as "no JSON" for as long as the connection lives: every page that reads JSON then fails. What the library can
do does not depend on a connection, so it is asked once, in memory, when the process starts.
"""

import os
from contextlib import closing

from django.db.backends.sqlite3 import base, features
from django.db.backends.sqlite3.base import Database


def has_json_functions():
    """Whether the SQLite library that Python uses was built with its JSON functions."""
    with closing(Database.connect(":memory:")) as connection:
        try:
            connection.execute("SELECT JSON('{}')")
        except Database.OperationalError:
            return False
    return True


class DatabaseFeatures(features.DatabaseFeatures):
    supports_json_field = has_json_functions()


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures

    def get_new_connection(self, conn_params):
        """A new file is its owner's alone: it holds second factors and the hashes of passwords."""
        path = str(conn_params["database"])
        is_file = not self.is_in_memory_db() and not path.startswith("file:")
        if is_file and not os.path.exists(path):
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        return super().get_new_connection(conn_params)
