"""One thread of each process is for readers alone: all others may be waiting for the same lock of the database."""

from threading import BoundedSemaphore

from django.conf import settings

from .failure_pages import BUSY, unavailable

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class ReservedThreadMiddleware:
    """Takes one change less at a time than there are threads; whoever comes beyond gets back what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.changes = BoundedSemaphore(max(1, settings.THREADS - 1))

    def __call__(self, request):
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        if not self.changes.acquire(blocking=False):
            return unavailable(request, BUSY)
        try:
            return self.get_response(request)
        finally:
            self.changes.release()
