"""Which migrations a backup has, and those that it lacks, applied to what is being restored."""

import os
import subprocess
import sys

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from .manifest import BackupFault

LAST_LINES = 3
MIGRATE_TO = """
import os
if os.getppid() != {parent}:
    raise SystemExit("Its restore was killed.")
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate({targets!r})
"""


def known_migrations():
    """“app.name” of all that this version of the site has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def make_tables(environment, recorded):
    """Make the tables that the migrations ``recorded`` lead to, in the empty database that ``environment`` names."""
    _run(environment, "shell", "--command", MIGRATE_TO.format(parent=os.getpid(), targets=_last_of_each_app(recorded)))


def apply_newer_migrations(environment):
    """Bring the database that ``environment`` names up to date."""
    _run(environment, "migrate", "--noinput", "--verbosity", "0")


def _run(environment, *arguments):
    """A command of manage.py in a process of its own, so that migrations work on that database and on no other.
    ``BackupFault`` where it fails."""
    done = subprocess.run(  # noqa: S603 - our own manage.py
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_REPLICA_URL": "", "SECRET_KEY": settings.SECRET_KEY} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = " ".join(done.stderr.strip().splitlines()[-LAST_LINES:])
        raise BackupFault(f"Its tables could not be brought up to date: {last}")


def _last_of_each_app(recorded):
    """(app, name) of the recorded migrations that no other recorded one of the same app comes after."""
    graph = MigrationLoader(None).graph
    last = []
    for full_name in recorded:
        app, _, name = full_name.partition(".")
        later = graph.node_map[app, name].children
        if not any(node.key[0] == app and ".".join(node.key) in recorded for node in later):
            last.append((app, name))
    return last
