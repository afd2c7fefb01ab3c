"""Commands and servers in processes of their own, on the tests' database: they can be killed."""

import os
import re
import shlex
import socket
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

from django.db import connection

ROOT = Path(__file__).parent.parent


START_S = 60


def start(*arguments):
    """A command of manage.py that has begun; what it says can be read line by line."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True)


def environment(**more):
    """That of this process, with the tests' database."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{place['NAME']}"
    else:
        url = f"postgres://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    return {**os.environ, "DATABASE_URL": url, **more}


@contextmanager
def serving(**more):
    """A gunicorn with two processes of four threads, with ``more`` in its environment; gives its port."""
    port = unused_port()
    command = [
        sys.executable, "-W", "ignore", "-m", "gunicorn", "phonesite.wsgi", "--bind", f"127.0.0.1:{port}", "--preload",
        "--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "error",
    ]  # fmt: skip
    with answering(command, port, env=environment(LOG_LEVEL="ERROR", **more)):
        yield port


@contextmanager
def serving_as_make_run(log=subprocess.DEVNULL, **more):
    """``tests.served_app``, as the Makefile's ``run`` serves the site, with one worker of two threads and ``more`` in
    its environment; gives its port. What it logs goes to the open file ``log``."""
    port = unused_port()
    command = [sys.executable, "-m", "gunicorn", "tests.served_app", "--bind", f"127.0.0.1:{port}"]
    command += ["--no-control-socket", *run_options()]
    with answering(command, port, env={**os.environ, **more}, stderr=log):
        yield port


@contextmanager
def answering(command, port, **options):
    """The server that ``command`` starts, from its first answer on ``port`` to the end of the block."""
    server = subprocess.Popen(command, cwd=ROOT, **options)
    try:
        wait_for(port, server)
        yield
    finally:
        server.terminate()
        server.wait(30)


def run_options(workers=1, threads=2):
    """The options after ``--no-control-socket`` in the Makefile's ``run``."""
    recipe = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    found = re.search(r"--no-control-socket(.*)", recipe)[1]
    return shlex.split(found.replace("$(WORKERS)", str(workers)).replace("$(THREADS)", str(threads)))


def unused_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port, server):
    """Until the server answers; fails where it has ended, or needs very long."""
    until = monotonic() + START_S
    while monotonic() < until and server.poll() is None:
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=START_S)) as client:
            client.request("GET", "/healthz")
            return client.getresponse().read()
        sleep(0.1)
    raise AssertionError("the server did not start")
