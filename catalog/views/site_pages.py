"""Pages that editors write, and what every page prints of them in its footer."""

from dataclasses import dataclass, field

from django.db import DatabaseError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render

from catalog.models import Page, PagePhone, Stamp
from catalog.models.site_pages import ABOUT, FOOTER, HOME
from catalog.pages.featured_comparison import featured_comparison

from .responses import reader_view


@dataclass
class SiteFooter:
    """``text`` is Markdown, None where editors have written none; ``links`` are pages beside those of every site."""

    text: str | None = None
    links: list[Page] = field(default_factory=list)


_cached_footer = (None, None)
"""The last footer that was read in a request, after the mark of the stamp that it is of."""


def site_footer():
    """What editors have written for the footer; one query for each stamp. Nothing where the database fails: the page
    that says so has a footer too."""
    global _cached_footer  # noqa: PLW0603 - one per process, replaced whole
    mark, footer = _cached_footer
    if mark is not None and mark == Stamp.held_mark():
        return footer
    try:
        footer = read_footer()
    except DatabaseError:
        return SiteFooter()
    _cached_footer = Stamp.held_mark(), footer
    return footer


def read_footer():
    footer = SiteFooter()
    for page in Page.objects.in_footer():
        if page.slug == FOOTER:
            footer.text = page.text
        elif page.slug not in (HOME, ABOUT):
            footer.links.append(page)
    return footer


def published_page(slug):
    """The page with its phones; None until editors have published one."""
    phones = Prefetch("phones", PagePhone.objects.select_related("phone"))
    return Page.objects.published().prefetch_related(phones).filter(slug=slug).first()


@reader_view
def site_page(request, slug):
    """404 until it is published. A page with an address of its own is led to it."""
    page = published_page(slug)
    if page is None or slug == FOOTER:
        raise Http404
    address = page.get_absolute_url()
    if request.path != address:
        return redirect(address, permanent=True)
    return render(request, "page.html", {"page": page, "featured": featured_comparison(page)})
