"""A PostgreSQL database in a backup: the rows of each table, as COPY writes them, of one moment.

COPY's text is the same in every version of PostgreSQL, and needs no client programs of the server's version, as
pg_dump and pg_restore do. The tables themselves are made by the migrations that the backup names.
"""

import hashlib
from contextlib import closing, contextmanager

from django.db import connection
from psycopg import IsolationLevel, sql

from .manifest import BackupFault, TableSum

FOLDER = "database"
_COLUMNS = """
    SELECT c.table_name, c.column_name,
        pg_get_serial_sequence(quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), c.column_name)
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    ORDER BY c.table_name, c.column_name COLLATE "C"
"""
_KEYS = """
    SELECT t.relname, a.attname, a.attcollation <> 0
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
    WHERE i.indisprimary AND t.relnamespace = current_schema()::regnamespace
    ORDER BY t.relname, array_position(i.indkey::int2[], a.attnum)
"""


def open_postgresql():
    """A connection of our own with the site's settings."""
    opened = connection.copy().get_new_connection(connection.get_connection_params())
    opened.autocommit = False
    return opened


@contextmanager
def postgresql_snapshot():
    """The site's database as it is now, whatever is saved meanwhile."""
    with closing(open_postgresql()) as opened:
        opened.isolation_level = IsolationLevel.REPEATABLE_READ
        yield PostgresqlSnapshot(opened)


class PostgresqlSnapshot:
    """One state of a database, from the first statement on."""

    engine = "postgresql"

    def __init__(self, opened):
        self.connection = opened
        opened.execute("SET timezone TO 'UTC'")
        self.layout = TableLayout.read(opened)
        self.table_names = sorted(self.layout.columns.keys() & site_tables())
        self.sequences = self.layout.last_numbers(opened, self.table_names)

    def query(self, statement):
        return self.connection.execute(statement).fetchall()

    def write(self, folder):
        """Write a file for each table into ``folder``, and return their sums."""
        (folder / FOLDER).mkdir()
        sums = {}
        for table in self.table_names:
            with (folder / copy_name(table)).open("wb") as file:
                sums[table] = self.layout.copy_out(self.connection, table, file)
        return sums


def site_tables():
    """The names of our own tables: the database may have others beside them."""
    return {*connection.introspection.django_table_names(), "django_migrations"}


def copy_name(table):
    """The name of a table's file in the archive."""
    return f"{FOLDER}/{table}.copy"


class TableLayout:
    """``columns``: table → its columns, in the order of their names; ``keys``: table → (column, whether it is text) of
    its primary key; ``sequences``: (table, column) → the sequence that gives out its numbers."""

    def __init__(self, columns, keys, sequences):
        self.columns = columns
        self.keys = keys
        self.sequences = sequences

    @classmethod
    def read(cls, opened):
        """That of the current schema."""
        columns, keys, sequences = {}, {}, {}
        for table, column, sequence in opened.execute(_COLUMNS):
            columns.setdefault(table, []).append(column)
            if sequence:
                sequences[table, column] = sequence
        for table, column, is_text in opened.execute(_KEYS):
            keys.setdefault(table, []).append((column, is_text))
        return cls(columns, keys, sequences)

    def last_numbers(self, opened, tables):
        """“table.column” → the last number given out, for those of ``tables`` that have given out any."""
        numbers = {}
        for (table, column), sequence in self.sequences.items():
            if table not in tables:
                continue
            statement = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.SQL(sequence))
            last, is_called = opened.execute(statement).fetchone()
            if is_called:
                numbers[f"{table}.{column}"] = last
        return numbers

    def copy_out(self, opened, table, file=None, schema=None):
        """Write the rows of a table in the order of its key to ``file``, and return their ``TableSum``."""
        columns = self.columns[table]
        statement = sql.SQL("COPY ({}) TO STDOUT").format(self.ordered_rows(table, schema))
        digest = hashlib.sha256()
        rows = 0
        with opened.cursor().copy(statement) as copy:
            for data in copy:
                digest.update(data)
                rows += bytes(data).count(b"\n")
                if file:
                    file.write(data)
        return TableSum(columns, rows, digest.hexdigest())

    def ordered_rows(self, table, schema=None):
        """The statement that selects all rows of a table in the order of its key."""
        return sql.SQL("SELECT {} FROM {} ORDER BY {}").format(
            identifiers(self.columns[table]), qualified(table, schema), self._order(table)
        )

    def _order(self, table):
        """The same on every server: text by its bytes, whatever the collation."""
        keys = self.keys.get(table) or [(column, False) for column in self.columns[table]]
        parts = []
        for column, is_text in keys:
            ending = sql.SQL(' COLLATE "C"') if is_text else sql.SQL("")
            parts.append(sql.Identifier(column) + ending)
        return sql.SQL(", ").join(parts)


def identifiers(names):
    return sql.SQL(", ").join(map(sql.Identifier, names))


def qualified(table, schema=None):
    """A table by its name, within a schema where one is given."""
    if schema is None:
        return sql.Identifier(table)
    return sql.Identifier(schema, table)


def copy_in(opened, table, columns, path, schema=None):
    """Put the rows of a file into an empty table."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(qualified(table, schema), identifiers(columns))
    with path.open("rb") as file, opened.cursor().copy(statement) as copy:
        while block := file.read(1 << 18):
            copy.write(block)


def verify_postgresql_copy(folder, manifest):
    """``BackupFault`` unless the unpacked rows go into empty tables like the site's, and are there what they were.

    The tables are temporary ones: nobody else sees them, and they are gone with the connection.
    """
    with closing(open_postgresql()) as opened:
        opened.execute("SET timezone TO 'UTC'")
        layout = TableLayout.read(opened)
        for table, expected in manifest.tables.items():
            statement = sql.SQL("CREATE TEMPORARY TABLE {} (LIKE {} INCLUDING ALL) ON COMMIT DROP")
            opened.execute(statement.format(sql.Identifier(table), qualified(table, current_schema(opened))))
            copy_in(opened, table, expected.columns, folder / copy_name(table), "pg_temp")
            if layout.copy_out(opened, table, schema="pg_temp") != expected:
                raise BackupFault(f"Its table {table} does not hold what it held when the backup was made.")
        opened.rollback()


def current_schema(opened):
    return opened.execute("SELECT current_schema()").fetchone()[0]
