"""The first page."""

from django.shortcuts import render

from catalog.finder.index_cache import current_snapshot
from catalog.models.site_pages import HOME
from catalog.pages.home_page import home_page

from .responses import reader_view
from .site_pages import published_page
from .units import asks_imperial


@reader_view
def home(request):
    return home_response(request, published_page(HOME))


def home_response(request, page):
    """``page`` is what editors have written of it, or None."""
    shown = home_page(page, current_snapshot(), asks_imperial(request))
    return render(request, "home.html", {"page": page, "home": shown})
