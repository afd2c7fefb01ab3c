"""One page in every language: its addresses, for the head and for readers."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix
from django.utils import translation
from markupsafe import Markup

from .active_language import active_language
from .shipped_texts import is_translated

OPEN_GRAPH_LOCALES = {"en": "en_GB", "de": "de_DE", "ja": "ja_JP"}


@dataclass(frozen=True)
class LanguageLink:
    """``code`` is that of ``lang`` and ``hreflang``; ``name`` is in the language itself."""

    code: str
    name: str
    path: str
    is_current: bool


def page_language():
    """The language of the page, as ``lang`` has it: “en”, “de”, “ja”."""
    return _short_code(active_language() or settings.LANGUAGE_CODE)


def open_graph_locale():
    """The language of the page and its country, as link previews ask for it."""
    return OPEN_GRAPH_LOCALES.get(page_language(), page_language())


def text_language(text=""):
    """The language in which the page prints a text by editors: its own, where the text is translated."""
    return page_language() if is_translated(text) else "en"


def english_text(text=""):
    """The attribute of an element that holds an English text, such as one by editors, on a page in another language;
    none for a ``text`` that is translated."""
    return Markup("" if text_language(text) == page_language() else ' lang="en"')  # noqa: S704 - a constant


def language_links(path):
    """A ``LanguageLink`` for each language of the readers' page at ``path``; its query string stays."""
    current = translation.get_language() or settings.LANGUAGE_CODE
    start = get_script_prefix()
    rest = path.removeprefix(start).removeprefix(_prefix(current))
    return [
        LanguageLink(_short_code(code), name, f"{start}{_prefix(code)}{rest}", code == current)
        for code, name in settings.LANGUAGES
    ]


def _prefix(code):
    """What the addresses of a language begin with; those of the site's own have none."""
    return "" if code == settings.LANGUAGE_CODE else f"{code}/"


def _short_code(code):
    return code.partition("-")[0]
