"""``python -m tests.benches.finder 1000 20000``: how fast the finder answers, over made-up phones.

For each size one table: the index by itself, the page in one process and by a real server beside a constant page of
as many bytes, memory, what one edit costs, and Datasette over the same phones. Read the ratios: machines are noisy.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from tests.bench import set_up

from . import datasette
from .load import ROOT, Connection, load, serving
from .made_up_phones import REPEATED
from .numbers import figures, median, proportional_mb, resident_mb, table
from .questions import QUESTIONS

CONNECTIONS, SECONDS, PAIRS = 8, 3, 3
"""Of one load, and how often finder and constant page take turns."""

HEAD = ("", "median ms", "p95 ms", "req/s")


def main(sizes):
    install = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(install, cwd=ROOT, check=True, env={**os.environ, "SECRET_KEY": "only-for-measuring"})
    datasette.install()
    for size in sizes:
        in_a_process_of_its_own(measure, size)


def in_a_process_of_its_own(work, size):
    """So that memory is its own too."""
    child = os.fork()
    if not child:
        with tempfile.TemporaryDirectory() as folder:
            work(Path(folder) / "bench", size)
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(f"The benchmark of {size:,} phones failed.")


def measure(folder, size):
    set_up(folder)
    rows = [HEAD, *filling(size), *asking(), *pages(), *served(folder), *editing(), *peers(folder)]
    print(table(f"\n{size:,} phones", rows), flush=True)


# What the finder's own modules are asked. Each imports late: Django is set up first.


def write_index_rows():
    """Of all phones: the first ``REPEATED`` are prepared, the others are told in the same words."""
    from catalog.finder.index_store import BATCH_SIZE, fetch_phones_by_key, in_batches, store_indexed_phones  # noqa: PLC0415
    from catalog.finder.indexed_phone import indexed_phone_of  # noqa: PLC0415
    from catalog.models import Phone  # noqa: PLC0415

    keys = list(Phone.objects.filter(pk__lte=REPEATED).order_by("pk").values_list("pk", flat=True))
    for some in in_batches(keys, BATCH_SIZE):
        store_indexed_phones([indexed_phone_of(phone) for phone in fetch_phones_by_key(some, timezone.now())])
    copy_prepared()


def copy_prepared():
    """From the first phones to all others of the same facts, by SQL. Their names in lists and data are the first's."""
    for place, columns in (("catalog_entries", "form, counts, numbers, words"), ("catalog_texts", "shown, data")):
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {place} (phone_id, {columns}) SELECT phone.id, {columns} FROM catalog_phone phone "
                f"JOIN {place} first ON first.phone_id = (phone.id - 1) % {REPEATED} + 1 WHERE phone.id > {REPEATED}"
            )


def index():
    """The index as of now, built where it is not kept."""
    from catalog.finder.index_cache import current_snapshot  # noqa: PLC0415

    return current_snapshot()


def answer(question):
    """With every count and histogram, and the first fifty phones in order."""
    from catalog.finder.finder_result import find_phones  # noqa: PLC0415

    finding = find_phones(QueryDict(question))
    return finding.counts, finding.matches(0, 50)


def read(question):
    from catalog.finder.query_parser import parse_finder_query  # noqa: PLC0415

    return parse_finder_query(
        QueryDict(question), {key: columns.words for key, columns in index().index.columns.items()}
    )


MOST_FACETS = 40
"""That Datasette can be asked for at once over its table; the finder's page has some 245."""


def edit_one_phone():
    """What the desk does: a changed weight, the stamp, and what the finder keeps of the phone."""
    from catalog.finder.index_store import fetch_phones_by_key, store_indexed_phones  # noqa: PLC0415
    from catalog.finder.indexed_phone import indexed_phone_of  # noqa: PLC0415
    from catalog.models import Phone, Stamp  # noqa: PLC0415

    phone = Phone.objects.order_by("-id").first()
    phone.weight_g = 200 if phone.weight_g != 200 else 201
    with transaction.atomic():
        phone.save()
        Stamp.move({phone.pk})
        store_indexed_phones([indexed_phone_of(phone) for phone in fetch_phones_by_key([phone.pk], timezone.now())])


# What is measured. Each yields rows of the table.


def filling(size):
    from tests.benches.made_up import fill  # noqa: PLC0415

    yield in_seconds("made-up phones written", *clocked(lambda: fill(size)))
    yield in_seconds("index rows written", *clocked(write_index_rows))
    before = resident_mb()
    yield in_seconds("index built", *clocked(index))
    yield ("… its memory, MB", f"{resident_mb() - before:,.0f}", "", "")


def asking():
    answer("")
    times = [milliseconds(lambda question=question: answer(question)) for question in QUESTIONS]
    yield (f"index, {len(QUESTIONS)} questions", *figures(times))
    times = [milliseconds(lambda question=question: read(question)) for question in QUESTIONS]
    yield ("… of which reading the query string", *figures(times))


def pages():
    """In this process, without a server."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    for path in ("/phones/", "/phones.json"):
        fetched(client, path)
        times = [milliseconds(lambda asked=asked: fetched(client, asked)) for asked in paths(path)]
        yield (f"{path} in process", *figures(times))


def paths(path):
    return [f"{path}?{question}" if question else path for question in QUESTIONS]


def fetched(client, path):
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response


def served(folder):
    """By gunicorn, finder and constant page from one and the same server."""
    page = folder / "page.html"
    with serving({"CONSTANT_PAGE": str(page)}, "tests.benches.constant") as server:
        middle = keep_middle_page(server, page)
        for gzip in (False, True):
            yield from beside_constant(server, "/phones/, all questions", paths("/phones/"), gzip)
            yield from beside_constant(server, "/phones/, page of middle length", [middle], gzip)
        data = load(server.address, paths("/phones.json"), CONNECTIONS, SECONDS, gzip=True)
        yield (f"/phones.json, all questions (gzip), {CONNECTIONS} connections", *middle_of([data]))
        yield ("memory of 2 workers, MB", f"{server.memory_mb:,.0f}", "", "")
    yield ("memory of this process, MB", f"{proportional_mb():,.0f}", "", "")


def keep_middle_page(server, file):
    """Write the page of middle length for the yardstick to serve; its path. Warms the first worker as well."""
    with closing(Connection(server.address)) as connection:
        lengths = {path: len(connection.ask(path).body) for path in paths("/phones/")}
        middle = sorted(lengths, key=lengths.get)[len(lengths) // 2]
        file.write_bytes(connection.ask(middle).body)
    load(server.address, paths("/phones/"), CONNECTIONS, SECONDS)
    return middle


def beside_constant(server, name, asked, gzip):
    """The middle of several turns of each, taken in pairs; the ratio is the middle of the pairs' ratios."""
    turns = [
        [load(server.address, some, CONNECTIONS, SECONDS, gzip) for some in (asked, CONSTANT)] for _ in range(PAIRS)
    ]
    ratio = median([finder.rate / constant.rate for finder, constant in turns])
    label = " (gzip)" if gzip else ""
    yield (f"{name}{label}, {CONNECTIONS} connections", *middle_of([finder for finder, _ in turns]))
    yield ("… constant page", *middle_of([constant for _, constant in turns]))
    yield ("… share of the constant page's rate", "", "", f"{ratio:.2f}")


CONSTANT = ["/constant/"]


def middle_of(loads):
    kept = sorted(loads, key=lambda load: load.rate)[len(loads) // 2]
    return f"{kept.p50:,.2f}", f"{kept.p95:,.2f}", f"{kept.rate:,.4g}"


def editing():
    """Until the first answer after one edit, the edit itself apart."""
    edits, answers = [], []
    for _ in range(5):
        edits.append(milliseconds(edit_one_phone))
        answers.append(milliseconds(lambda: answer("")))
    yield ("one edit", *figures(edits))
    yield ("first answer after it", *figures(answers))


def peers(folder):
    facets = MOST_FACETS
    seconds, _ = clocked(lambda: datasette.write_flat(folder / "bench.sqlite3", folder))
    yield in_seconds("Datasette's table written", seconds, None)
    with datasette.serving(folder) as server:
        for form, name in (("", "page"), (".json", "JSON")):
            times = datasette.ask(server, facets, form=form)
            yield (f"Datasette, {name}, {facets} facets, {len(times)} questions", *figures(times))


def clocked(work):
    """(seconds, what ``work`` gave)."""
    start = time.perf_counter()
    given = work()
    return time.perf_counter() - start, given


def milliseconds(work):
    return clocked(work)[0] * 1000


def in_seconds(name, seconds, _):
    return (f"{name}, s", f"{seconds:,.2f}", "", "")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 20_000, 100_000, 1_000_000])
