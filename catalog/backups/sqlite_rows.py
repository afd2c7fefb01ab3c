"""The rows of a SQLite backup on their way into PostgreSQL: a site moves, with its people and its history."""

import ipaddress
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from psycopg import sql
from psycopg.types.json import Jsonb

from .manifest import BackupFault
from .sqlite_copies import FILE_NAME, open_sqlite

_TYPES = """
    SELECT column_name, udt_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s
"""


def _moment(text):
    """SQLite has moments as text, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CONVERTERS = {
    "bool": bool,
    "bytea": bytes,
    "date": date.fromisoformat,
    "float8": float,
    "inet": ipaddress.ip_address,
    "int2": int,
    "int4": int,
    "int8": int,
    "jsonb": json.loads,
    "numeric": lambda number: Decimal(str(number)),
    "text": str,
    "timestamptz": _moment,
    "uuid": UUID,
    "varchar": str,
}
"""PostgreSQL's name of a type → what makes its value of SQLite's."""


class SqliteRows:
    """The unpacked database of a backup in ``folder``, read for the tables of the PostgreSQL connection ``opened``."""

    def __init__(self, folder, opened):
        self.path = folder / FILE_NAME
        self.connection = opened

    def copy_table(self, table, layout):
        """Put all rows into an empty table, and compare what is there then."""
        columns = layout.columns[table]
        types = dict(self.connection.execute(_TYPES, [table]).fetchall())
        converters = [CONVERTERS[types[column]] for column in columns]
        order = _listed(column for column, _ in layout.keys[table])
        statement = f'SELECT {_listed(columns)} FROM "{table}" ORDER BY {order}'  # noqa: S608 - names of our tables
        with closing(open_sqlite(self.path)) as source:
            self._write_rows(source.execute(statement), table, columns, converters)
            self._compare_rows(source.execute(statement), layout.ordered_rows(table), table, converters)

    def _write_rows(self, rows, table, columns, converters):
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        is_json = [converter is json.loads for converter in converters]
        with self.connection.cursor().copy(statement) as copy:
            for row in rows:
                values = _converted(row, converters)
                copy.write_row([_wrapped(value, json_too) for value, json_too in zip(values, is_json, strict=True)])

    def _compare_rows(self, rows, statement, table, converters):
        with self.connection.cursor() as cursor, closing(cursor.stream(statement)) as there:
            for row in rows:
                if _read(next(there, ()), converters) != _converted(row, converters):
                    raise BackupFault(f"The table {table} does not hold in PostgreSQL what it held in SQLite.")
            if next(there, None) is not None:
                raise BackupFault(f"The table {table} holds more in PostgreSQL than it held in SQLite.")

    def last_numbers(self):
        """Table → the last number that was given out in it."""
        with closing(open_sqlite(self.path)) as source:
            try:
                return dict(source.execute("SELECT name, seq FROM sqlite_sequence"))
            except sqlite3.OperationalError:
                return {}  # no table gives out numbers yet


def _converted(row, converters):
    values = []
    for value, convert in zip(row, converters, strict=True):
        values.append(None if value is None else convert(value))
    return values


def _read(row, converters):
    """A row of PostgreSQL, of which our connections give JSON as text; empty where there is none."""
    values = []
    for value, convert in zip(row, converters, strict=bool(row)):
        values.append(json.loads(value) if convert is json.loads and value is not None else value)
    return values


def _wrapped(value, is_json):
    """JSON as the database driver wants it; NULL stays NULL."""
    if value is not None and is_json:
        return Jsonb(value)
    return value


def _listed(columns):
    return ", ".join(f'"{column}"' for column in columns)
