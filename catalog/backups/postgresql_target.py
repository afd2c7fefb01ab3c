"""Where a backup is restored to on PostgreSQL: a schema beside the site's own, until everything in it is sound."""

import os
from urllib.parse import quote, urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from .manifest import BackupFault
from .migration_states import make_tables
from .postgresql_copies import (
    TableLayout,
    copy_in,
    copy_name,
    current_schema,
    open_postgresql,
    qualified,
    site_tables,
)
from .sqlite_copies import verify_sqlite_copy
from .sqlite_rows import SqliteRows
from .stored_facts import applied_migrations, is_filled, stored_stamp

COMING = "phonesite_coming"
"""The schema, and what connections to it are called."""
END_MS = 5000
"""How long one that is told to end is waited for."""
END_OTHERS = """
SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity
WHERE application_name = %s AND datname = current_database()
"""
LOCK_TIMEOUT = "30s"
"""How long the swap waits for readers and editors that are at work; they wait as long for it."""


class PostgresqlTarget:
    """The site's database. ``folder`` has the rows of the backup."""

    engine = "postgresql"

    def __init__(self, folder):
        self.folder = folder
        self.connection = open_postgresql()
        self.connection.execute("SET timezone TO 'UTC'")
        self.schema = current_schema(self.connection)
        self.connection.commit()

    def close(self):
        """Remove what did not come in."""
        self.connection.rollback()
        self._drop_coming()
        self.connection.close()

    def _drop_coming(self):
        """With whatever still works there: what a killed restore has started goes on without it."""
        self.connection.execute(END_OTHERS, [END_MS, COMING])
        self.execute([sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(COMING))])

    def query(self, statement):
        return self.connection.execute(statement).fetchall()

    def execute(self, statements):
        for statement in statements:
            self.connection.execute(statement)
        self.connection.commit()

    def is_empty(self):
        """Whether nobody has stored anything."""
        return not is_filled(self.query, TableLayout.read(self.connection).columns.keys() & site_tables())

    def stamp_number(self):
        """Of what is there now; 0 where nothing is."""
        if "catalog_stamp" not in TableLayout.read(self.connection).columns:
            return 0
        return stored_stamp(self.query).get("number", 0)

    def migration_environment(self):
        """What ``manage.py migrate`` needs to work on what is coming."""
        url = urlsplit(os.environ.get("DATABASE_URL", ""))
        name = quote(connection.settings_dict["NAME"])
        return {
            "DATABASE_URL": url._replace(path=f"/{name}").geturl(),
            "PGOPTIONS": f"-c search_path={COMING}",
            "PGAPPNAME": COMING,
        }

    def load(self, manifest):
        """Make the tables as the backup had them, and bring in and compare their rows."""
        self._drop_coming()
        try:
            self.execute([f"CREATE SCHEMA {COMING}"])
        except psycopg.errors.InsufficientPrivilege as fault:
            role, name = connection.settings_dict["USER"], connection.settings_dict["NAME"]
            raise BackupFault(
                f'The role may not make a schema: GRANT CREATE ON DATABASE "{name}" TO "{role}", as its owner.'
            ) from fault
        make_tables(self.migration_environment(), manifest.migrations)
        self.execute([f"SET search_path TO {COMING}"])
        if applied_migrations(self.query) != manifest.migrations:
            raise BackupFault("The migrations of this version do not lead to the tables that the backup has.")
        self._load_rows(manifest)
        self.connection.commit()

    def _load_rows(self, manifest):
        layout = TableLayout.read(self.connection)
        if layout.columns.keys() != manifest.tables.keys():
            raise BackupFault("The tables of the backup are others than those that its migrations make.")
        everything = sql.SQL(", ").join(map(qualified, sorted(layout.columns)))
        self.connection.execute(sql.SQL("TRUNCATE {}").format(everything))
        if manifest.engine == "sqlite":
            last_numbers = self._load_sqlite_rows(manifest, layout)
        else:
            last_numbers = self._load_copies(manifest, layout)
        for (table, column), sequence in layout.sequences.items():
            last = last_numbers.get(f"{table}.{column}")
            self.connection.execute("SELECT setval(%s, %s, %s)", [sequence, last or 1, bool(last)])

    def _load_copies(self, manifest, layout):
        for table, expected in manifest.tables.items():
            copy_in(self.connection, table, expected.columns, self.folder / copy_name(table))
            if layout.copy_out(self.connection, table) != expected:
                raise BackupFault(f"Its table {table} does not hold what it held when the backup was made.")
        return manifest.sequences

    def _load_sqlite_rows(self, manifest, layout):
        verify_sqlite_copy(self.folder, manifest)
        rows = SqliteRows(self.folder, self.connection)
        for table in manifest.tables:
            rows.copy_table(table, layout)
        last_numbers = rows.last_numbers()
        return {f"{table}.{column}": last_numbers.get(table) for table, column in layout.sequences}

    def swap(self, moment):
        """Bring it in, in one transaction: other processes see the one or the other. Return the name of the schema that
        keeps what was there before; None where nothing was."""
        kept = f"before_{moment.lower()}"
        self.execute([sql.SQL("SET search_path TO {}").format(sql.Identifier(self.schema))])
        was_empty = self.is_empty()
        try:
            self._swap_tables(kept)
        except psycopg.errors.LockNotAvailable as fault:
            raise BackupFault(
                "Somebody works with the database without an end: stop the site, and try again."
            ) from fault
        if not was_empty:
            return f"the schema {kept}"
        self.execute([sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(kept))])
        return None

    def _swap_tables(self, kept):
        there = sorted(TableLayout.read(self.connection).columns)
        self.connection.execute(f"SET LOCAL lock_timeout TO '{LOCK_TIMEOUT}'")
        self.connection.execute(f"SET LOCAL search_path TO {COMING}")
        coming = sorted(TableLayout.read(self.connection).columns)
        apps = {_app_of(table) for table in coming}
        leaving = [table for table in there if _app_of(table) in apps]  # also those of a newer version
        if leaving:
            tables = sql.SQL(", ").join(qualified(table, self.schema) for table in leaving)
            self.connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(tables))
        self.connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(kept)))
        for table in leaving:
            self._move(table, self.schema, kept)
        for table in coming:
            self._move(table, COMING, self.schema)
        self.connection.commit()

    def _move(self, table, before, after):
        statement = sql.SQL("ALTER TABLE {} SET SCHEMA {}")
        self.connection.execute(statement.format(qualified(table, before), sql.Identifier(after)))


def _app_of(table):
    """What the name of a table of Django begins with."""
    return table.partition("_")[0]
