"""Saved questions: each a page of the finder with a title, a text and an address of its own."""

from dataclasses import dataclass
from itertools import chain

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from catalog.finder.filters import parameter_by_name
from catalog.finder.finder_result import find_phones
from catalog.finder.query_parser import SETTING_PARAMETERS, encode_query
from catalog.models import Collection
from catalog.pages.collection_list import collection_entries

from .finder import finder_context, parameter_pairs
from .responses import reader_view
from .result_pages import ResultPages

LOOK_PARAMETERS = ("view", "columns", "units", "sort")
DISPLAY_PARAMETERS = ("page", "maybe_page", *LOOK_PARAMETERS)
"""What a reader may add to the address and still be asking the same question."""


@dataclass(frozen=True)
class CollectionResultPages(ResultPages):
    """Pages whose links stay at ``address`` and keep the ``looks`` (pairs) that were added to it."""

    address: str = ""
    looks: tuple = ()

    def url(self, number):
        pairs = list(self.looks)
        if number > 1:
            pairs.append((self.name, str(number)))
        return encode_query(pairs)


@reader_view
def collections(request):
    return render(request, "collections.html", {"entries": collection_entries()})


@reader_view
def collection(request, slug):
    """Its question with the looks that are added to the address; whoever asks more is led to the finder."""
    shown = get_object_or_404(Collection.objects.published(), slug=slug)
    added = []
    for name, value in parameter_pairs(request.GET):
        if value.strip():
            added.append((name, value))
    data = query_with(shown.question, added)
    if any(changes_query(name) for name, _ in added):
        return redirect(f"{reverse('phones')}?{data.urlencode()}")
    return render(request, "collection.html", collection_context(shown, find_phones(data), added))


def query_with(question, added):
    """The ``QueryDict`` ``question``, where the values of ``added`` (pairs) take the place of its own."""
    for name, _ in added:
        question.setlist(name, [])
    for name, value in added:
        question.appendlist(name, value)
    return question


def changes_query(name):
    """Whether a parameter asks another question; what no page knows asks nothing."""
    if name in DISPLAY_PARAMETERS:
        return False
    return name in SETTING_PARAMETERS or parameter_by_name(name) is not None


def collection_context(shown, finding, added):
    """The finder's page under the collection's title; ``added`` are the pairs that its address has."""
    context = finder_context(finding)
    looks = tuple(pair for pair in added if pair[0] in LOOK_PARAMETERS)
    for name in ("pages", "maybe_pages"):
        context[name] = pages_of_collection(context[name], shown, looks)
    return context | {
        "collection": shown,
        "heading": shown.title,
        "unanswered": unknown_value_faults(shown, finding.asked.faults),
    }


def pages_of_collection(pages, shown, looks):
    return CollectionResultPages(**vars(pages), address=shown.get_absolute_url(), looks=looks)


def unknown_value_faults(shown, faults):
    """What the catalogue no longer has of the words that the collection itself asks for."""
    return list(chain.from_iterable(faults.get(name, ()) for name in shown.question))
