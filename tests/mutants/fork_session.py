"""A pytest session that judges mutants in place of running its tests: a child process for each."""

import gc
import os
import pickle
import resource
import shutil
import signal
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest

from .code_swap import functions_by_code, put_fault
from .mutations import FOLDER, ROOT

KILLED, SURVIVED, NOT_IN_FORCE, CRASHED = 1, 0, 3, 4
MOST_MEMORY = 8 << 30
DATABASE = FOLDER / "tests.sqlite3"
SHIPPED_ROWS = FOLDER / "shipped"


class ForkSession:
    """``judge(self)`` is called when all tests are collected and the database is there."""

    def __init__(self, judge):
        self.judge = judge
        self.failed = False

    def pytest_configure(self):
        use_database(DATABASE)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        self.items = {item.nodeid: item for item in session.items}
        self.warm_up()
        self.judge(self)
        return True

    def pytest_runtest_logreport(self, report):
        self.failed = self.failed or report.failed

    def warm_up(self):
        """Make the database, and load the shipped catalogue; what the code has cached meanwhile is forgotten."""
        from django.db import connections  # noqa: PLC0415

        put_shipped_rows()
        items = list(self.items.values())
        asking = next(item for item in items if "shipped" in item.fixturenames)
        following = next(item for item in items if item.path != asking.path)  # so that its module is torn down
        assert self.passes(asking, following), f"{asking.nodeid} fails without any fault"
        keep_shipped_rows()
        connections.close_all()
        self.functions = functions_by_code(str(ROOT / "catalog"))
        for cached in gc.get_objects():
            if isinstance(cached, _lru_cache_wrapper) and str(cached.__module__).startswith("catalog"):
                cached.cache_clear()
        gc.freeze()
        status, failed = self.run([following.nodeid], seconds=300)
        assert status == SURVIVED, f"{failed} fails without any fault"

    def passes(self, item, following):
        self.failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self.failed

    def run(self, names, mutant=None, *, seconds):
        """(exit status, name of the test that failed) of the tests, with the fault of ``mutant``. A process that takes
        longer than ``seconds`` has noticed it, too."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            self.run_in_child([self.items[name] for name in names], mutant, writer, seconds)
        os.close(writer)
        with os.fdopen(reader) as told:
            killer = told.read()
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            return KILLED, signal.Signals(os.WTERMSIG(status)).name
        return os.waitstatus_to_exitcode(status), killer

    def run_in_child(self, items, mutant, writer, seconds):
        status = CRASHED
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            silence()
            use_copy_of_database()
            if mutant and not put_fault(mutant, self.functions):
                os._exit(NOT_IN_FORCE)
            status = self.first_failure(items, writer)
        finally:
            os._exit(status)

    def first_failure(self, items, writer):
        for item, following in zip(items, [*items[1:], None], strict=True):
            if not self.passes(item, following):
                os.write(writer, item.nodeid.encode())
                return KILLED
        return SURVIVED


def put_shipped_rows():
    """The shipped catalogue as an earlier session has loaded it: that takes longer than all else."""
    from tests import shipped  # noqa: PLC0415

    if SHIPPED_ROWS.exists():
        shipped._rows.update(pickle.loads(SHIPPED_ROWS.read_bytes()))


def keep_shipped_rows():
    from tests import shipped  # noqa: PLC0415

    SHIPPED_ROWS.write_bytes(pickle.dumps(shipped._rows))


def silence():
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def use_database(path):
    """The file of the test database, instead of that of other sessions."""
    from django.conf import settings  # noqa: PLC0415

    settings.DATABASES["default"]["TEST"]["NAME"] = str(path)


def use_copy_of_database():
    from django.db import connection  # noqa: PLC0415

    copy = copied_database("child")
    connection.settings_dict["NAME"] = str(copy)


def copied_database(name):
    copy = DATABASE.with_name(f"{name}.sqlite3")
    for path in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm")):
        path.unlink(missing_ok=True)
    shutil.copyfile(DATABASE, copy)
    return copy
