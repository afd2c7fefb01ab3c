"""Phones by words."""

from django.shortcuts import redirect, render

from catalog.finder.index_cache import MAX_PHONES_FOUND, current_snapshot
from catalog.finder.name_normalisation import MAX_NAME_LENGTH, normalised_name
from catalog.models import Phone
from catalog.pages.phone_cards import phone_cards, prefetch_for_cards

from .responses import json_response, reader_view
from .units import asks_imperial

MAX_SUGGESTIONS = 6


@reader_view
def search(request):
    """The best matches; a single exact one leads straight to its phone."""
    words = request.GET.get("q", "").strip()
    snapshot = current_snapshot()
    matches = snapshot.names.search(words, MAX_PHONES_FOUND)
    phones = snapshot.phones(matches, prefetch_for_cards(Phone.objects))
    exact = [match for match in matches if match.is_exact]
    if len(exact) == 1 and (len(phones) == 1 or is_own_name(words, phones[0])):
        return redirect(phones[0])
    found_as = {match.phone: match.name for match in matches}
    notes = {phone.slug: f"Found as “{found_as[phone.pk]}”" for phone in phones}
    context = {
        "words": words[:MAX_NAME_LENGTH],
        "exact": bool(exact) and len(exact) == len(matches),
        "cards": phone_cards(phones, asks_imperial(request)),
        "notes": notes,
    }
    return render(request, "search.html", context)


def is_own_name(words, phone):
    """Whether a phone is called so itself; another name or a code may be that of a whole family."""
    return normalised_name(words) in {normalised_name(phone.name), normalised_name(phone.full_name)}


@reader_view
def suggestions(request):
    """A few names for words that are still being typed: ``{"suggestions": [{"name", "slug", "url"}]}``."""
    snapshot = current_snapshot()
    matches = snapshot.names.search(request.GET.get("q", ""), MAX_SUGGESTIONS)
    phones = snapshot.phones(matches, Phone.objects.named())
    names = [{"name": phone.full_name, "slug": phone.slug, "url": phone.get_absolute_url()} for phone in phones]
    return json_response({"suggestions": names})


@reader_view
def opensearch(request):
    """What browsers need to offer the search as one of theirs."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")
