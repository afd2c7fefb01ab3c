"""The first page."""

from django.shortcuts import render

from catalog.finder.index_cache import current_snapshot
from catalog.models.site_pages import HOME
from catalog.pages.featured_comparison import featured_comparison
from catalog.pages.home_page import home_page

from .responses import reader_view
from .site_pages import published_page
from .units import asks_imperial


@reader_view
def home(request):
    page = published_page(HOME)
    chosen = page and featured_comparison(page)
    shown = home_page(chosen, current_snapshot(), asks_imperial(request))
    return render(request, "home.html", {"page": page, "home": shown})
