"""One phone, as a page and as data."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from catalog.comparison.currency_conversion import prices_in_euros
from catalog.comparison.phone_selection import current_slugs
from catalog.facts.phone_cache import cached_phones
from catalog.facts.phone_serializer import phone_data
from catalog.history.visibility import last_public_change
from catalog.models import Guide, Phone, Photo, Stamp
from catalog.pages.phone_page import phone_page, twin_slugs
from catalog.pages.suggestions import suggestions_for_phone

from .date_format import formatted_date
from .light_reference import AGAINST, light_reference
from .responses import json_response, permanent_redirect, reader_view
from .template_fragments import render_with_source_numbers
from .units import IMPERIAL, UNITS, asks_imperial


@reader_view
def phone(request, slug):
    found = published_phone(slug)
    if found is None:
        return moved_or_404("phone", slug)
    return phone_page_response(request, found)


def phone_page_response(request, found, preview_until=None):
    """The page of a phone fetched whole; ``preview_until`` says when a preview of it ends."""
    imperial = asks_imperial(request)
    reference = light_reference(request, found.slug)
    page = phone_page(found, cached_phones(twin_slugs(found)), imperial, reference.phone)
    context = {
        "page": page,
        "phone": found,
        "reference": reference,
        "guides": Guide.objects.published().about(found),
        "suggestions": suggestions_for_phone(found, imperial),
        "imperial": imperial,
        "other_units": other_units_query(request, imperial),
        "photos": photos_of(found, is_preview=preview_until is not None),
        "changed": formatted_date(last_public_change(found)),
        "preview_until": preview_until,
        "euros": prices_in_euros(found),
    }
    return render_with_source_numbers(request, "phone.html", context, page.sources)


def other_units_query(request, imperial):
    """The query string of the page in the other units; “?” for an empty one."""
    pairs = {} if imperial else {UNITS: IMPERIAL}
    if request.GET.get(AGAINST):
        pairs[AGAINST] = request.GET[AGAINST]
    return f"?{urlencode(pairs)}"


def photos_of(phone, *, is_preview):
    photos = list(Photo.objects.filter(phone=phone).select_related("source"))
    for photo in photos:
        photo.is_signed = is_preview
    return photos


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
