"""One phone, as a page and as data."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from catalog.comparison.phone_selection import current_slugs
from catalog.facts.phone_cache import cached_phones
from catalog.facts.phone_serializer import phone_data
from catalog.languages.localised_text import is_default_language
from catalog.models import Phone, Stamp
from catalog.pages.phone_frame import phone_frame
from catalog.pages.prepared_frames import prepared_frame

from .phone_page_parts import filled_frame
from .responses import json_response, permanent_redirect, reader_view
from .units import asks_imperial


@reader_view
def phone(request, slug):
    found = published_phone(slug)
    if found is None:
        return moved_or_404("phone", slug)
    return phone_page_response(request, found)


def phone_page_response(request, found, preview_until=None):
    """The page of a phone fetched whole; ``preview_until`` says when a preview of it ends."""
    imperial = asks_imperial(request)
    frame = None
    if preview_until is None and is_plain(request):
        frame = prepared_frame(found)
    if frame is None:
        frame = phone_frame(found, imperial, preview_until, request)
    return HttpResponse(filled_frame(request, found, frame, imperial))


def is_plain(request):
    """Whether the page is asked for in English and without a question, as it is prepared."""
    return not request.META.get("QUERY_STRING") and is_default_language()


@reader_view
def phone_json(request, slug):
    stamp = Stamp.current()  # before the facts: a change in between makes the stamp too old, never too new
    found = published_phone(slug)
    if found is None:
        return moved_or_404("phone_json", slug)
    return json_response(phone_data(found, stamp))


def published_phone(slug):
    return next(iter(cached_phones([slug])), None)


def moved_or_404(name, slug, query=""):
    """For ever to the phone's present address, where ``slug`` is one it once had; ``query`` goes along."""
    now = current_slugs([slug]).get(slug)
    if now is None:
        return get_object_or_404(Phone.objects.none())
    return permanent_redirect(reverse(name, args=[now]), query)
