"""gunicorn's worker with threads, which waits for slow clients in its loop alone and prepares for its first request."""

import errno
import faulthandler
import gc
import logging
import os
import resource
import time
from contextlib import suppress
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import Http404
from gunicorn import util
from gunicorn.errors import ConfigError
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from .buffered_socket import BufferedSocket
from .metrics import forget_process
from .starting_workers import StartingWorkers
from .waiting_clients import WaitingClients

log = logging.getLogger(__name__)

NOBODY = ("-", 0)
"""The address of a client that is not to be logged."""
GARBAGE_THRESHOLDS = (50_000, 20, 100)
"""Instead of Python's (700, 10, 10): a page makes many objects, and hardly any of them in rings."""
SUCCESSOR_SECONDS = 25
"""So long a worker that is to go waits for younger ones to load the site; gunicorn kills it after 30."""
PREPARING_SECONDS = 10
"""So long a worker that takes another's place prepares before it takes requests: others answer meanwhile."""
STUCK_SECONDS = 60
"""So long after the last thread has begun its request, and none has ended: longer than any wait for a database."""
REFUSAL_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
starting_workers = StartingWorkers()
"""Made in gunicorn's first process, before it forks."""
_TOO_LONG = (
    "The address of this question is longer than the 8,190 characters that can be taken. Go back and choose fewer "
    "values, or exclude the few that you do not want instead."
)


class Connection(TConn):
    """A client, whose thread never waits for it."""

    def __init__(self, cfg, sock, client, server):
        super().__init__(cfg, BufferedSocket(sock), client, server)
        self.data_ready = True
        self.is_kept = True
        self.body_deadline = None
        self.farewell_bytes = 0

    def refuse(self, refusal):
        """Answer a request of which only the beginning is read."""
        self.sock.sendall(refusal_bytes(refusal.status, refusal.reason, refusal.words))


class Worker(ThreadWorker):
    """``gunicorn --worker-class phonesite.worker.Worker``.

    gunicorn's own worker gives a client to a thread as soon as its first byte has come, and the thread waits for the
    rest and for the client to take the answer: as many slow clients as threads, and the site stands still. Here a
    thread gets whole requests (``waiting_clients``, ``buffered_socket``).

    At a restart gunicorn tells its old workers to go as soon as it has started new ones, and nobody answers until
    these have loaded the site. Here the old ones answer until the new ones can.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.clients = WaitingClients(self.enqueue_req, self.let_go, self.cfg.keepalive)
        self.answering_since = {}
        self.go_by = None
        starting_workers.announce(self.age)

    @classmethod
    def check_config(cls, cfg, log):
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise ConfigError("This worker speaks plain HTTP: let a proxy in front of it end TLS (docs/operating.md).")

    def load_wsgi(self):
        """Called in each worker after it was forked, also where gunicorn has loaded the site before that."""
        starting_workers.begin(self.age)
        super().load_wsgi()
        preparing = Thread(target=self.prepare, name="prepare", daemon=True)
        preparing.start()
        if self.age > self.cfg.workers:
            preparing.join(PREPARING_SECONDS)

    def prepare(self):
        try:
            prepare()
        finally:
            starting_workers.finish(self.age)

    def run(self):
        self.clients.poller = self.poller
        self.worker_connections = allowed_connections(self.cfg.worker_connections)
        super().run()
        forget_process()

    def handle_exit(self, sig, frame):
        """Told to go: once younger workers can answer, or at once where there are none or when told again."""
        if self.go_by is None and starting_workers.has_younger_than(self.age):
            self.go_by = time.monotonic() + SUCCESSOR_SECONDS
        else:
            super().handle_exit(sig, frame)

    def handle(self, conn):
        self.answering_since[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            del self.answering_since[conn]

    def accept(self, listener):
        """A new client. In place of the last one that there is room for, the one goes that is waited for longest."""
        if self.nr_conns >= self.worker_connections - 1:
            self.clients.leave_longest()
        try:
            client, address = listener.accept()
        except OSError as fault:
            if fault.errno in (errno.EMFILE, errno.ENFILE):
                self.clients.leave_longest()
            elif fault.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
        else:
            self.nr_conns += 1
            self.clients.begin(Connection(self.cfg, client, address, listener.getsockname()))

    def finish_request(self, conn, future):
        """What its thread has left unsent, and what the client asks next, is again the loop's affair."""
        is_kept = not future.cancelled() and future.exception() is None and bool(future.result())
        is_read = conn.parser is not None and not conn.parser.unreader.buf.getvalue()
        self.clients.await_taking(conn, is_kept and is_read)

    def let_go(self, conn):
        self.nr_conns -= 1
        with suppress(OSError):
            conn.sock.close()

    def murder_pending(self):
        """Asked by gunicorn in each turn of its loop, once a second at least."""
        self.clients.leave_overdue()
        self.clients.make_room()
        if self.go_by is not None:
            self.go_after_successors()
        if self.is_stuck():
            self.end_at_once()

    def go_after_successors(self):
        if time.monotonic() > self.go_by or not starting_workers.has_younger_than(self.age):
            self.alive = False

    def is_stuck(self):
        """Whether all threads have been at their requests for so long that none of them will come back."""
        begun = list(self.answering_since.values())
        return len(begun) >= self.cfg.threads and max(begun) < time.monotonic() - STUCK_SECONDS

    def end_at_once(self):
        """Leave it to gunicorn to start another worker. Where the threads stand is in the log."""
        log.critical(
            "No thread of worker %s has ended its request for %s seconds: it is replaced.", self.pid, STUCK_SECONDS
        )
        faulthandler.dump_traceback()
        os._exit(1)

    def murder_keepalived(self, force=False):
        """Asked by gunicorn in each turn of its loop, and at its end with ``force``."""
        if force:
            self.clients.leave_all()

    def _cap_keepalive(self, deadline):
        """Asked by gunicorn when it begins to end."""
        self.clients.hasten(STOP_KEEPALIVE_LINGER)

    def handle_error(self, req, client, addr, exc):
        """What is no request at all is a line in the log, without the address that it came from. Django never sees it:
        the answer is written here."""
        if isinstance(exc, LimitRequestLine):
            refusal = refusal_bytes(414, "URI Too Long", _TOO_LONG)
        else:
            held = HeldAnswer()
            super().handle_error(req, held, addr if settings.LOG_IP else NOBODY, exc)
            refusal = refusal_bytes(held.status, held.reason, f"{held.reason}.")
        with suppress(OSError):
            util.write_nonblock(client, refusal)


class HeldAnswer:
    """Takes gunicorn's own answer in the place of a client: of it the status counts, because it lacks our headers."""

    status = 500
    reason = "Internal Server Error"

    def gettimeout(self):
        return 0.0

    def sendall(self, data):
        _, status, reason = data.partition(b"\r\n")[0].decode("latin-1").split(" ", 2)
        self.status = int(status)
        self.reason = reason


def refusal_bytes(status, reason, words):
    """The bytes of an answer that Django never sees, with the headers that say most of what those of Django's say."""
    lines = [
        f"HTTP/1.1 {status} {reason}",
        "Connection: close",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(words.encode())}",
        *(f"{name}: {value}" for name, value in REFUSAL_HEADERS.items()),
    ]
    return "\r\n".join([*lines, "", words]).encode()


def allowed_connections(wanted):
    """How many clients one process can have: open files are few on some machines, and databases need some too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * wanted)), hard))
    return min(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)


def prepare():
    """Warm finder and pages up beside the first requests, then spare the garbage collector what stays for good. What
    cannot be had now, the first request that needs it asks for again."""
    from catalog.finder.warm_up import warm_up  # noqa: PLC0415 - there are no models before the site is loaded
    from catalog.views.page_warm_up import warm_pages_up  # noqa: PLC0415 - as above

    try:
        warm_up()
        warm_pages_up()
    except (DatabaseError, Http404) as fault:
        log.info("The site is not warmed up: %s", fault)
    finally:
        connections.close_all()
    spare_garbage_collector()


def spare_garbage_collector():
    """Leave all objects that there are now out of its rounds, and let it go round less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
