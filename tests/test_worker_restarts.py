"""A worker goes when another can answer, and one that hangs is replaced; at gunicorn as ``make run`` starts it."""

import os
import signal
import socket
import time
from contextlib import closing, suppress
from http.client import HTTPConnection

import pytest

from .processes import serving_as_make_run

PATIENCE_S = 30


def processes(port, timeout=PATIENCE_S):
    """Process ids of the worker that answers and of gunicorn's first process."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=timeout)) as asking:
        asking.request("GET", "/processes")
        return tuple(map(int, asking.getresponse().read().split()))


def is_running(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def wait_until(holds):
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def hang(port):
    """A client whose request is never answered."""
    client = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    client.sendall(b"GET /hang HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return client


@pytest.fixture
def gate(tmp_path):
    """While there is this file, workers can load the site."""
    gate = tmp_path / "gate"
    gate.touch()
    return gate


def test_at_a_restart_the_old_worker_answers_until_the_new_one_can(gate):
    with serving_as_make_run(LOADS_WHEN_THERE_IS=str(gate)) as port:
        old, first = processes(port)
        gate.unlink()
        os.kill(first, signal.SIGHUP)
        for _ in range(20):
            assert processes(port, timeout=2)[0] == old
            time.sleep(0.05)
        gate.touch()
        wait_until(lambda: not is_running(old))
        assert processes(port)[0] != old


def test_a_server_that_is_stopped_does_not_wait_for_successors(gate):
    with serving_as_make_run(LOADS_WHEN_THERE_IS=str(gate)) as port:
        old, first = processes(port)
        began = time.monotonic()
        os.kill(first, signal.SIGTERM)
        wait_until(lambda: not is_running(old))
        assert time.monotonic() - began < 10


def test_a_worker_whose_new_sibling_dies_while_it_loads_goes_on(gate):
    with serving_as_make_run(LOADS_WHEN_THERE_IS=str(gate)) as port:
        old, first = processes(port)
        gate.unlink()
        os.kill(first, signal.SIGHUP)
        wait_until(lambda: len(children(first)) == 2)
        (young,) = children(first) - {old}
        os.kill(young, signal.SIGKILL)
        gate.touch()
        assert is_running(processes(port, timeout=5)[0])


def test_a_worker_all_of_whose_threads_hang_is_replaced():
    with serving_as_make_run(STUCK_SECONDS="1") as port:
        stuck, _ = processes(port)
        with closing(hang(port)), closing(hang(port)):
            wait_until(lambda: not is_running(stuck))
            assert processes(port)[0] != stuck


def test_a_worker_that_stands_still_is_replaced():
    with serving_as_make_run(GUNICORN_CMD_ARGS="--timeout 2") as port:
        still, _ = processes(port)
        os.kill(still, signal.SIGSTOP)
        assert processes(port)[0] != still


def children(pid):
    path = f"/proc/{pid}/task/{pid}/children"
    with open(path) as file:
        return {int(child) for child in file.read().split()}
