"""What is said when there is no such page."""

from django.shortcuts import render

from catalog.finder.index_cache import current_snapshot
from catalog.finder.similar_slugs import similar_slugs

from .responses import json_response


def page_not_found(request, exception):
    """404, with the phones whose slugs are most like the one asked for."""
    near = similar_slugs(current_snapshot(), requested_slug(request))
    if request.path.endswith(".json"):
        return json_response({"error": "not found", "near": [slug for slug, _ in near]}, status=404)
    return render(request, "404.html", {"near": near}, status=404)


def requested_slug(request):
    """What a reader most likely meant: the slug in an address of ours, else the last part of the path without its
    ending."""
    if request.resolver_match and "slug" in request.resolver_match.kwargs:
        return request.resolver_match.kwargs["slug"]
    last_part = request.path.rstrip("/").rpartition("/")[2]
    return last_part.partition(".")[0]
