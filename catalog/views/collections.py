"""Saved questions: each a page of the finder with a title, a text and an address of its own."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from catalog.finder.collections import collection_results
from catalog.finder.filters import parameter_by_name
from catalog.finder.finder_result import find_phones
from catalog.finder.query_parser import SETTING_PARAMETERS, encode_query
from catalog.models import Collection

from .finder import ResultPages, finder_context
from .responses import reader_view

DISPLAY_PARAMETERS = ("page", "maybe_page", "view", "columns", "units", "sort")
"""What a reader may add to the address and still be asking the same question."""


@dataclass(frozen=True)
class CollectionEntry:
    """A collection in a list; ``total`` phones match now, ``maybe`` more may."""

    collection: Collection
    total: int
    maybe: int


@dataclass(frozen=True)
class CollectionResultPages(ResultPages):
    """Pages whose links stay at ``address`` and keep the ``looks`` (pairs) that were added to it."""

    address: str = ""
    looks: tuple = ()

    def url(self, number):
        return encode_query([*self.looks, *([(self.name, str(number))] if number > 1 else [])])


@reader_view
def collections(request):
    entries = [
        CollectionEntry(one, finding.found.total, finding.found.maybe_total)
        for one, finding in collection_results(Collection.objects.published())
    ]
    return render(request, "collections.html", {"entries": entries})


@reader_view
def collection(request, slug):
    """Its question with the looks that are added to the address; whoever asks more is led to the finder."""
    shown = get_object_or_404(Collection.objects.published(), slug=slug)
    added = [(name, value) for name, values in request.GET.lists() for value in values if value.strip()]
    data = shown.question
    for name in dict.fromkeys(name for name, _ in added):
        data.setlist(name, [value for other, value in added if other == name])
    if any(changes_query(name) for name, _ in added):
        return redirect(f"{reverse('phones')}?{data.urlencode()}")
    return render(request, "collection.html", collection_context(shown, find_phones(data), added))


def changes_query(name):
    return name not in DISPLAY_PARAMETERS and (name in SETTING_PARAMETERS or parameter_by_name(name) is not None)


def collection_context(shown, finding, added):
    """The finder's page under the collection's title; ``added`` are the pairs that its address has."""
    context = finder_context(finding)
    looks = tuple(pair for pair in added if pair[0] in DISPLAY_PARAMETERS and pair[0] not in ("page", "maybe_page"))
    pages = {name: pages_of_collection(context[name], shown, looks) for name in ("pages", "maybe_pages")}
    own = {
        "collection": shown,
        "heading": shown.title,
        "canonical": shown.get_absolute_url(),
        "unanswered": unknown_value_faults(shown, finding.asked.faults),
    }
    return context | pages | own


def pages_of_collection(pages, shown, looks):
    return CollectionResultPages(**vars(pages), address=shown.get_absolute_url(), looks=looks)


def unknown_value_faults(shown, faults):
    """What the catalogue no longer has of the words that the collection itself asks for."""
    return [message for name in shown.question for message in faults.get(name, ())]
