"""``python -m tests.benches.desk 20000``: how long the desk takes over so many made-up phones, and how often it asks
the database. In the process, without a server or a network; in a database of its own, or in the empty one that
BENCH_DATABASE names."""

import os
import sys
import tempfile
import time
from pathlib import Path

import django

from .catalogues import environment
from .numbers import markdown_table

HEAD = ("", "median ms", "queries")


def main(size):
    with tempfile.TemporaryDirectory(prefix="phonesite-bench-") as folder:
        os.environ.update(environment(Path(folder) / "bench.sqlite3"))
        if "BENCH_DATABASE" in os.environ:
            os.environ["DATABASE_URL"] = os.environ["BENCH_DATABASE"]
        django.setup()
        measure(size)


def measure(size):
    from django.conf import settings  # noqa: PLC0415 - Django is set up first
    from django.core.management import call_command  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from . import desk_pages  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    setup_test_environment(debug=False)
    began = time.perf_counter()
    desk_pages.fill(size)
    print(f"{size:,} phones made up in {time.perf_counter() - began:.0f} s\n", flush=True)
    print(markdown_table([HEAD, *desk_pages.rows(size)]), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1].replace("_", "")) if sys.argv[1:] else 20_000)
