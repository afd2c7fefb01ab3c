"""A SQLite database in a backup: a copy of its file, as it was at one moment."""

import hashlib
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from .manifest import BackupFault, TableSum
from .scratch import check_free_space
from .stored_facts import is_filled, stored_stamp

FILE_NAME = "database.sqlite3"
TIMEOUT_S = 20
COPIES = 2
"""Of what is coming, that lie beside the database while it comes in: its log of changes, and itself."""
PRIVATE = 0o600
"""Of files that are made: they hold the secrets of second factors."""


def database_path():
    return Path(connection.settings_dict["NAME"]).absolute()


def open_sqlite(path, mode="rw"):
    """A connection of our own, which begins no transactions by itself; "rwc" makes a missing file."""
    address = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=TIMEOUT_S)


@contextmanager
def sqlite_snapshot():
    """The site's database as it is now, whatever is saved meanwhile; nobody waits for it."""
    if not database_path().is_file():
        raise BackupFault(f"There is no database at {database_path()}.")
    with closing(open_sqlite(database_path())) as opened:
        opened.execute("BEGIN")
        yield SqliteSnapshot(opened)


class SqliteSnapshot:
    """One state of a database. A read transaction holds it from the first statement on."""

    engine = "sqlite"

    def __init__(self, opened):
        self.connection = opened
        self.table_names = table_names(opened)
        self.sequences = {}

    def query(self, statement):
        return self.connection.execute(statement).fetchall()

    def write(self, folder):
        """Write its file into ``folder``, and return the sums of its tables, worked out from the database itself."""
        with closing(open_sqlite(folder / FILE_NAME, "rwc")) as copy:
            self.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return table_sums(self.connection)


def verify_sqlite_copy(folder, manifest):
    """``BackupFault`` unless the unpacked database is sound and has the rows that the manifest names."""
    path = folder / FILE_NAME
    if not path.is_file():
        raise BackupFault(f"It has no {FILE_NAME}.")
    with closing(open_sqlite(path)) as opened:
        try:
            faults = opened.execute("PRAGMA integrity_check").fetchall()
            sums = table_sums(opened)
        except sqlite3.DatabaseError as fault:
            raise BackupFault(f"Its database cannot be read: {fault}.") from fault
    if faults != [("ok",)]:
        raise BackupFault(f"Its database is damaged: {faults[0][0]}.")
    compare_sums(manifest.tables, sums)


def compare_sums(expected, found):
    """``BackupFault`` that names the first table which is not what it was."""
    for table in sorted(expected.keys() | found.keys()):
        if expected.get(table) != found.get(table):
            raise BackupFault(f"Its table {table} does not hold what it held when the backup was made.")


def table_names(opened):
    names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in names)


def table_sums(opened):
    """Name → ``TableSum`` of each table."""
    return {name: _table_sum(opened, name) for name in table_names(opened)}


def _table_sum(opened, table):
    columns = opened.execute("SELECT name, pk FROM pragma_table_info(?)", [table]).fetchall()
    names = sorted(name for name, _ in columns)
    keys = [_quoted(name) for name, place in sorted(columns, key=lambda column: column[1]) if place]
    listed = ", ".join(map(_quoted, names))
    order = ", ".join(keys) or listed
    digest = hashlib.sha256()
    count = 0
    for row in opened.execute(f"SELECT {listed} FROM {_quoted(table)} ORDER BY {order}"):  # noqa: S608 - names, quoted
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        count += 1
    return TableSum(names, count, digest.hexdigest())


def _quoted(name):
    """A name that a file from outside has, whatever is in it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


class SqliteTarget:
    """Where a backup is restored to: the site's database file. What is coming lies in ``folder`` until it is sound."""

    engine = "sqlite"

    def __init__(self, folder):
        self.path = database_path()
        self.coming = folder / FILE_NAME

    def close(self):
        """Nothing is left open."""

    def is_empty(self):
        """Whether nobody has stored anything; False where the file cannot be read."""
        if not self.path.exists() or not self.path.stat().st_size:
            return True
        try:
            with closing(open_sqlite(self.path)) as opened:
                return not is_filled(lambda statement: opened.execute(statement).fetchall(), table_names(opened))
        except sqlite3.DatabaseError:
            return False

    def stamp_number(self):
        """Of what is there now; 0 where there is none, or nothing can be read."""
        try:
            with closing(open_sqlite(self.path)) as opened:
                return stored_stamp(lambda statement: opened.execute(statement).fetchall()).get("number", 0)
        except sqlite3.DatabaseError:
            return 0

    def load(self, manifest):
        verify_sqlite_copy(self.coming.parent, manifest)
        there = self.path.stat().st_size if self.path.exists() else 0
        needed = there + COPIES * self.coming.stat().st_size
        check_free_space(self.path.parent, needed, "DATABASE_URL")

    def migration_environment(self):
        """What ``manage.py migrate`` needs to work on what is coming."""
        return {"DATABASE_URL": f"sqlite:///{quote(str(self.coming))}"}

    def query(self, statement):
        with closing(open_sqlite(self.coming)) as opened:
            return opened.execute(statement).fetchall()

    def execute(self, statements):
        with closing(open_sqlite(self.coming)) as opened:
            for statement in statements:
                opened.execute(statement)

    def swap(self, moment):
        """Bring it in, in one transaction: other processes see the one or the other. Return the file that keeps what
        was there before; None where nothing was."""
        connection.close()
        if self.is_empty():
            self._overwrite()
            return None
        kept = self.path.with_name(f"{self.path.stem}.before-{moment}{self.path.suffix}")
        try:
            self._copy_aside(kept)
            self._overwrite()
        except sqlite3.OperationalError:
            raise  # it is at work, or the disk is full
        except sqlite3.DatabaseError:
            self._replace_damaged_file(kept)
        return kept

    def _copy_aside(self, kept):
        """Whole under that name, or not at all."""
        copying = kept.with_name(f"{kept.name}.copying")
        copying.touch(mode=PRIVATE)
        try:
            with closing(open_sqlite(self.path)) as live, closing(open_sqlite(copying)) as copy:
                live.backup(copy)
            copying.replace(kept)
        finally:
            copying.unlink(missing_ok=True)
            Path(f"{copying}-journal").unlink(missing_ok=True)

    def _overwrite(self):
        self.path.touch(mode=PRIVATE)
        with closing(open_sqlite(self.coming)) as coming, closing(open_sqlite(self.path, "rwc")) as live:
            coming.backup(live)

    def _replace_damaged_file(self, kept):
        """A file that SQLite cannot read is put aside as it is; processes that have it open must be restarted."""
        arriving = self.path.with_name(f"{self.path.name}.coming")
        shutil.copyfile(self.coming, arriving)
        shutil.copymode(self.path, arriving)
        for ending in ("", "-wal", "-shm"):
            part = Path(f"{self.path}{ending}")
            if part.exists():
                part.replace(f"{kept}{ending}")
        arriving.replace(self.path)
