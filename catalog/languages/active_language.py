"""The language of the page that this thread answers, and messages in it.

A page asks for its language and for messages thousands of times, and Django looks both up in a context that is shared
with asynchronous code: ten times the price of what follows here. Who activates another language within a page does so
by ``language_activated``; outside of one, Django's own active language counts.
"""

from contextlib import contextmanager
from threading import local

from django.utils import translation

_NOT_IN_PAGE = object()


class _Page(local):
    language = _NOT_IN_PAGE


_page = _Page()


@contextmanager
def language_activated(language):
    """Within, pages are in ``language``; None for readers' pages in English, whose texts are printed as they stand."""
    before = _page.language
    with translation.override(language):
        _page.language = language
        try:
            yield
        finally:
            _page.language = before


def active_language():
    """The code of the language, as Django's ``get_language``; None where nothing is translated."""
    language = _page.language
    if language is _NOT_IN_PAGE:
        return translation.get_language()
    return language


def gettext(message):
    if _page.language is None:
        return message
    return translation.gettext(message)


def ngettext(singular, plural, number):
    if _page.language is None:
        return singular if number == 1 else plural
    return translation.ngettext(singular, plural, number)


def pgettext(context, message):
    if _page.language is None:
        return message
    return translation.pgettext(context, message)


def npgettext(context, singular, plural, number):
    if _page.language is None:
        return singular if number == 1 else plural
    return translation.npgettext(context, singular, plural, number)
