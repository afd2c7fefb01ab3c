"""Addresses of pages for templates, looked up once for each name and language."""

import re
from functools import cache

from django.urls import get_script_prefix, reverse

from catalog.languages.active_language import active_language

SLUG_PLACE = "the-slug-in-its-place"
_SLUG = re.compile("[a-z0-9-]+")


def page_link(name, *args, **kwargs):
    """``page_link("phone", phone.slug)``: what templates call ``url``."""
    if not args and not kwargs:
        return _cached_path(name, get_script_prefix(), active_language())
    if len(args) == 1 and isinstance(args[0], str) and _SLUG.fullmatch(args[0]):
        start, end = _cached_frame(name, get_script_prefix(), active_language())
        return f"{start}{args[0]}{end}"
    return reverse(name, args=args, kwargs=kwargs)


@cache
def _cached_frame(name, prefix, language):
    """What stands around the slug in an address that has one, as ``_cached_path`` has it."""
    start, _, end = reverse(name, args=[SLUG_PLACE]).partition(SLUG_PLACE)
    return start, end


@cache
def _cached_path(name, prefix, language):
    """The address of a page that there is one of; ``prefix`` is what the server puts before all addresses."""
    return reverse(name)
