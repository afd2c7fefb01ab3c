"""Phones by words."""

from operator import attrgetter

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from catalog.finder.index_cache import MAX_PHONES_FOUND, current_snapshot
from catalog.finder.name_normalisation import MAX_NAME_LENGTH, normalised_name
from catalog.finder.word_search import search_by_words
from catalog.models import Phone
from catalog.pages.page_addresses import absolute_url
from catalog.pages.phone_cards import prefetch_for_cards
from catalog.pages.search_results import search_cards
from catalog.pages.suggested_phones import suggested_phones
from catalog.pages.undescribed_phones import undescribed_phones

from .responses import json_response, reader_view

MAX_SUGGESTIONS = 6
MAX_SUGGESTED_QUESTIONS = 3
WORDS_SEARCHED = ("Zeiss", gettext_noop("periscope"), gettext_noop("1-inch"), gettext_noop("headphone jack"))
SEARCH_EXAMPLES = (
    (gettext_lazy("Name"), ("Pixel 8 Pro", "lumia1020", "ライツ")),
    (gettext_lazy("Model code"), ("SH-52C", "SM-S921B")),
    (gettext_lazy("Image sensor"), ("IMX989", "GN2")),
    (gettext_lazy("Chipset"), ("Snapdragon 8 Gen 3", "SM8450")),
    (gettext_lazy("What it has"), WORDS_SEARCHED),
)
"""What can be searched by → what one may type."""

MAX_SHORT_NAME = 16
"""Characters of a search engine's name, by OpenSearch 1.1."""


@reader_view
def search(request):
    """The best matches; a single exact one leads straight to its phone."""
    words = request.GET.get("q", "").strip()
    snapshot = current_snapshot()
    found = search_by_words(snapshot, words, MAX_PHONES_FOUND)
    matches = found.matches
    phones = snapshot.phones(matches, prefetch_for_cards(Phone.objects))
    exact = [match for match in matches if match.is_exact]
    if len(exact) == 1 and (len(phones) == 1 or is_own_name(words, phones[0])):
        return redirect(phones[0])
    context = {
        "words": words[:MAX_NAME_LENGTH],
        "examples": [(label, list(map(gettext, words))) for label, words in SEARCH_EXAMPLES],
        "exact": bool(exact) and len(exact) == len(matches),
        "cards": search_cards(matches, phones),
        "questions": found.questions,
        "undescribed": undescribed_named(words, snapshot.get_or_set("undescribed", undescribed_phones)),
    }
    return render(request, "search.html", context)


def undescribed_named(words, phones):
    """Those of ``phones`` that have every one of the words in their name; none where there are no words."""
    wanted = set(normalised_name(words).split())
    if not wanted:
        return []
    return [phone for phone in phones if wanted <= set(normalised_name(phone.name).split())]


def is_own_name(words, phone):
    """Whether a phone is called so itself; another name or a code may be that of a whole family."""
    return normalised_name(words) in {normalised_name(phone.name), normalised_name(phone.full_name)}


@reader_view
def suggestions(request):
    """A few phones and questions to the finder for words that are still being typed:
    ``{"suggestions": [{"name", "slug", "url"}], "questions": [{"name", "count", "url"}]}``. A phone has a ``picture``
    as well, where there is one."""
    snapshot = current_snapshot()
    words = request.GET.get("q", "")
    found = search_by_words(snapshot, words, MAX_SUGGESTIONS, MAX_SUGGESTED_QUESTIONS)
    names = list(map(suggestion_data, suggested_phones(snapshot, found.matches)))
    questions = [{"name": one.words, "count": one.count, "url": finder_url(one)} for one in found.questions]
    return json_response({"suggestions": names, "questions": questions}, indent=None)


def suggestion_data(phone):
    named = {"name": phone.name, "slug": phone.slug, "url": phone.path}
    if not phone.picture:
        return named
    return {**named, "picture": phone.picture}


def finder_url(question):
    return f"{reverse('phones')}?{question.query}"


@reader_view
def completions(request):
    """Names for words that are still being typed, as browsers ask for them (OpenSearch Suggestions):
    ``[words, [name, …], [], [address, …]]``."""
    words = request.GET.get("q", "")
    snapshot = current_snapshot()
    found = search_by_words(snapshot, words, MAX_SUGGESTIONS)
    phones = suggested_phones(snapshot, found.matches)
    names = list(map(attrgetter("name"), phones))
    paths = map(attrgetter("path"), phones)
    answer = json_response([words, names, [], list(map(absolute_url, paths))], indent=None)
    answer["Content-Type"] = "application/x-suggestions+json"
    return answer


@reader_view
def opensearch(request):
    """What browsers need to offer the search as one of theirs."""
    context = {"short_name": settings.SITE_NAME[:MAX_SHORT_NAME]}
    return render(
        request, "opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )
