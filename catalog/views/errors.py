"""What is said when there is no such page, when we failed, or when we refuse."""

from django.shortcuts import render
from django.utils.translation import gettext

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


def server_error(request):
    """500. Asks neither database nor cache, as either may be what failed."""
    words = gettext("The mistake is ours, not yours, and it has been logged. Please try again in a minute.")
    return failure_page(request, gettext("Something went wrong here"), words, status=500)


def database_away(request):
    """503: no database answers."""
    words = gettext("Our database does not answer at the moment. Please try again in a minute.")
    return failure_page(request, gettext("This page cannot be made just now"), words, status=503)


def bad_request(request, exception):
    """400: a foreign host, a form that is far too long, and what else no page of ours sends."""
    words = gettext("Its address, or what came with it, is nothing that this site can answer.")
    return failure_page(request, gettext("This request was not understood"), words, status=400)


def permission_denied(request, exception):
    """403."""
    words = gettext("This is not open to you.")
    return failure_page(request, gettext("No entry"), words, status=403)


def failure_page(request, title, words, status):
    """A page without the site's frame, which may be what failed."""
    return render(request, "failure.html", {"title": title, "words": words}, status=status)
