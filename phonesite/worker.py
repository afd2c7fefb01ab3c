"""gunicorn's worker with threads, which waits for slow clients in its loop alone and prepares for its first request."""

import errno
import gc
import logging
import resource
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
from .waiting_clients import WaitingClients

log = logging.getLogger(__name__)

NOBODY = ("-", 0)
"""The address of a client that is not to be logged."""
GARBAGE_THRESHOLDS = (50_000, 20, 100)
"""Instead of Python's (700, 10, 10): a page makes many objects, and hardly any of them in rings."""
REFUSAL_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
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
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.clients = WaitingClients(self.enqueue_req, self.let_go, self.cfg.keepalive)

    @classmethod
    def check_config(cls, cfg, log):
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise ConfigError("This worker speaks plain HTTP: let a proxy in front of it end TLS (docs/operating.md).")

    def load_wsgi(self):
        """Called in each worker after it was forked, also where gunicorn has loaded the site before that."""
        super().load_wsgi()
        Thread(target=prepare, name="prepare", daemon=True).start()

    def run(self):
        self.clients.poller = self.poller
        self.worker_connections = allowed_connections(self.cfg.worker_connections)
        super().run()
        forget_process()

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
        """Asked by gunicorn in each turn of its loop."""
        self.clients.leave_overdue()

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
