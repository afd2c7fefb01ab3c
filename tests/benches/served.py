"""What a real server bears over one catalogue: each work as a ``Figure``, beside the constant page of that server."""

import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .catalogues import environment
from .load import Request, load, serving

CONSTANT = "/constant/"
ENCODINGS = ("gzip", "br", "identity")
CONNECTIONS = (1, 8, 32, 256)
SECONDS = 1.5
TURNS = 3
"""Kept page and constant page take turns: the middle one of so many ratios is told."""
WARM_UP_REQUESTS = 20
"""Of each kind, over eight connections: each worker has answered some."""
NOT_KEPT = {"KEPT_PAGES_MB": "0"}
CONSTANT_BYTES = 30_000


@dataclass(frozen=True)
class Figure:
    """One line of the table: CPU milliseconds a request, how many times that of the constant page without compression
    (``ratio``), and what the clock said."""

    name: str
    ratio: float
    cpu: float
    p50: float
    p95: float
    rate: float

    @classmethod
    def of(cls, name, measured, constant):
        """Of a ``Load`` beside that of the constant page."""
        ratio = measured.cpu / constant.cpu
        return cls(name, ratio, measured.cpu, measured.p50, measured.p95, measured.rate)


@contextmanager
def site(file, workers=2, is_warm=True, **env):
    """A ``Server`` of the site over the SQLite ``file``, which also has a constant page of 30 KB. It has loaded the
    site and, if ``is_warm``, done what it does beside its first requests."""
    page = Path(file).parent / "constant.html"
    line = b"<p>A page of thirty kilobytes, of which each line is like the one before it.</p>\n"
    page.write_bytes(line * (CONSTANT_BYTES // len(line)))
    variables = {**environment(file), "CONSTANT_PAGE": str(page), **env}
    with serving(variables, "tests.benches.constant", workers=workers) as server:
        server.ask(CONSTANT)
        if is_warm:
            server.wait_until_idle()
        yield server


class Bench:
    """Measures one server after another over a catalogue; the constant page of each server is measured beside it."""

    def __init__(self, server):
        self.server = server
        load(server, WARM_UP_REQUESTS * [Request("/phones/"), Request(CONSTANT)])
        server.wait_until_idle()
        measured = [self.steady(Request(CONSTANT)) for _ in range(TURNS)]
        self.constant = sorted(measured, key=lambda one: one.cpu)[TURNS // 2]

    def steady(self, request, connections=8):
        """The ``Load`` of one address, asked again and again."""
        return load(self.server, [request], connections=connections, seconds=SECONDS)

    def each_once(self, name, paths, encoding="gzip"):
        """Every one of ``paths``, once."""
        measured = load(self.server, [Request(path, encoding) for path in paths])
        return Figure.of(name, measured, self.constant)

    def again(self, name, path, encoding):
        """A page that is kept, in turns with the constant page: by the turn of the middle ratio."""
        request = Request(path, encoding)
        return self.beside_constant(f"{name}, again, {encoding}", request)

    def revalidated(self, name, path):
        """A page that the client has: the answer is 304."""
        etag = self.server.ask(path, encoding="gzip").header("etag")
        return self.beside_constant(f"{name}, 304", Request(path, "gzip", etag))

    def beside_constant(self, name, request):
        self.server.ask(request.path, encoding=request.encoding)
        figures = []
        for _ in range(TURNS):
            constant = self.steady(Request(CONSTANT))
            figures.append(Figure.of(name, self.steady(request), constant))
        return sorted(figures, key=lambda figure: figure.ratio)[TURNS // 2]


def kept_figures(bench, workloads):
    """Pages asked again in each encoding, and pages that have not changed; the constant page itself, compressed in each
    request."""
    yield bench.beside_constant("const, gzip", Request(CONSTANT, "gzip"))
    for name, path in workloads.kept_pages().items():
        for encoding in ENCODINGS:
            yield bench.again(name, path, encoding)
        yield bench.revalidated(name, path)


def connection_figures(bench, workloads):
    path = workloads.kept_pages()["phone"]
    for connections in CONNECTIONS:
        measured = bench.steady(Request(path, "gzip"), connections)
        name = f"phone, again, {connections} connections"
        yield Figure.of(name, measured, bench.constant)


def first_figures(bench, workloads):
    """Answers that are worked out, by a server that keeps no pages."""
    yield bench.each_once("finder, 200 questions", workloads.questions())
    yield bench.each_once("phone, asked first", workloads.phones_asked_first())
    yield bench.each_once("comparison of six nobody asked for", workloads.sixes_asked_first())
    yield bench.each_once("suggestions, a keystroke", 10 * workloads.keystrokes())
    for name, path in workloads.lists().items():
        bench.server.ask(path)
        yield bench.each_once(f"{name}, not kept", 12 * [path])


def mix_figures(bench, workloads):
    """A mix of readers after another one of the same kind, and one in which each address is asked ten times."""
    first = workloads.mix()
    second = workloads.mix()
    load(bench.server, [Request(path, "gzip") for path in first])
    yield bench.each_once("mix of readers, second pass", second)
    yield bench.each_once("mix, each address ten times", workloads.repeated_mix())


def first_answers(file):
    """(name, seconds) of the first finder answer of a new worker that has loaded the site, and of its first search."""
    times = {}
    with site(file, workers=1, is_warm=False) as server:
        for name, path in (("first finder answer", "/phones/?weight_g_max=200"), ("first search", "/search/?q=aqous")):
            began = time.perf_counter()
            server.ask(path)
            times[name] = time.perf_counter() - began
    return times
