"""Readers who ask for everything that readers ask for, and clients that are slow on purpose."""

import http.client
import random
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread

READERS = 4
PAUSE_S = 0.05
TIMEOUT_S = 60
SLOW_CLIENTS = 30
BYTE_EVERY_S = 0.5
FINE = (200, 301, 302, 304)


@dataclass(frozen=True)
class Asked:
    """One request of a reader: its status, 0 where there was no answer."""

    path: str
    began: float
    seconds: float
    status: int

    @property
    def is_fine(self):
        return self.status in FINE or (self.status == 404 and "nobody" in self.path)


class SoakAddresses:
    def __init__(self, slugs, photos):
        self.slugs = slugs
        self.photos = photos
        self.random = random.Random(1)

    def one(self):
        one, two, three = self.random.sample(self.slugs, 3)
        grams = self.random.randint(120, 300)
        any_page = (
            "/", "/phones/", "/brands/", "/de/", "/ja/phones/", "/sensors/", "/changes/", "/data/", "/sitemap.xml",
            "/glossary/", "/feeds/changes.atom", "/phones/acme-brick/", "/phones/acme-wall/", f"/phones/{one}/",
            f"/phones/{two}/", f"/de/phones/{three}/", f"/phones/{one}.json", f"/phones/{one}/lenses.svg",
            f"/phones/{two}/picture.png", f"/compare/{one}-vs-{two}/", f"/compare/{one}-vs-{two}-vs-{three}/",
            f"/compare/acme-brick-vs-{one}.csv", f"/phones/?weight_g_max={grams}&sort=weight_g",
            f"/phones.json?weight_g_min={grams}", f"/phones.csv?weight_g_max={grams}", "/search/?q=pro",
            "/search/suggestions.json?q=a", f"/phones/nobody-{grams}/", f"/photos/{self.random.choice(self.photos)}",
        )  # fmt: skip
        return self.random.choice(any_page)


class Visitor(Thread):
    """Asks one page after another over a kept-alive connection."""

    def __init__(self, port, addresses, asked):
        super().__init__(daemon=True)
        self.port = port
        self.addresses = addresses
        self.asked = asked
        self.is_over = Event()
        self.connection = None

    def run(self):
        while not self.is_over.wait(PAUSE_S):
            path = self.addresses.one()
            began = time.monotonic()
            status = self.status_of(path)
            self.asked.append(Asked(path, began, time.monotonic() - began, status))

    def status_of(self, path):
        """As browsers do: what is asked over a connection that the server has closed meanwhile is asked anew."""
        is_kept = self.connection is not None
        try:
            return self.answered_status(path)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.hang_up()
            return self.status_of(path) if is_kept else 0
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return 0

    def answered_status(self, path):
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        self.connection.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def hang_up(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class SlowClients(Thread):
    """Half of them send a byte now and then, half take no answers; each comes again when it is hung up on."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.is_over = Event()
        self.hung_up_on = 0
        self.sockets = [None] * SLOW_CLIENTS

    def run(self):
        while not self.is_over.wait(BYTE_EVERY_S):
            for number in range(SLOW_CLIENTS):
                self.go_on(number)
        for one in filter(None, self.sockets):
            one.close()

    def go_on(self, number):
        try:
            if self.sockets[number] is None:
                self.sockets[number] = self.opened(number)
            elif number % 2:
                self.sockets[number].send(b"a")
            elif self.is_gone(self.sockets[number]):
                raise ConnectionResetError
        except OSError:
            self.hung_up_on += 1
            with suppress(OSError, AttributeError):
                self.sockets[number].close()
            self.sockets[number] = None

    def opened(self, number):
        client = socket.create_connection(("127.0.0.1", self.port), 1)
        client.settimeout(0.1)
        if number % 2:
            client.send(b"GET /phones/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        else:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.send(20 * b"GET /phones/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return client

    def is_gone(self, client):
        """Whether the server has hung up, seen without taking anything."""
        try:
            return client.send(b"\r\n") == 0
        except TimeoutError:
            return False
