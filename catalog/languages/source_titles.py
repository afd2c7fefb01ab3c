"""Titles of sources that are in another language than the page, as their remarks say: “(in German)”."""

import re

from django.utils.translation import gettext_noop
from markupsafe import Markup

from .active_language import gettext
from .language_links import page_language
from .listed_words import noted
from .name_scripts import with_lang

REMARKS = {
    gettext_noop("in Chinese"): "",
    gettext_noop("in Czech"): "cs",
    gettext_noop("in Dutch"): "nl",
    gettext_noop("in French"): "fr",
    gettext_noop("in German"): "de",
    gettext_noop("in Italian"): "it",
    gettext_noop("in Japanese"): "",
    gettext_noop("in Korean"): "",
    gettext_noop("in Norwegian"): "no",
    gettext_noop("in Polish"): "pl",
    gettext_noop("in Portuguese"): "pt",
    gettext_noop("in Romanian"): "ro",
    gettext_noop("in Russian"): "",
    gettext_noop("in Spanish"): "es",
}
"""Remark → the language; empty where its letters tell: such a title in Latin ones is what editors call the source."""
_REMARKED = re.compile(rf"(?P<title>.+) \((?P<remark>{'|'.join(REMARKS)})\)")
_ENGLISH_WORD = re.compile(r"\b(?:the|and|of|on)\b", re.IGNORECASE)
"""What tells that editors put the title into English."""


def source_title(title):
    """The title with its language where that is known, and its remark in the language of the page."""
    found = _REMARKED.fullmatch(title)
    if not found:
        return with_lang(title)
    return noted(_in_its_language(found["title"], REMARKS[found["remark"]]), gettext(found["remark"]))


def _in_its_language(title, language):
    if language in ("", page_language()) or _ENGLISH_WORD.search(title):
        return with_lang(title)
    return Markup('<span lang="{}">{}</span>').format(language, title)
