"""Readers who go on asking nginx for pages: what failed, what was stale, how long it took."""

import gzip
import http.client
import re
import time
from dataclasses import dataclass
from random import Random
from threading import Event, Thread

COUNT = 4
TIMEOUT_S = 15
PAGE = re.compile(rb'"unitCode":\s*"GRM"[^}]*?"value":\s*(\d+)')
PHONE_JSON = re.compile(rb'"weight_g":\s*\{\s*"value":\s*(\d+)')
COLUMN = re.compile(rb">(\d{3})</span>\xe2\x80\xafg")
ROW = re.compile(rb'"weight_g":\s*(\d+)')


@dataclass(frozen=True)
class Told:
    """One request: what it came to (``failure`` None where it was answered 200 or 304)."""

    path: str
    began: float
    seconds: float
    failure: str | None
    is_stale: bool


class Addresses:
    """What is asked for: half of it shows the weight of the phone that is edited."""

    def __init__(self, slug, others):
        self.others = others
        self.showing = {
            f"/phones/{slug}/": PAGE,
            f"/phones/{slug}.json": PHONE_JSON,
            f"/compare/{slug}-vs-{others[0]}/": COLUMN,
            "/phones.json?weight_g_min=600": ROW,
        }

    def one(self, random):
        if random.random() < 0.5:
            return random.choice(list(self.showing))
        one, two = random.sample(self.others, 2)
        grams = random.randint(120, 300)
        any_page = (
            "/",
            "/brands/",
            "/phones/",
            "/healthz",
            "/search/suggestions.json?q=pro",
            f"/phones/?weight_g_max={grams}",
            f"/phones/{one}/",
            f"/phones/{two}/",
            f"/phones/{one}/lenses.svg",
            f"/compare/{one}-vs-{two}/",
        )
        return random.choice(any_page)


class Reader(Thread):
    """Over one kept-alive connection. Remembers tags as browsers do, and asks again by them."""

    def __init__(self, port, addresses, ledger, number):
        super().__init__(daemon=True)
        self.port = port
        self.addresses = addresses
        self.ledger = ledger
        self.random = Random(number)
        self.encoding = ("gzip", "identity")[number % 2]
        self.tags = {}
        self.told = []
        self.is_over = Event()
        self.connection = None

    def run(self):
        while not self.is_over.is_set():
            self.told.append(self.ask(self.addresses.one(self.random)))

    def ask(self, path):
        began = time.monotonic()
        failure, is_stale = None, False
        try:
            weight_g = self.answered_weight(path)
            is_stale = weight_g is not None and self.ledger.is_stale(weight_g, began)
        except (OSError, http.client.HTTPException, ValueError) as error:
            failure = f"{type(error).__name__}: {error}"
            self.hang_up()
        return Told(path, began, time.monotonic() - began, failure, is_stale)

    def answered_weight(self, path):
        """In grams; None where the address shows none. ValueError for an answer that is no good."""
        headers = {"Host": "localhost", "Accept-Encoding": self.encoding}
        known = self.tags.get(path)
        if known and self.random.random() < 0.5:
            headers["If-None-Match"] = known[0]
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status == 304 and known:
            return known[1]
        if answer.status != 200:
            raise ValueError(f"{answer.status} for {path}")
        weight_g = self.weight_in(path, answer, body)
        self.tags[path] = answer.headers.get("ETag"), weight_g
        if self.tags[path][0] is None:
            del self.tags[path]
        return weight_g

    def weight_in(self, path, answer, body):
        pattern = self.addresses.showing.get(path)
        if pattern is None:
            return None
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        found = pattern.search(body)
        if found is None:
            raise ValueError(f"no weight in {path}")
        return int(found[1])

    def hang_up(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        time.sleep(0.01)


class Readers:
    def __init__(self, port, addresses, ledger):
        self.all = [Reader(port, addresses, ledger, number) for number in range(COUNT)]

    def start(self):
        for reader in self.all:
            reader.start()

    def stop(self):
        for reader in self.all:
            reader.is_over.set()
        for reader in self.all:
            reader.join(TIMEOUT_S + 1)
            reader.hang_up()

    def told_between(self, start, end):
        """What was asked from ``start`` to ``end``."""
        return [told for reader in self.all for told in list(reader.told) if start <= told.began < end]
