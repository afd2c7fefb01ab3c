"""``make bench``: what the site costs, in one table: the shipped catalogue and made-up ones, beside a constant page of
the same server, nginx with a file, and Datasette on the same phones.

Read the ratios: each figure is beside the constant page's in the same run. ``python -m tests.bench 1000000`` measures a
made-up catalogue of that size alone. Everything is in a folder of its own, in SQLite.
"""

import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import django

from .benches import catalogues, datasette, static_files
from .benches.load import Request, load
from .benches.numbers import markdown_table
from .benches.served import (
    CONSTANT,
    NOT_KEPT,
    SECONDS,
    Bench,
    Figure,
    connection_figures,
    first_answers,
    first_figures,
    kept_figures,
    mix_figures,
    site,
)
from .benches.workloads import Workloads

DEFAULT_SIZES = (catalogues.SHIPPED, 20_000, 100_000)
BASE_SIZE = 2_000
"""Made-up phones that are prepared one by one; all catalogues of them grow from there."""
FACETS = 40
DATASETTE_QUESTIONS = 10
DATASETTE_SIZE = 100_000
"""Of the largest catalogue that Datasette is asked about; an answer over a million phones would take it a minute."""
DATASETTE = f"Datasette, {DATASETTE_QUESTIONS} questions, {FACETS} facets"
COLUMNS = ("× const", "CPU ms", "p50 ms", "p95 ms")


@dataclass
class Measured:
    """What one catalogue of ``size`` phones gave: ``figures`` of requests and ``others`` (seconds, megabytes, as text),
    each by name."""

    size: int
    figures: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)

    def add(self, figure):
        self.figures[figure.name] = figure
        note(f"{figure.name:<45} {figure.ratio:8.2f} × const {figure.cpu:10.2f} ms CPU")

    def note_other(self, name, text):
        self.others[name] = text
        note(f"{name:<45} {text:>8}")


def note(text):
    """How far it is: not part of the table."""
    print(f"  {text}", file=sys.stderr, flush=True)


def main(sizes):
    began = time.monotonic()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {processor()}, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory(prefix="phonesite-bench-") as folder:
        os.environ.update(catalogues.environment(Path(folder) / "none.sqlite3"))
        django.setup()
        catalogues.collect_static(folder)
        smaller = None
        if max(sizes) >= BASE_SIZE:
            smaller = catalogues.make_catalogue(Path(folder) / "base", BASE_SIZE)
        columns = [measure(Path(folder) / f"of-{size}", size, smaller) for size in sizes]
    print_tables(columns)
    print(f"\nTaken in {(time.monotonic() - began) / 60:.0f} minutes.")


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()


def measure(folder, size, smaller):
    began = time.monotonic()
    file = catalogues.make_catalogue(folder, size, smaller if size >= BASE_SIZE else None)
    workloads = Workloads(file)
    measured = Measured(workloads.size)
    note(f"{measured.size:,} phones")
    measured.note_other("made and prepared, s", f"{time.monotonic() - began:.0f}")
    measure_keeping_site(measured, file, workloads)
    measure_working_site(measured, file, workloads)
    measure_changes(measured, file)
    measure_static_file(measured, folder, file)
    if measured.size <= DATASETTE_SIZE:
        measure_datasette(measured, folder, file)
    return measured


def measure_keeping_site(measured, file, workloads):
    """A server as it is started."""
    with site(file) as server:
        bench = Bench(server)
        measured.add(Figure.of("const", bench.constant, bench.constant))
        for part in (kept_figures, connection_figures, mix_figures):
            for figure in part(bench, workloads):
                measured.add(figure)
        measured.note_other("memory of two workers after use, MB", f"{server.memory_mb:,.0f}")


def measure_working_site(measured, file, workloads):
    """A server that keeps no pages."""
    with site(file, **NOT_KEPT) as server:
        for figure in first_figures(Bench(server), workloads):
            measured.add(figure)


def measure_changes(measured, file):
    for name, seconds in first_answers(file).items():
        measured.note_other(f"{name} of a new worker, s", f"{seconds:.2f}")
    for line in catalogues.in_other_process(file, "tests.benches.changes").splitlines():
        name, seconds = line.split("\t")
        measured.note_other(f"{name}, CPU s", f"{float(seconds):.3f}")


def measure_static_file(measured, folder, file):
    """By nginx, where there is one."""
    if not static_files.has_nginx():
        return
    with site(file) as server:
        constant = Bench(server).constant
        page = server.ask(CONSTANT).body
    with static_files.serving(folder / "nginx", page) as server:
        answered = load(server, [Request("/page.html", "gzip")], seconds=SECONDS)
    measured.add(Figure.of("nginx, a file of 30 KB, gzip", answered, constant))


def measure_datasette(measured, folder, file):
    datasette.write_flat(file, folder)
    with site(file) as server:
        constant = Bench(server).constant
    with datasette.serving(folder) as server:
        answered = datasette.ask(server, FACETS, DATASETTE_QUESTIONS)
    measured.add(Figure.of(DATASETTE, answered, constant))


def print_tables(columns):
    """Requests first, then what is no request; a column group per catalogue."""
    head = [""]
    for measured in columns:
        head += [f"{measured.size:,}: {COLUMNS[0]}", *COLUMNS[1:]]
    print(markdown_table([head, *(figure_row(name, columns) for name in columns[0].figures)]))
    print()
    head = ["", *(f"{measured.size:,}" for measured in columns)]
    rows = [[name, *(measured.others.get(name, "") for measured in columns)] for name in columns[0].others]
    print(markdown_table([head, *rows]))


def figure_row(name, columns):
    row = [name]
    for measured in columns:
        figure = measured.figures.get(name)
        row += figure_cells(figure) if figure else ["", "", "", ""]
    return row


def figure_cells(figure):
    return [f"{figure.ratio:,.2f}", f"{figure.cpu:,.2f}", f"{figure.p50:,.1f}", f"{figure.p95:,.1f}"]


if __name__ == "__main__":
    main([int(size.replace("_", "").replace(",", "")) for size in sys.argv[1:]] or DEFAULT_SIZES)
