"""Saved questions: each a page of the finder with a title, a text and an address of its own."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from catalog.finder.collections import answered
from catalog.finder.parameters import parameter_called
from catalog.finder.query_parser import SETTINGS, written
from catalog.finder.search_results import find
from catalog.models import Collection

from .finder import Pages, found
from .responses import readers

LOOKS = ("page", "maybe_page", "view", "columns", "units", "sort")
"""What a reader may add to the address and still be asking the same question."""


@dataclass(frozen=True)
class Entry:
    """A collection in a list; ``total`` phones match now, ``maybe`` more may."""

    collection: Collection
    total: int
    maybe: int


@dataclass(frozen=True)
class PagesHere(Pages):
    """Pages whose links stay at ``address`` and keep the ``looks`` (pairs) that were added to it."""

    address: str = ""
    looks: tuple = ()

    def url(self, number):
        return written([*self.looks, *([(self.name, str(number))] if number > 1 else [])])


@readers
def collections(request):
    entries = [
        Entry(one, finding.found.total, finding.found.maybe_total)
        for one, finding in answered(Collection.objects.published())
    ]
    return render(request, "collections.html", {"entries": entries})


@readers
def collection(request, slug):
    """Its question with the looks that are added to the address; whoever asks more is led to the finder."""
    shown = get_object_or_404(Collection.objects.published(), slug=slug)
    added = [(name, value) for name, values in request.GET.lists() for value in values if value.strip()]
    data = shown.question
    for name in dict.fromkeys(name for name, _ in added):
        data.setlist(name, [value for other, value in added if other == name])
    if any(asks_more(name) for name, _ in added):
        return redirect(f"{reverse('phones')}?{data.urlencode()}")
    return render(request, "collection.html", page_of_collection(shown, find(data), added))


def asks_more(name):
    return name not in LOOKS and (name in SETTINGS or parameter_called(name) is not None)


def page_of_collection(shown, finding, added):
    """The finder's page under the collection's title; ``added`` are the pairs that its address has."""
    context = found(finding)
    looks = tuple(pair for pair in added if pair[0] in LOOKS and pair[0] not in ("page", "maybe_page"))
    pages = {name: here(context[name], shown, looks) for name in ("pages", "maybe_pages")}
    own = {
        "collection": shown,
        "heading": shown.title,
        "canonical": shown.get_absolute_url(),
        "unanswered": unanswered(shown, finding.asked.faults),
    }
    return context | pages | own


def here(pages, shown, looks):
    return PagesHere(**vars(pages), address=shown.get_absolute_url(), looks=looks)


def unanswered(shown, faults):
    """What the catalogue no longer has of the words that the collection itself asks for."""
    return [message for name in shown.question for message in faults.get(name, ())]
