"""Figures for Prometheus, of all processes of this server together: docs/operating.md. Off unless METRICS_TOKEN is set.

Each process counts in files of its own in METRICS_ROOT, and whichever is asked adds them up.
"""

import os
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Bounds of the histogram of answers."""
METHODS = ("GET", "HEAD", "POST")
REQUESTS_A_LOOK = 50
"""What a process says of itself is looked at once in so many requests."""
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Figures:
    """What is counted."""

    def __init__(self):
        import prometheus_client as client  # noqa: PLC0415 - it decides on import where it counts, and the settings say

        self.requests = client.Counter(
            "phonesite_requests", "Requests that were answered.", ["method", "route", "status", "kept"]
        )
        self.seconds = client.Histogram(
            "phonesite_request_seconds", "From a request to its answer.", ["route"], buckets=SECONDS
        )
        self.queries = client.Counter("phonesite_queries", "Queries to the database.", ["route"])
        self.stamp = client.Gauge("phonesite_stamp", "The catalogue's stamp.", multiprocess_mode="mostrecent")
        self.memory = client.Gauge(
            "phonesite_memory_bytes", "Resident memory of the processes.", multiprocess_mode="livesum"
        )
        self.kept_bytes = client.Gauge(
            "phonesite_kept_pages_bytes", "Pages that the processes keep.", multiprocess_mode="livesum"
        )
        self.seen = 0

    def observe(self, fields, seconds):
        """Count a request by the ``fields`` of its line in the log."""
        route = fields["route"]
        method = fields["method"] if fields["method"] in METHODS else "other"
        self.requests.labels(method, route, fields["status"], fields["kept"]).inc()
        self.seconds.labels(route).observe(seconds)
        self.queries.labels(route).inc(fields["queries"])
        if isinstance(fields["stamp"], int):
            self.stamp.set(fields["stamp"])
        self.seen += 1
        if self.seen % REQUESTS_A_LOOK == 1:
            self.look_at_process()

    def look_at_process(self):
        from .kept_pages import page_store  # noqa: PLC0415 - which logs by way of this module

        self.memory.set(int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES)
        self.kept_bytes.set(page_store().size)


@cache
def figures():
    """The ``Figures`` of this process; None where the operator wants none. The library takes each only once: ask first
    where there is one thread."""
    return Figures() if settings.METRICS_TOKEN else None


def forget_process():
    """When this process ends: its memory is no longer there, what it has counted is."""
    if figures():
        from prometheus_client import multiprocess  # noqa: PLC0415 - as above

        multiprocess.mark_process_dead(os.getpid())


@never_cache
@require_safe
def metrics(request):
    """For whoever has the token (``Authorization: Bearer …``); for anybody else there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        return HttpResponseNotFound("There is no such page.\n", content_type="text/plain; charset=utf-8")
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, multiprocess  # noqa: PLC0415

    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
