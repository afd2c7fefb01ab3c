"""``_("…")`` and ``{% trans %}`` of readers' templates: Jinja2's own, but each message is looked up once a language.

A message is HTML with places: ``%(name)s`` is filled with the escaped value of that name.
"""

from functools import lru_cache

from django.utils import translation
from markupsafe import Markup

MAX_CACHED_MESSAGES = 4096


def template_gettext(message, /, **values):
    text, printed = _message(message, translation.get_language())
    return text % values if values else printed


def template_pgettext(context, message, /, **values):
    text, printed = _message_in_context(context, message, translation.get_language())
    return text % values if values else printed


def template_ngettext(singular, plural, number, /, **values):
    values.setdefault("num", number)
    return Markup(translation.ngettext(singular, plural, number)) % values


def template_npgettext(context, singular, plural, number, /, **values):
    values.setdefault("num", number)
    return Markup(translation.npgettext(context, singular, plural, number)) % values


@lru_cache(MAX_CACHED_MESSAGES)
def _message(message, language):
    """(with places, as it is printed without values)."""
    return _with_plain(translation.gettext(message))


@lru_cache(MAX_CACHED_MESSAGES)
def _message_in_context(context, message, language):
    return _with_plain(translation.pgettext(context, message))


def _with_plain(found):
    text = Markup(found)
    return text, _filled_with_nothing(text)


def _filled_with_nothing(text):
    """``%%`` is a percent sign; None for a message that has places."""
    try:
        return text % {}
    except KeyError:
        return None
