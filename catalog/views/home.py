"""The first page: what is new, questions that decide, brands."""

from django.shortcuts import render

from catalog.comparison.phone_selection import comparison_path
from catalog.models import Collection, Guide, Phone
from catalog.pages.part_pages import brands_with_phones
from catalog.pages.phone_cards import phone_cards, prefetch_for_cards

from .responses import reader_view
from .units import asks_imperial

NEWEST_COUNT = 8
STORY_SLUGS = ("leica-leitz-phone-2", "sharp-aquos-r7", "nokia-lumia-1020")


@reader_view
def home(request):
    published = Phone.objects.published()
    newest = prefetch_for_cards(published.newest_first())[:NEWEST_COUNT]
    context = {
        "cards": phone_cards(newest, asks_imperial(request)),
        "story": story_path(published),
        "brands": list(brands_with_phones()),
        "guides": Guide.objects.published(),
        "collections": Collection.objects.published(),
    }
    return render(request, "home.html", context)


def story_path(published):
    """The path of the comparison that the site came from; empty unless all its phones are here."""
    here = set(published.filter(slug__in=STORY_SLUGS).values_list("slug", flat=True))
    if here != set(STORY_SLUGS):
        return ""
    return comparison_path(STORY_SLUGS)
