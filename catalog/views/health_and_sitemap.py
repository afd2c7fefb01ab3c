"""Answers for machines: health, robots, the list of addresses."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.models import Collection, Guide, Phone, Stamp
from catalog.pages import part_pages

from .responses import reader_view

MAX_SITEMAP_URLS = 49_000
"""Of 50,000 that one sitemap may hold."""


@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """Whether this process can answer readers: the database is there, its tables are those the code expects."""
    try:
        waiting = unapplied_migrations()
        stamp = None if waiting else Stamp.current()
    except DatabaseError:
        return JsonResponse({"database": "does not answer", "migrations": "not known", "stamp": None}, status=503)
    state = {"database": "ok", "migrations": waiting or "ok", "stamp": stamp}
    return JsonResponse(state, status=503 if stamp is None else 200)


def unapplied_migrations():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


@reader_view
def robots(request):
    return render(request, "robots.txt", content_type="text/plain")


@reader_view
def sitemap(request):
    slugs = Phone.objects.published().newest_first().values_list("slug", flat=True)[:MAX_SITEMAP_URLS]
    editorial = [*Guide.objects.published(), *Collection.objects.published()]
    others = [
        *part_pages.brands_with_phones(),
        *part_pages.chipsets_with_phones(),
        *part_pages.sensors_with_phones(),
        *editorial,
    ]
    context = {"phones": slugs, "others": others}
    return render(request, "sitemap.xml", context, content_type="application/xml")
