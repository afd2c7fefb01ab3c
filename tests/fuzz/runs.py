"""Requests of each kind, one after the other, and what came of them."""

import time
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.permission_matrix import read_whole

from . import hostile
from .judge import MOST_CPU_SECONDS, answer_of, faults
from .kinds import FormChanges
from .sockets import answer_to, messages
from .stage import FuzzedSite

SOCKET_SHARE = 4
"""Percent of all requests that are sent over sockets."""
FORBIDDEN_BYTES = (b"Traceback (most", hostile.TAG.encode(), f"\n{hostile.HEADER}".encode())
NOSNIFF = b"X-Content-Type-Options: nosniff"
SIGN_IN_EVERY = 50
LOOK_EVERY = 40
"""Forms sent between two looks at what they have stored."""


@dataclass
class Table:
    """What came of one kind. ``faults``: (fault, address without its question) → the first request with it."""

    name: str
    statuses: Counter = field(default_factory=Counter)
    count: int = 0
    slowest: float = 0
    slowest_request: str = ""
    faults: dict = field(default_factory=dict)

    def note(self, asked, statuses, cpu, found):
        self.count += 1
        self.statuses.update(status // 100 for status in statuses)
        if cpu > self.slowest:
            self.slowest, self.slowest_request = cpu, str(asked)[:300]
        for fault in found:
            key = (fault, str(asked).partition("?")[0][:40])
            self.faults.setdefault(key, f"{self.name}: {fault}: {str(asked)[:600]}")

    def add(self, other):
        """What came of more requests of the same kind."""
        self.count += other.count
        self.statuses += other.statuses
        self.faults = other.faults | self.faults
        if other.slowest > self.slowest:
            self.slowest, self.slowest_request = other.slowest, other.slowest_request

    @property
    def row(self):
        counts = [self.statuses[status] for status in (2, 3, 4, 5)]
        return [self.name, f"{self.count:,}", *(f"{number:,}" for number in counts), f"{1000 * self.slowest:,.0f} ms"]


def table_text(tables):
    head = ["Kind of input", "Requests", "2xx", "3xx", "4xx", "5xx", "Slowest, CPU"]
    rows = [head, ["---", *["---:"] * 6], *(table.row for table in tables)]
    slowest = [f"Slowest of “{table.name}”: {table.slowest_request}" for table in tables]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", *slowest])


def each_of(strategy, count, number, act):
    """``act`` on so many made-up values; ``number`` seeds them."""
    quiet = list(HealthCheck)
    of_run = settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=quiet
    )
    seed(number)(of_run(given(strategy)(act)))()


def run_of_kind(kind, count, number, site):
    """The ``Table`` of so many requests of a kind; ``number`` seeds them."""
    table = Table(kind.name)
    began = time.monotonic()
    each_of(kind.requests(site), count, number, Asking(site, table).ask)
    print(f"{table.name}: {table.count:,} in {time.monotonic() - began:.0f} s", flush=True)
    return table


@dataclass
class Asking:
    site: FuzzedSite
    table: Table

    def ask(self, made):
        asked = made.asked(self.site) if isinstance(made, FormChanges) else made
        if asked.at_desk and self.table.count % SIGN_IN_EVERY == 0:
            self.site.sign_in()
        response, cpu = answer_of(asked, self.site.client_of(asked))
        self.table.note(asked, [response.status_code], cpu, faults(response, cpu))
        if asked.method == "POST":
            self.site.forget_form(asked)
            if self.table.count % LOOK_EVERY == 0:
                self.look_at_what_is_stored()

    def look_at_what_is_stored(self):
        for path, client in self.site.pages_of_what_was_stored():
            look_at(path, client, self.table)


def run_of_pages(site):
    """Every address as it should be asked, with hostile texts in what is stored."""
    table = Table("Every page, of stored hostile texts")
    for path in site.readers_addresses:
        look_at(path, site.reader, table)
    for path in site.desk_addresses:
        look_at(path, site.editor, table)
    return table


def look_at(path, client, table):
    before = time.process_time()
    response = client.get(path)
    read_whole(response)
    cpu = time.process_time() - before
    table.note(f"GET {path}", [response.status_code], cpu, faults(response, cpu))


def run_over_sockets(server, total, number):
    """A ``Table``; the server must still answer at its end."""
    table = Table("Malformed HTTP, over sockets")
    server.wait_until_idle()

    def ask(message):
        answer = answer_to(message, server)
        table.note(message[:300], answer.statuses, answer.cpu, socket_faults(answer))

    each_of(messages(), max(1, round(total * SOCKET_SHARE / 100)), number, ask)
    server.ask("/phones/")
    return table


def socket_faults(answer):
    found = [f"{status}" for status in answer.statuses if status >= 500]
    if any(text in answer.content for text in FORBIDDEN_BYTES):
        found.append("a traceback, or what was typed")
    if answer.content.count(NOSNIFF) < sum(status != 100 for status in answer.statuses):
        found.append("headers are missing")
    if answer.cpu > MOST_CPU_SECONDS:
        found.append("more CPU than allowed")
    return found
