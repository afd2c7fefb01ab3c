"""``python -m tests.fuzz [100000 [2]]``: so many bad requests, by so many processes, and a table of what came of them.

Fails where an answer is a 5xx, has a traceback, an element or header that was typed, or lacks a header; or costs more
than five seconds of CPU. What fails is printed once of each fault and address.
"""

import logging
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tests.benches.load import ROOT, serving

from .workers import tables_of_all

REQUESTS = 100_000
SEED = 20_261_129
DATABASE = "fuzz.sqlite3"


def main(words):
    total = int(words[0]) if words else REQUESTS
    processes = int(words[1]) if len(words) > 1 else os.cpu_count()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, fuzzed_settings(Path(folder)) as env:
        tables = tables_of_all(total, SEED, Path(folder) / DATABASE, processes)
        runs = import_module("tests.fuzz.runs")
        with serving(env) as server:
            tables.append(runs.run_over_sockets(server, total, SEED))
    print(runs.table_text(tables), f"\n{(time.monotonic() - began) / 60:.0f} minutes\n")
    faults = [fault for table in tables for fault in table.faults.values()]
    print(f"{len(faults)} faults", *faults, sep="\n  ")
    sys.exit(1 if faults else 0)


@contextmanager
def fuzzed_settings(folder):
    """Django, set up for a database of its own with the shipped catalogue. Yields its environment."""
    env = {"DATABASE_URL": f"sqlite:///{folder / DATABASE}", "SECRET_KEY": "only-for-fuzzing", "DEBUG": "false"}
    env |= {"SITE_URL": "http://localhost:8000", "LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "phonesite.settings"}
    for name in ("MEDIA_ROOT", "INDEX_ROOT"):
        env[name] = str(folder / name.lower())
        os.mkdir(env[name])
    os.environ.update(env)
    for words in ("collectstatic --noinput --verbosity 0", "load_catalogue catalog/data --migrate --brief"):
        subprocess.run([sys.executable, "manage.py", *words.split()], cwd=ROOT, check=True, env=os.environ)
    import_module("django").setup()
    logging.disable(logging.CRITICAL)
    yield env


if __name__ == "__main__":
    main(sys.argv[1:])
