"""Phones by words."""

from django.shortcuts import redirect, render

from catalog.finder.index_cache import MOST, live
from catalog.finder.name_normalisation import LONGEST
from catalog.models import Phone
from catalog.pages.phone_cards import phone_cards, prefetch_for_cards

from .responses import json_answer, readers

SUGGESTED = 6


@readers
def search(request):
    """The best matches; a single exact one leads straight to its phone."""
    words = request.GET.get("q", "").strip()
    kept = live()
    matches = kept.names.search(words, MOST)
    phones = kept.phones(matches, prefetch_for_cards(Phone.objects))
    if len(phones) == 1 and matches[0].is_exact:
        return redirect(phones[0])
    found_as = {match.phone: match.name for match in matches}
    notes = {phone.slug: f"Found as “{found_as[phone.pk]}”" for phone in phones}
    exact = bool(matches) and matches[0].is_exact
    context = {"words": words[:LONGEST], "exact": exact, "cards": phone_cards(phones), "notes": notes}
    return render(request, "search.html", context)


@readers
def suggestions(request):
    """A few names for words that are still being typed: ``{"suggestions": [{"name", "slug", "url"}]}``."""
    kept = live()
    phones = kept.phones(kept.names.suggest(request.GET.get("q", ""), SUGGESTED), Phone.objects.named())
    names = [{"name": phone.full_name, "slug": phone.slug, "url": phone.get_absolute_url()} for phone in phones]
    return json_answer({"suggestions": names})


@readers
def opensearch(request):
    """What browsers need to offer the search as one of theirs."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")
