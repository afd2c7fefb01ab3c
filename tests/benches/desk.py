"""``python -m tests.benches.desk 20000``: how long the desk takes over made-up phones, and how often it asks the
database. In the process, without a server or a network; in a database of its own, or in the empty one that
BENCH_DATABASE names."""

import sys
import time

from tests.bench import set_up

from .finder import in_a_process_of_its_own
from .numbers import table

HEAD = ("", "median ms", "queries")


def main(sizes):
    for size in sizes:
        in_a_process_of_its_own(measure, size)


def measure(folder, size):
    set_up(folder)
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - Django is set up first

    from . import desk_pages  # noqa: PLC0415

    setup_test_environment(debug=False)
    began = time.perf_counter()
    desk_pages.fill(size)
    print(f"{size:,} phones made up in {time.perf_counter() - began:.0f} s", flush=True)
    print(table(f"\n{size:,} phones", [HEAD, *desk_pages.rows(size)]), flush=True)


if __name__ == "__main__":
    main([int(size.replace("_", "")) for size in sys.argv[1:]] or [1_000, 20_000])
