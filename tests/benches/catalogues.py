"""The databases that are measured: the shipped catalogue, and made-up phones in any number.

Made-up catalogues grow from one another: phones are prepared once, for the smallest, and copied for the rest.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .load import ROOT

SHIPPED = 0
"""In place of a number of phones: the shipped catalogue."""


def environment(file):
    """Variables of a process that works on the SQLite ``file``."""
    return {
        "DJANGO_SETTINGS_MODULE": "phonesite.settings",
        "SECRET_KEY": "only-for-measuring",
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{file}",
        "LOG_LEVEL": "ERROR",
        "MEDIA_ROOT": str(Path(file).parent),
        "INDEX_ROOT": str(Path(file).parent),
    }


def in_other_process(file, module, *arguments):
    """Run a module of ours on the SQLite ``file``: memory and caches are its own. What it prints."""
    command = [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment(file)}, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{module} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def make_catalogue(folder, size, smaller=None):
    """A database of ``size`` made-up phones (``SHIPPED``: of the shipped catalogue) in ``folder``; the file.
    ``smaller`` is a database of fewer made-up phones to go on from."""
    file = Path(folder) / "bench.sqlite3"
    file.parent.mkdir(parents=True)
    if smaller:
        shutil.copy(smaller, file)
    in_other_process(file, "tests.benches.catalogues", size)
    return file


def collect_static(folder):
    """The hashed files that pages name, as ``make run`` makes them."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    variables = environment(Path(folder) / "none.sqlite3")
    subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True)


def fill_database(size):
    """In the process of the database: migrate, fill, prepare."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if size == SHIPPED:
        call_command("load_catalogue", "catalog/data", brief=True, verbosity=0)
    else:
        from django.utils import timezone  # noqa: PLC0415

        from catalog.finder.index_files import write_missing_index  # noqa: PLC0415

        from .made_up import fill  # noqa: PLC0415
        from .prepared_rows import prepare_made_up_phones  # noqa: PLC0415

        fill(size)
        prepare_made_up_phones()
        write_missing_index(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    fill_database(int(sys.argv[1]))
