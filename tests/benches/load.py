"""A server of our own with real workers, and a client that is quick enough not to be what is measured."""

import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from .numbers import median, p95, proportional_mb

ROOT = Path(__file__).parents[2]
AT_ONCE = 1 << 18
"""Bytes taken from a socket at a time."""


@dataclass(frozen=True)
class Answer:
    head: bytes
    body: bytes
    milliseconds: float


class Connection:
    """A kept-alive HTTP/1.1 connection that asks one thing at a time. Answers other than 200 are a RuntimeError.

    ``http.client`` would cost more than some of the pages it asks for.
    """

    def __init__(self, address, timeout=600):
        self.socket = socket.create_connection(address, timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.fileno = self.socket.fileno
        self.close = self.socket.close

    def ask(self, path, gzip=False):
        """The whole answer; waits for it."""
        self.send(request(path, gzip))
        while not self.receive():
            pass
        return self.answer()

    def send(self, asked):
        """Ask with the bytes of ``request()``; the clock starts."""
        self.asked, self.taken, self.length, self.body_at = asked, bytearray(), None, 0
        self.began = time.perf_counter()
        self.socket.sendall(asked)

    def receive(self):
        """Take what has come; whether the answer is whole."""
        taken = self.socket.recv(AT_ONCE)
        if not taken:
            raise RuntimeError(f"The server hung up: {self.asked[:200]!r}")
        self.taken += taken
        if not self.body_at:
            self.read_head()
        return bool(self.body_at) and self.is_whole()

    def read_head(self):
        end = self.taken.find(b"\r\n\r\n")
        if end < 0:
            return
        self.body_at, self.head = end + 4, bytes(self.taken[:end]).lower()
        if self.head[9:12] != b"200":
            raise RuntimeError(f"{self.asked[:200]!r} was answered {bytes(self.taken[:300])!r}")
        _, named, rest = self.head.partition(b"\r\ncontent-length:")
        self.length = int(rest.partition(b"\r\n")[0]) if named else None

    def is_whole(self):
        """By its length, else (in chunks) by the empty chunk at its end."""
        if self.length is None:
            return self.taken.endswith(b"0\r\n\r\n")
        return len(self.taken) - self.body_at >= self.length

    def answer(self):
        """Chunks are left as they came."""
        milliseconds = (time.perf_counter() - self.began) * 1000
        return Answer(self.head, bytes(self.taken[self.body_at :]), milliseconds)


def request(path, gzip=False):
    """The bytes that ask for ``path``, with gzip as browsers do or without."""
    encoding = "gzip" if gzip else "identity"
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encoding}\r\n\r\n".encode()


@dataclass(frozen=True)
class Load:
    """What a server bore: requests a second, and milliseconds each took."""

    rate: float
    p50: float
    p95: float


def load(address, paths, connections=8, seconds=5, gzip=False):
    """Ask for ``paths`` in turn over so many connections at a time, each asking again once it has its answer."""
    asked = cycle([request(path, gzip) for path in paths])
    times, began = [], time.perf_counter()
    with _connected(address, connections) as waiting:
        for connection in waiting:
            connection.send(next(asked))
        _keep_asking(waiting, asked, times, began + seconds)
        passed = time.perf_counter() - began
    return Load(len(times) / passed, median(times), p95(times))


@contextmanager
def _connected(address, connections):
    opened = [Connection(address) for _ in range(connections)]
    try:
        yield opened
    finally:
        for connection in opened:
            connection.close()


def _keep_asking(connections, asked, times, until):
    """Add to ``times`` what each request takes. Those on their way at the end are left."""
    with selectors.DefaultSelector() as ready:
        for connection in connections:
            ready.register(connection, selectors.EVENT_READ, connection)
        while (now := time.perf_counter()) < until:
            for key, _ in ready.select(until - now):
                _take(key.data, asked, times)


def _take(connection, asked, times):
    if connection.receive():
        times.append((time.perf_counter() - connection.began) * 1000)
        connection.send(next(asked))


@dataclass(frozen=True)
class Server:
    address: tuple[str, int]
    pid: int

    @property
    def workers(self):
        """The process ids of its workers."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    @property
    def memory_mb(self):
        """Of all workers together."""
        return sum(map(proportional_mb, self.workers))


@contextmanager
def serving(env, app="phonesite.wsgi", workers=2, threads=4):
    """A ``Server``: gunicorn on a free port as ``make run`` starts it, with ``env`` on top of our own environment."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    pool = ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads), "--log-level", "error"]
    with running([*command, *pool], port, env) as server:
        yield server


@contextmanager
def running(command, port, env, quiet=False):
    """A ``Server`` that ``command`` starts on ``port``; once it takes connections, until the block ends."""
    out = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=out, stderr=out)
    server = Server(("127.0.0.1", port), process.pid)
    try:
        wait_for(server.address, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError):
            socket.create_connection(address, 1).close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"No server came up: {process.args}")
