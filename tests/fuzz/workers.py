"""The requests of all kinds, spread over the machine's cores: each process asks a site and a database of its own."""

import logging
import multiprocessing
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from math import ceil
from pathlib import Path

PER_TASK = 5_000
PAGES = -1
"""In the place of the number of a kind: all pages, once."""


def tables_of_all(total, seed, database, processes):
    """A ``Table`` for each kind. ``database`` is the file of a SQLite database, of which each task has a copy."""
    tables = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, max_tasks_per_child=1) as pool:
        running = [pool.submit(run_task, *task, database) for task in tasks(total, seed)]
        for task in running:
            table = task.result()
            if table.name in tables:
                tables[table.name].add(table)
            else:
                tables[table.name] = table
    return list(tables.values())


def tasks(total, seed):
    """(number of a kind, count, seed) of each task."""
    yield PAGES, 0, seed
    for number, kind in enumerate(import_module("tests.fuzz.kinds").KINDS):
        count = max(1, round(total * kind.share / 100))
        parts = ceil(count / PER_TASK)
        for part in range(parts):
            yield number, count // parts + (part < count % parts), seed + part


def run_task(number, count, seed, database):
    """In a process of its own, which has not seen the database before."""
    own = Path(f"{database}-{os.getpid()}")
    shutil.copyfile(database, own)
    os.environ["DATABASE_URL"] = f"sqlite:///{own}"
    import_module("django").setup()
    logging.disable(logging.CRITICAL)
    stage, runs = import_module("tests.fuzz.stage"), import_module("tests.fuzz.runs")
    stage.lift_limits()
    site = stage.FuzzedSite()
    if number == PAGES:
        return runs.run_of_pages(site)
    return runs.run_of_kind(import_module("tests.fuzz.kinds").KINDS[number], count, seed, site)
