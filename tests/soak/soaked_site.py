"""The site under load: served as ``make run`` does, or with PostgreSQL and Redis, on a disk that can be filled."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress

import psycopg

from tests.cluster.processes import Part, process_tree
from tests.cluster.servers import DATABASE, ROOT, Redis
from tests.kills.small_sites import PostgresqlSite, SqliteSite
from tests.processes import run_options

PHONES = 300
MEGABYTES = 1000
FILL = f"""
from catalog.finder.index_store import index_missing_phones
from catalog.models import Phone
from tests.benches.made_up import fill
from tests.factories import make_publishable, make_source
from tests.whole_site import add_photo
fill({PHONES})
for name in ("Brick", "Wall"):
    add_photo(make_publishable(name, status="published", weight_g=211))
make_source("a-list")
index_missing_phones()
"""
SIGN_IN = """
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from tests.people import make_person, sign_in
name = {name!r}
person = get_user_model().objects.filter(username=name).first() or make_person(name, "Chief")
print(sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value)
"""
WEIGHTS = """
import json
from catalog.models import Revision
for revision in Revision.objects.filter(kind="phone").iterator():
    if revision.content:
        print(json.dumps([revision.slug, revision.content.get("weight_g")]))
"""


class SoakedSite:
    """``database`` is a ``SmallSite``; ``parts`` are servers and commands, in the order in which they start."""

    def __init__(self, database, redis=None):
        self.database = database
        self.redis = redis
        self.env = database.env
        self.env["LOG_LEVEL"] = "INFO"
        if redis:
            self.env["CACHE_URL"] = f"redis://127.0.0.1:{redis.port}/0"
        self.app = MadeRun(self.env)
        self.beside = [Command("dumps", "make_dumps", "--every", "10", self.env)]
        self.beside.append(Command("prepare", "prepare_phones", "--every", "4", self.env))

    def open(self):
        self.database.open()
        (self.database.disk.folder / "media" / "dumps").mkdir()
        if self.redis:
            self.redis.start()
        self.manage("migrate", "--verbosity", "0")
        self.run(FILL)
        for command in self.beside:
            command.begin()
        self.app.start()

    def close(self):
        for part in (*self.beside, self.app):
            part.stop()
        if self.redis:
            self.redis.stop()
        self.database.close()

    def manage(self, *arguments, check=True):
        """What a command of manage.py says; ``check``: it has to end well."""
        command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **self.env}, stdout=subprocess.PIPE, check=check)
        return done.stdout.decode()

    def run(self, code):
        return self.manage("shell", "--no-imports", "--command", code)

    def session(self, name):
        """Of somebody who may do everything, past the second factor just now."""
        return self.run(SIGN_IN.format(name=name)).strip()

    @contextmanager
    def connected(self):
        """A connection past the site; ``execute`` gives rows."""
        if self.database.vendor == "SQLite":
            with closing(sqlite3.connect(self.database.path, isolation_level=None, timeout=30)) as connection:
                yield connection
        else:
            place = {"host": "127.0.0.1", "port": self.database.server.port, "user": "phonesite", "dbname": DATABASE}
            with psycopg.connect(**place) as connection:
                yield connection

    def rows(self, question):
        with self.connected() as connection:
            return connection.execute(question).fetchall()

    def workers(self):
        """Their process ids, the oldest first."""
        return process_tree(self.app.process.pid)[1:]


class MadeRun(Part):
    """gunicorn as the Makefile's ``run`` starts it."""

    def __init__(self, env):
        super().__init__("app", [sys.executable, "-m", "gunicorn", "phonesite.wsgi", "--no-control-socket"])
        self.command += ["--bind", f"127.0.0.1:{self.port}", *run_options(workers=2, threads=4)]
        self.env = env

    def kill_newest_worker(self):
        newest = process_tree(self.process.pid)[1:][-1]
        with suppress(ProcessLookupError):
            os.kill(newest, signal.SIGKILL)

    def reload(self):
        self.process.send_signal(signal.SIGHUP)


class Command(Part):
    """A command of manage.py that goes on beside the server."""

    def __init__(self, name, command, *arguments):
        *options, env = arguments
        super().__init__(name, ["nice", "-n", "10", sys.executable, "manage.py", command, *options])
        self.env = env

    def begin(self):
        self.start()

    def wait_until_open(self):
        """It has no port."""


def sqlite_site(folder):
    return SoakedSite(SqliteSite(folder, MEGABYTES))


def postgresql_site(folder):
    return SoakedSite(PostgresqlSite(folder, MEGABYTES), Redis())


SOAKED_SITES = {"sqlite": sqlite_site, "postgresql": postgresql_site}
