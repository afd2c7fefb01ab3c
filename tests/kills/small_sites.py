"""A small site on a disk that can be filled, with SQLite or PostgreSQL: brought back to a state that was kept."""

import os
import shutil
import sqlite3
from contextlib import closing

import psycopg

from tests.cluster.processes import unprivileged_user
from tests.cluster.servers import DATABASE, PostgreSQL

from .forked import Forked, forked
from .small_disk import SmallDisk

FOLDERS = ("media", "index", "backups", "scratch")


class SmallSite:
    """``folder`` is on the machine's own disk: what is kept there is not hit. ``disk`` has everything of the site."""

    def __init__(self, folder, megabytes):
        self.folder = folder
        self.log = folder / "site.log"
        self.disk = SmallDisk(folder / "disk", megabytes)
        self.env = {
            "DJANGO_SETTINGS_MODULE": "phonesite.settings",
            "SECRET_KEY": "only-for-the-kills",
            "LOG_LEVEL": "ERROR",
            "KEPT_PAGES_MB": "8",
            "TMPDIR": str(self.disk.folder / "scratch"),
            "MEDIA_ROOT": str(self.disk.folder / "media"),
            "INDEX_ROOT": str(self.disk.folder / "index"),
            "BACKUP_ROOT": str(self.disk.folder / "backups"),
        }

    def open(self):
        self.disk.mount()
        for name in FOLDERS:
            (self.disk.folder / name).mkdir()
        self.open_database()
        os.environ.update(self.env)

    def close(self):
        self.close_database()
        self.disk.unmount()

    def do(self, function, *arguments):
        """What a function of ``site_steps`` returns."""
        return forked(self.log, function, *arguments)

    def begin(self, function, *arguments):
        return Forked(self.log, function, *arguments)

    def keep(self, name):
        """The state as it is, under a name."""
        self.keep_database(name)
        shutil.copytree(self.disk.folder / "media", self.folder / f"{name}-media")

    def bring_back(self, name):
        """The state that was kept under that name, and nothing else."""
        self.bring_database_back(name)
        for folder in FOLDERS:
            shutil.rmtree(self.disk.folder / folder)
            (self.disk.folder / folder).mkdir()
        shutil.copytree(self.folder / f"{name}-media", self.disk.folder / "media", dirs_exist_ok=True)


class SqliteSite(SmallSite):
    vendor = "SQLite"

    def __init__(self, folder, megabytes=64):
        super().__init__(folder, megabytes)
        self.path = self.disk.folder / "db.sqlite3"
        self.env["DATABASE_URL"] = f"sqlite:///{self.path}"

    def open_database(self):
        """It is a file."""

    def close_database(self):
        """Nothing is left open."""

    def keep_database(self, name):
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(self.folder / name)) as target:
            source.backup(target)

    def bring_database_back(self, name):
        for path in self.disk.folder.glob("db*"):
            path.unlink()
        shutil.copyfile(self.folder / name, self.path)


class PostgresqlSite(SmallSite):
    vendor = "PostgreSQL"

    def __init__(self, folder, megabytes=400):
        super().__init__(folder, megabytes)
        SmallPostgreSQL.folder = self.disk.folder
        self.server = SmallPostgreSQL("data")
        self.env["DATABASE_URL"] = self.server.url

    def open_database(self):
        if user := unprivileged_user():
            shutil.chown(self.disk.folder, user)
        self.server.make()

    def close_database(self):
        self.server.stop()

    def keep_database(self, name):
        self.server.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")

    def bring_database_back(self, name):
        """With a checkpoint: without one a sequence of the copy would count from its old number after a crash, because
        PostgreSQL takes its last numbers for logged."""
        self.server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
        self.server.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {name}")
        self.server.execute("CHECKPOINT")


class SmallPostgreSQL(PostgreSQL):
    """One whose log of changes does not fill the disk by itself."""

    def __init__(self, name):
        super().__init__(name)
        for setting in ("min_wal_size=32MB", "max_wal_size=48MB", "autovacuum=off"):
            self.command += ["-c", setting]

    def execute(self, statement):
        place = {"host": "127.0.0.1", "port": self.port, "user": "phonesite", "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            connection.execute(statement)

    def backends(self):
        """The processes that serve connections to the site's database."""
        place = {"host": "127.0.0.1", "port": self.port, "user": "phonesite", "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [DATABASE])
            return [pid for (pid,) in rows]

    def has_died(self):
        return self.process.poll() is not None

    def ensure_running(self):
        """Whether it had to be started."""
        had_died = self.has_died()
        if had_died:
            self.start()
        self.wait_until_ready()
        return had_died


SITES = {"sqlite": SqliteSite, "postgresql": PostgresqlSite}
