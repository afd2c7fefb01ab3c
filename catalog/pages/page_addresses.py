"""Full addresses of pages, for whoever reads them elsewhere: search engines, feeds, link previews."""

from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from catalog.languages.active_language import active_language


def absolute_url(path):
    """``path`` as the site's own address, whoever asks by whatever name."""
    return f"{settings.SITE_URL}{path}"


def page_path(name, *args):
    """The canonical path of a page, in the language that is being spoken."""
    return reverse(name, args=args)


def phone_path(slug):
    """``page_path`` of a phone, for long lists of them."""
    return f"{_phone_path_prefix(active_language())}{slug}/"


@cache
def _phone_path_prefix(language):
    return reverse("phone", args=["x"]).removesuffix("x/")


def page_path_if_known(name, *args):
    """The same; empty where there is no address of that name."""
    try:
        return page_path(name, *args)
    except NoReverseMatch:
        return ""
