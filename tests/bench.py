"""``make bench``: loading, dumping and serving made-up phones, in a database of its own.

Prints seconds, memory and queries for the exchange, and for each page its median and its ratio to a page that does
nothing but pass through the middleware, all measured in one run. Read the ratios: machines are noisy.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

REPEATS = 30
PAGES = (
    "/",
    "/phones/",
    "/phones/{0}/",
    "/phones/{0}.json",
    "/compare/{0}-vs-{1}/",
    "/compare/{0}-vs-{1}-vs-{2}-vs-{3}-vs-{4}-vs-{5}/",
)


def main(sizes):
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            measure(Path(folder) / str(size), size)


def measure(folder, size):
    """Everything for one size of catalogue, in a process of its own so that memory is its own too."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"The benchmark of {size:,} phones failed.")
        return
    set_up(folder)
    measure_exchange(folder, size)
    measure_pages()
    os._exit(0)


def set_up(folder):
    folder.mkdir()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="phonesite.settings",
        SECRET_KEY="only-for-measuring",
        DEBUG="false",
        DATABASE_URL=os.environ.get("BENCH_DATABASE") or f"sqlite:///{folder}/bench.sqlite3",
        LOG_LEVEL="ERROR",
    )
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)


def measure_exchange(folder, size):
    from catalog.importers.record_loader import load_records  # noqa: PLC0415
    from catalog.records.dump import dump_catalogue  # noqa: PLC0415
    from tests.generated import write_catalogue  # noqa: PLC0415

    write_catalogue(folder / "in", size)
    print(f"\n{size:,} phones")
    with timed("load into an empty database"):
        report = load_records([folder / "in"])
    assert not report.faults
    with timed("load again, nothing changed"):
        load_records([folder / "in"])
    with timed("dump"):
        dump_catalogue(folder / "out")


@contextmanager
def timed(name):
    """Print how long the block took, how many queries it made, and the most memory held so far."""
    counter = Counter()
    from django.db import connection  # noqa: PLC0415

    start = time.perf_counter()
    with connection.execute_wrapper(counter):
        yield
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {name:<40} {seconds:8.2f} s  {counter.count:8,} queries  {memory:6.0f} MB at most")


class Counter:
    """Counts queries; what ``execute_wrapper`` wants."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def measure_pages():
    from django.test import Client  # noqa: PLC0415

    from catalog.models import Phone  # noqa: PLC0415

    slugs = list(Phone.objects.published().order_by("?").values_list("slug", flat=True)[:6])
    client = Client(SERVER_NAME="localhost")
    yardstick, *_ = median_of(client, "/healthz")
    print(f"  {'a page that does nothing':<40} {yardstick:8.2f} ms")
    for page in PAGES:
        milliseconds, queries, size = median_of(client, page.format(*slugs))
        ratio = milliseconds / yardstick
        print(
            f"  {page:<40.40} {milliseconds:8.2f} ms  {queries:8,} queries"
            f"  {size / 1024:6.0f} KB  {ratio:6.1f} times nothing"
        )


def median_of(client, path):
    """(milliseconds, queries, bytes) of one page: the median of many requests."""
    from django.db import connection  # noqa: PLC0415

    response, counter, times = client.get(path), Counter(), []
    assert response.status_code == 200, (path, response.status_code)
    with connection.execute_wrapper(counter):
        client.get(path)
    for _ in range(REPEATS):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), counter.count, len(response.content)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [280, 20_000])
