"""A server of our own with real workers, and a client that is quick enough not to be what is measured.

What counts is the CPU time of the server's processes over a known number of requests: on a busy machine the only figure
that holds. Seconds on the clock stand beside it.
"""

import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from .numbers import median, p95, proportional_mb

ROOT = Path(__file__).parents[2]
AT_ONCE = 1 << 18
"""Bytes taken from a socket at a time."""
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
CPU_FIELDS = slice(11, 13)
"""User and system time among the fields of /proc/<pid>/stat behind the name."""


@dataclass(frozen=True)
class Request:
    """One GET. ``encoding`` is what the client takes; with an ``etag`` it asks whether that still holds."""

    path: str
    encoding: str = "identity"
    etag: str = ""

    @property
    def status(self):
        """What it must be answered with."""
        return b"304" if self.etag else b"200"

    @property
    def text(self):
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost", f"Accept-Encoding: {self.encoding}"]
        if self.etag:
            lines.append(f"If-None-Match: {self.etag}")
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Answer:
    head: bytes
    body: bytes
    milliseconds: float

    def header(self, name):
        """The value of a header, the name in lower case; empty where there is none."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.lower() == name.encode():
                return value.decode()
        return ""


class Connection:
    """A kept-alive HTTP/1.1 connection that asks one thing at a time. Another status than the one that the request
    expects is a RuntimeError.

    ``http.client`` would cost more than some of the pages it asks for.
    """

    def __init__(self, address, timeout=600):
        self.socket = socket.create_connection(address, timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.fileno = self.socket.fileno
        self.close = self.socket.close

    def ask(self, request):
        """The whole answer to a ``Request``; waits for it."""
        self.send(request)
        while not self.receive():
            pass
        return self.answer()

    def send(self, request):
        """Ask; the clock starts."""
        self.asked = request
        self.taken = bytearray()
        self.length = None
        self.body_at = 0
        self.began = time.perf_counter()
        self.socket.sendall(request.text)

    def receive(self):
        """Take what has come; whether the answer is whole."""
        taken = self.socket.recv(AT_ONCE)
        if not taken:
            raise RuntimeError(f"The server hung up: {self.asked}")
        self.taken += taken
        if not self.body_at:
            self.read_head()
        return bool(self.body_at) and self.is_whole()

    def read_head(self):
        end = self.taken.find(b"\r\n\r\n")
        if end < 0:
            return
        self.body_at = end + 4
        self.head = bytes(self.taken[:end])
        if self.head[9:12] != self.asked.status:
            raise RuntimeError(f"{self.asked} was answered {bytes(self.taken[:300])!r}")
        _, named, rest = self.head.lower().partition(b"\r\ncontent-length:")
        if named:
            self.length = int(rest.partition(b"\r\n")[0])
        elif self.asked.etag:
            self.length = 0

    def is_whole(self):
        """By its length, else (in chunks) by the empty chunk at its end."""
        if self.length is None:
            return self.taken.endswith(b"0\r\n\r\n")
        return len(self.taken) - self.body_at >= self.length

    def answer(self):
        """Chunks are left as they came."""
        milliseconds = (time.perf_counter() - self.began) * 1000
        return Answer(self.head, bytes(self.taken[self.body_at :]), milliseconds)


@dataclass(frozen=True)
class Load:
    """What a server bore: CPU milliseconds a request, requests a second, and milliseconds on the clock that each
    took."""

    cpu: float
    rate: float
    p50: float
    p95: float


def load(server, requests, *, connections=8, seconds=None):
    """Ask a ``Server`` for ``requests`` in turn over so many connections at a time, each asking again once it has its
    answer: for so many seconds, or (None) each request once."""
    asked = cycle(requests) if seconds else iter(requests)
    times = []
    cpu = server.cpu_seconds
    began = time.perf_counter()
    with _connected(server.address, connections) as waiting:
        _keep_asking(waiting, asked, times, began + (seconds or 3600))
        passed = time.perf_counter() - began
    spent = server.cpu_seconds - cpu
    return Load(1000 * spent / len(times), len(times) / passed, median(times), p95(times))


@contextmanager
def _connected(address, connections):
    opened = [Connection(address) for _ in range(connections)]
    try:
        yield opened
    finally:
        for connection in opened:
            connection.close()


def _keep_asking(connections, asked, times, until):
    """Add to ``times`` what each request takes. Those on their way at the end of the time are left."""
    with selectors.DefaultSelector() as ready:
        for connection in connections:
            _ask_next(ready, connection, asked)
        while (now := time.perf_counter()) < until and ready.get_map():
            for key, _ in ready.select(until - now):
                if not key.data.receive():
                    continue
                times.append((time.perf_counter() - key.data.began) * 1000)
                ready.unregister(key.data)
                _ask_next(ready, key.data, asked)


def _ask_next(ready, connection, asked):
    """Send the next request and wait for its answer; nothing where there is none left."""
    request = next(asked, None)
    if request is not None:
        connection.send(request)
        ready.register(connection, selectors.EVENT_READ, connection)


IDLE_SECONDS = 0.5
IDLE_CPU_SECONDS = 0.03
"""A server that takes no more than this in that time has nothing to do."""


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

    @property
    def cpu_seconds(self):
        """User and system time of the server and its workers so far."""
        return sum(map(_cpu_seconds, [self.pid, *self.workers]))

    def wait_until_idle(self):
        """Until the workers have done what they do beside their first requests."""
        before = None
        while before is None or self.cpu_seconds - before > IDLE_CPU_SECONDS:
            before = self.cpu_seconds
            time.sleep(IDLE_SECONDS)

    def ask(self, path, **more):
        """The ``Answer`` to one request over a connection of its own."""
        with closing(Connection(self.address)) as connection:
            return connection.ask(Request(path, **more))


def _cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[CPU_FIELDS])) / TICKS_PER_SECOND


@contextmanager
def serving(env, app="phonesite.wsgi", workers=2, threads=4):
    """A ``Server``: gunicorn on a free port as ``make run`` starts it, with ``env`` on top of our own environment."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    pool = ["--worker-class", "phonesite.worker.Worker", "--workers", str(workers), "--threads", str(threads)]
    with running([*command, *pool, "--log-level", "error", "--limit-request-line", "8190"], port, env) as server:
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
