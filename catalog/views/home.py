"""The first page: what is new, questions that decide, brands."""

from django.shortcuts import render

from catalog.comparison.choice import path_of
from catalog.models import Collection, Guide, Phone
from catalog.pages.part_pages import brands
from catalog.pages.phone_cards import cards, for_cards

from .responses import readers

NEWEST = 8
STORY = ("leica-leitz-phone-2", "sharp-aquos-r7", "nokia-lumia-1020")


@readers
def home(request):
    published = Phone.objects.published()
    newest = cards(for_cards(published.newest_first())[:NEWEST])
    editorial = {"guides": Guide.objects.published(), "collections": Collection.objects.published()}
    context = {"cards": newest, "story": story(published), "brands": list(brands()), **editorial}
    return render(request, "home.html", context)


def story(published):
    """The path of the comparison that the site came from; empty unless all its phones are here."""
    here = set(published.filter(slug__in=STORY).values_list("slug", flat=True))
    return path_of(STORY) if here == set(STORY) else ""
