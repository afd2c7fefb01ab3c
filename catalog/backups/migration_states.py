"""Which migrations a backup has, and those that it lacks, applied to what is being restored."""

import os
import subprocess
import sys

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from .manifest import BackupFault

LAST_LINES = 3


def known_migrations():
    """“app.name” of all that this version of the site has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def apply_migrations(environment, recorded=None):
    """Run ``manage.py migrate`` in a process of its own, so that migrations work on the database that ``environment``
    names and on no other: to the state in which ``recorded`` are applied, None: to the newest. ``BackupFault`` where it
    fails."""
    for arguments in _migrate_arguments(recorded):
        command = [sys.executable, "manage.py", "migrate", *arguments, "--noinput", "--verbosity", "0"]
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_REPLICA_URL": "", "SECRET_KEY": settings.SECRET_KEY} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = " ".join(done.stderr.strip().splitlines()[-LAST_LINES:])
            raise BackupFault(f"Its tables could not be brought up to date: {last}")


def _migrate_arguments(recorded):
    """The arguments of each run: one for all, or one for each app."""
    if recorded is None or set(recorded) == known_migrations():
        return [[]]
    return [list(last) for last in _last_of_each_app(recorded)]


def _last_of_each_app(recorded):
    """(app, name) of the recorded migrations that no other recorded one of the same app comes after."""
    graph = MigrationLoader(None).graph
    for full_name in recorded:
        app, _, name = full_name.partition(".")
        later = graph.node_map[app, name].children
        if not any(node.key[0] == app and ".".join(node.key) in recorded for node in later):
            yield app, name
