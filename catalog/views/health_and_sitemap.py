"""Answers for machines: health, robots, the list of addresses."""

from math import ceil

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.finder.index_cache import current_snapshot
from catalog.inspection.database_state import database_faults, unapplied_migrations, unknown_migrations
from catalog.models import Stamp
from catalog.pages.indexed_comparisons import comparisons_of_guides
from catalog.pages.sitemap_entries import sitemap_entries, sitemap_length

from .responses import reader_view

MAX_SITEMAP_URLS = 2_000
"""Of 50,000 that one sitemap may hold: as many as one answer puts into words without making others wait."""


@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request):
    """Whether this process can answer readers: the database is there, its tables are those the code expects. Only that
    decides the status; what else cannot be done is said, since readers' pages stand without it."""
    state = {"version": settings.VERSION, "database": "ok", "write": "ok", "migrations": "ok", "stamp": None}
    try:
        waiting = unapplied_migrations()
        unknown = unknown_migrations()
        if not waiting:
            state["stamp"] = Stamp.current()
    except DatabaseError:
        unknown_state = {"database": "does not answer", "migrations": "not known", "write": "not known"}
        return JsonResponse(state | unknown_state, status=503)
    if waiting:
        state["migrations"] = waiting
    if unknown:
        state["database"] = f"ok, and of a newer version than this process: {', '.join(unknown)}"
    faults = list(database_faults())
    if faults:
        state["write"] = "; ".join(faults)
    return JsonResponse(state, status=503 if state["stamp"] is None else 200)


@reader_view
def robots(request):
    """What robots may fetch; of comparisons of three phones and more, those of guides alone."""
    context = {"comparisons": sorted(comparisons_of_guides().items())}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


@reader_view
def sitemap(request):
    """All addresses in one file; where they are too many for one, the list of its parts."""
    snapshot = current_snapshot()
    count = ceil(sitemap_length(snapshot) / MAX_SITEMAP_URLS)
    if count <= 1:
        return sitemap_response(request, sitemap_entries(snapshot, 0, MAX_SITEMAP_URLS))
    parts = [reverse("sitemap_part", args=[number]) for number in range(1, count + 1)]
    return render(request, "sitemap_index.xml", {"parts": parts}, content_type="application/xml; charset=utf-8")


@reader_view
def sitemap_part(request, number):
    """Parts are counted from 1."""
    last = number * MAX_SITEMAP_URLS
    entries = sitemap_entries(current_snapshot(), last - MAX_SITEMAP_URLS, last)
    if not entries:
        raise Http404
    return sitemap_response(request, entries)


def sitemap_response(request, entries):
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml; charset=utf-8")
