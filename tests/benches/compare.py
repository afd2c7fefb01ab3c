"""``python -m tests.benches.compare``: a comparison of six phones of the shipped catalogue, with all its drawings.

In one process cold and warm, and by a real server beside a constant page of as many bytes. No page is kept whole. Read
the ratios: machines are noisy.
"""

import gzip
import os
import subprocess
import sys
from contextlib import closing

from tests.bench import set_up

from .finder import HEAD, beside_constant, fetched, in_a_process_of_its_own, milliseconds
from .load import ROOT, Connection, load, serving
from .numbers import figures, table

FIVE = ("leica-leitz-phone-2", "sharp-aquos-r7", "nokia-lumia-1020", "xiaomi-14-ultra", "apple-iphone-15-pro-max")
SIX = (*FIVE, "sony-xperia-1-iv")
TIMES = 40


def path_of(slugs):
    return f"/compare/{'-vs-'.join(slugs)}/"


def main():
    install = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(install, cwd=ROOT, check=True, env={**os.environ, "SECRET_KEY": "only-for-measuring"})
    in_a_process_of_its_own(measure, 6)


def measure(folder, size):
    set_up(folder)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("load_catalogue", "catalog/data", brief=True, verbosity=0)
    print(table(f"\nA comparison of {size}", [HEAD, *in_process(), *served(folder)]), flush=True)


def in_process():
    from django.test import Client  # noqa: PLC0415

    from catalog.facts import phone_cache  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    fetched(client, path_of(SIX))
    cold = []
    for _ in range(TIMES // 4):
        phone_cache._cache = None
        cold.append(milliseconds(lambda: fetched(client, path_of(SIX))))
    yield ("phones not kept", *figures(cold))
    yield ("phones kept", *figures([milliseconds(lambda: fetched(client, path_of(SIX))) for _ in range(TIMES)]))
    for slugs in (FIVE, SIX):
        response = fetched(client, path_of(slugs))
        sizes = f"{len(response.content) / 1024:,.0f}", f"{len(gzip.compress(response.content, 6)) / 1024:,.0f}"
        yield (f"{len(slugs)} phones: KB, KB gzipped", *sizes, "")


def served(folder):
    page, path = folder / "page.html", path_of(SIX)
    with serving({"CONSTANT_PAGE": str(page)}, "tests.benches.constant") as server:
        with closing(Connection(server.address)) as connection:
            page.write_bytes(connection.ask(path).body)
        load(server.address, [path], 8, 2)
        for compressed in (False, True):
            yield from beside_constant(server, "comparison of six", [path], compressed)


if __name__ == "__main__":
    main()
