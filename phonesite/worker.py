"""gunicorn's worker with threads, which prepares for its first request and refuses a request line that is too long."""

import gc
import logging
from threading import Thread

from django.db import DatabaseError, connections
from django.http import Http404
from gunicorn import util
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

log = logging.getLogger(__name__)

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


class Worker(ThreadWorker):
    """``gunicorn --worker-class phonesite.worker.Worker``."""

    def load_wsgi(self):
        """Called in each worker after it was forked, also where gunicorn has loaded the site before that."""
        super().load_wsgi()
        Thread(target=prepare, name="prepare", daemon=True).start()

    def handle_error(self, req, client, addr, exc):
        """Django never sees a request whose first line is too long: the answer is written here."""
        if not isinstance(exc, LimitRequestLine):
            return super().handle_error(req, client, addr, exc)
        return util.write_nonblock(client, refusal(414, "URI Too Long", _TOO_LONG))


def refusal(status, reason, words):
    """The bytes of an answer that Django never sees, with the headers that say most of what those of Django's say."""
    lines = [
        f"HTTP/1.1 {status} {reason}",
        "Connection: close",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(words.encode())}",
        *(f"{name}: {value}" for name, value in REFUSAL_HEADERS.items()),
    ]
    return "\r\n".join([*lines, "", words]).encode()


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
