"""``make bench-quick``: in about a minute, whether anything has become slower than noise explains.

Each work has a limit in constant pages: CPU of a request beside that of a page that does nothing, in the same run. A
work that is over its limit is measured again, twice: it fails when it is over each time.
"""

import os
import sys
import tempfile
from pathlib import Path

from . import catalogues
from .load import Request
from .served import NOT_KEPT, Bench, site
from .workloads import Workloads

PHONES = 300
TRIES = 3
KEPT_LIMITS = {"kept, gzip": 1.1, "kept, identity": 1.1, "304": 1.0}
"""Work of a server that keeps pages → how many constant pages it may cost."""
FIRST_LIMITS = {"finder": 17.0, "phone": 26.0, "comparison of six": 65.0, "keystroke": 10.0}
"""The same of answers that are worked out."""


def main():
    with tempfile.TemporaryDirectory(prefix="phonesite-bench-") as folder:
        os.environ.update(catalogues.environment(Path(folder) / "none.sqlite3"))
        catalogues.collect_static(folder)
        file = catalogues.make_catalogue(Path(folder) / "quick", PHONES)
        workloads = Workloads(file)
        with site(file) as server:
            slow = over_limits(KEPT_LIMITS, kept_works(Bench(server), workloads))
        with site(file, **NOT_KEPT) as server:
            slow += over_limits(FIRST_LIMITS, first_works(Bench(server), workloads))
    if slow:
        sys.exit(f"Slower than noise explains: {', '.join(slow)}.")


def kept_works(bench, workloads):
    """Name → what measures it."""
    phone = workloads.kept_pages()["phone"]
    etag = bench.server.ask(phone, encoding="gzip").header("etag")
    return {
        "kept, gzip": lambda: bench.beside_constant("", Request(phone, "gzip")),
        "kept, identity": lambda: bench.beside_constant("", Request(phone)),
        "304": lambda: bench.beside_constant("", Request(phone, "gzip", etag)),
    }


def first_works(bench, workloads):
    asked = {
        "finder": workloads.questions(),
        "phone": workloads.phones_asked_first(),
        "comparison of six": workloads.sixes_asked_first(),
        "keystroke": 10 * workloads.keystrokes(),
    }
    return {name: lambda paths=paths: bench.each_once("", paths) for name, paths in asked.items()}


def over_limits(limits, works):
    """The names of the works that cost more than their limits, each time."""
    return [name for name, limit in limits.items() if is_over(name, limit, works[name])]


def is_over(name, limit, work):
    for _ in range(TRIES):
        figure = work()
        print(f"{name:<20} {figure.ratio:6.2f} × const, limit {limit:.2f}   {figure.cpu:6.2f} ms CPU", flush=True)
        if figure.ratio <= limit:
            return False
    return True


if __name__ == "__main__":
    main()
