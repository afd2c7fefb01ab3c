"""Phones by words."""

from django.shortcuts import redirect, render

from catalog.finder.index_cache import MAX_PHONES_FOUND, current_snapshot
from catalog.finder.name_normalisation import MAX_NAME_LENGTH
from catalog.models import Phone
from catalog.pages.phone_cards import phone_cards, prefetch_for_cards

from .responses import json_response, reader_view

MAX_SUGGESTIONS = 6


@reader_view
def search(request):
    """The best matches; a single exact one leads straight to its phone."""
    words = request.GET.get("q", "").strip()
    snapshot = current_snapshot()
    matches = snapshot.names.search(words, MAX_PHONES_FOUND)
    phones = snapshot.phones(matches, prefetch_for_cards(Phone.objects))
    is_exact = bool(matches) and matches[0].is_exact
    if is_exact and len(phones) == 1:
        return redirect(phones[0])
    found_as = {match.phone: match.name for match in matches}
    notes = {phone.slug: f"Found as “{found_as[phone.pk]}”" for phone in phones}
    context = {"words": words[:MAX_NAME_LENGTH], "exact": is_exact, "cards": phone_cards(phones), "notes": notes}
    return render(request, "search.html", context)


@reader_view
def suggestions(request):
    """A few names for words that are still being typed: ``{"suggestions": [{"name", "slug", "url"}]}``."""
    snapshot = current_snapshot()
    matches = snapshot.names.suggest(request.GET.get("q", ""), MAX_SUGGESTIONS)
    phones = snapshot.phones(matches, Phone.objects.named())
    names = [{"name": phone.full_name, "slug": phone.slug, "url": phone.get_absolute_url()} for phone in phones]
    return json_response({"suggestions": names})


@reader_view
def opensearch(request):
    """What browsers need to offer the search as one of theirs."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")
