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
    kept = current_snapshot()
    matches = kept.names.search(words, MAX_PHONES_FOUND)
    phones = kept.phones(matches, prefetch_for_cards(Phone.objects))
    if len(phones) == 1 and matches[0].is_exact:
        return redirect(phones[0])
    found_as = {match.phone: match.name for match in matches}
    notes = {phone.slug: f"Found as “{found_as[phone.pk]}”" for phone in phones}
    exact = bool(matches) and matches[0].is_exact
    context = {"words": words[:MAX_NAME_LENGTH], "exact": exact, "cards": phone_cards(phones), "notes": notes}
    return render(request, "search.html", context)


@reader_view
def suggestions(request):
    """A few names for words that are still being typed: ``{"suggestions": [{"name", "slug", "url"}]}``."""
    kept = current_snapshot()
    phones = kept.phones(kept.names.suggest(request.GET.get("q", ""), MAX_SUGGESTIONS), Phone.objects.named())
    names = [{"name": phone.full_name, "slug": phone.slug, "url": phone.get_absolute_url()} for phone in phones]
    return json_response({"suggestions": names})


@reader_view
def opensearch(request):
    """What browsers need to offer the search as one of theirs."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")
