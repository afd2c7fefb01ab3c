"""Mutants of what is worked out at import: a process of its own imports the code with the fault in it.

Also a plugin of pytest, for that process: it reads from the environment which mutant it is, and which tests to run.
"""

import json
import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader

from .fork_session import copied_database, put_shipped_rows, use_database
from .mutations import ROOT, mutants_of

TASK = "MUTANT_TASK"
NOTHING_COLLECTED = 5
OPTIONS = ("-qq", "-x", "--reuse-db", "-p", "no:cacheprovider", "-p", "tests.mutants.fresh_process")


def run_fresh(names, mutant, *, seconds):
    """What noticed the fault; empty where nothing did."""
    task = {"path": mutant.path, "number": mutant.number, "names": names, "database": str(copied_database("fresh"))}
    files = sorted({name.partition("::")[0] for name in names})
    command = [sys.executable, "-m", "pytest", *OPTIONS, *files]
    env = {**os.environ, TASK: json.dumps(task)}
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, timeout=seconds, capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        return "time"
    if done.returncode in (0, NOTHING_COLLECTED):
        return ""
    return "fresh process"


if TASK in os.environ:
    task = json.loads(os.environ[TASK])
    unchanged_code = SourceFileLoader.get_code

    def get_code(loader, name):
        if loader.path == str(ROOT / task["path"]):
            return mutants_of(task["path"])[task["number"]].code()
        return unchanged_code(loader, name)

    SourceFileLoader.get_code = get_code

    def pytest_configure():
        use_database(task["database"])

    def pytest_collection_modifyitems(items):
        """Only the tests that were chosen."""
        names = set(task["names"])
        items[:] = [item for item in items if item.nodeid in names]
        put_shipped_rows()
