"""``python -m tests.benches.dearest FILE``: CPU seconds of the dearest answers that a reader can ask of a database.

Every kind of readers' address is crawled from the home page, and questions are asked that cost much: words that match
much or nothing, all filters at once, the last page, six phones, files. Nothing is kept between them. Ends with 1 where
one costs more than a second.
"""

import argparse
import os
import sys
import time
from itertools import islice

from .catalogues import environment
from .numbers import markdown_table

MOST_S = 1.0
SHOWN = 25
OF_ONE_VIEW = 2
LONG = "x" * 2_000
HARD = (
    "/phones/?q=a", "/phones/?q=e+a+o+i", "/phones/?q=" + LONG, "/phones/?q=" + "ab+" * 300, "/phones/?q=zzzzzzzzzz",
    "/search/?q=a", "/search/?q=" + LONG, "/search/?q=zzzz+yyyy", "/search/?q=galaxy+pro+max+ultra+plus+5g",
    "/search/suggestions.json?q=a", "/search/suggestions.json?q=" + LONG, "/search/completions.json?q=a",
    "/phones/?page=99999", "/phones/?page=800", "/phones/?view=table&page=400", "/phones/?view=table",
    "/phones/?unknown=match", "/phones/?unknown=hide&sort=-weight_g,price,name",
    "/phones/?lens.role=wide&lens.f_number_max=2&lens.focal_length_eq_mm_min=20&lens.stabilised=yes",
    "/phones/?weight_g_min=100&weight_g_max=300&display_size_in_min=5&battery_mah_min=1000&main_megapixels_min=8",
    "/phones/?price_max=500&currency=EUR", "/phones/?sold_in=DE&sold_outside=JP&announced_min=2015",
    "/phones.json", "/phones.json?page=200", "/phones.json?unknown=match&sort=-price", "/phones.csv",
    "/phones.csv?page=20", "/phones.csv?q=a", "/sitemap.xml", "/sitemaps/1.xml", "/data/sources/",
    "/feeds/phones.atom", "/feeds/changes.atom", "/data/",
    "/phones/never-was-such-a-phone/", "/phones/galaxy-s-ultra-pro/", "/phones/" + "a-" * 500 + "/", "/brands/nobody/",
    "/chipsets/nothing/", "/sensors/nothing/", "/compare/never-vs-was/", "/changes/", "/changes/?page=50",
    "/data/record.schema.json", "/data/openapi.json",
    "/phones/?" + "&".join(f"brand={number}" for number in range(200)),
    "/phones/?" + "&".join(f"x{number}=1" for number in range(200)),
)  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="a SQLite database, such as tests.benches.catalogues makes")
    os.environ.update(environment(parser.parse_args().file))
    import django  # noqa: PLC0415

    django.setup()
    costs = asked_costs()
    dearest = sorted(costs, reverse=True)[:SHOWN]
    print(f"{len(costs)} addresses")
    print(markdown_table([("address", "CPU s", "status", "KB"), *(row_of(*cost) for cost in dearest)]))
    sys.exit(any(seconds > MOST_S for seconds, *_ in costs))


def row_of(seconds, status, size, address):
    return f"`{address[:100]}`", f"{seconds:.2f}", str(status), str(size // 1000)


def asked_costs():
    """(CPU seconds, status, bytes, address) of each address."""
    from django.test import Client  # noqa: PLC0415

    from tests.crawler import Crawl  # noqa: PLC0415

    client = MeasuredClient(Client(HTTP_HOST="localhost"))
    client.get("/phones/")
    client.costs.clear()
    Crawl(client, of_one_view=OF_ONE_VIEW).follow_from("/")
    for address in (*HARD, *many_at_once()):
        client.get(address)
    return client.costs


def many_at_once():
    """Comparisons of six phones, as pages and as data."""
    from catalog.models import Phone  # noqa: PLC0415

    slugs = list(islice(Phone.objects.published().order_by("?").values_list("slug", flat=True), 24))
    for start in range(0, len(slugs), 6):
        six = "-vs-".join(slugs[start : start + 6])
        yield from (f"/compare/{six}/", f"/compare/{six}.json", f"/compare/{six}.csv", f"/compare/{six}/light/")


class MeasuredClient:
    """A test client that notes what each answer cost, read to its end."""

    def __init__(self, client):
        self.client = client
        self.costs = []

    def get(self, address):
        began = time.process_time()
        response = self.client.get(address)
        size = sum(map(len, response)) if response.streaming else len(response.content)
        cost = time.process_time() - began, response.status_code, size, address
        self.costs.append(cost)
        if cost[0] > MOST_S:
            print(*cost, flush=True)
        return response


if __name__ == "__main__":
    main()
