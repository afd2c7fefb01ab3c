"""What a page prints of one cell, in its language."""

import re

from django.utils.translation import gettext_noop
from markupsafe import Markup

from catalog.quantities.formatters import split_unit

from .active_language import gettext
from .language_links import english_text
from .localised_text import LocalText, is_default_language, localised
from .name_scripts import HAN, lang_of, name_language

NAME, PROSE = "name", "notes"
"""The key of a cell that has a name, or what editors wrote."""
EVIDENCE_WORDS = {
    "sourced": gettext_noop("sourced"),
    "unsourced": gettext_noop("no source yet"),
    "disputed": gettext_noop("disputed"),
    "estimated": gettext_noop("estimated"),
    "computed": gettext_noop("computed"),
}

_NOTE = re.compile(r"(?<=\()[^()]*\b[a-z]{3,}\b[^()]*(?=\))")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


def evidence_words(kind):
    """What the mark of a value means."""
    return localised(EVIDENCE_WORDS[kind])


def figure_and_unit(cell):
    """The text of a cell in two: “211” and “ g”, which pages print more quietly."""
    if is_default_language():
        return cell.figure_and_unit
    figure, unit = split_unit(localised(cell.text, cell.key))
    return _with_marked_notes(LocalText(figure), cell.text), unit


def with_notes(text, key=""):
    """``text`` localised, with what editors wrote in brackets, and no language but theirs has, in elements that say so:
    “210 g (leather back)”."""
    words = localised(text, key)
    return words if is_default_language() or not words else _with_marked_notes(words, text)


def _with_marked_notes(words, text):
    """A note is English as long as it has no other words than the English ``text``."""
    english = set(_LATIN_WORD.findall(text))
    parts = []
    end = 0
    for note in _NOTE.finditer(words):
        if english.issuperset(_LATIN_WORD.findall(note[0])):
            parts += [words[end : note.start()], in_english(note[0])]
            end = note.end()
    return Markup("").join([*parts, words[end:]]) if parts else words


def prose_lang(cell):
    """The attribute of an element with the text of a cell: of what editors wrote and no language but theirs has."""
    if cell.key != PROSE or localised(cell.text) != cell.text:
        return Markup("")
    return english_text()


def text_lang(text):
    """The attribute of an element with a quote or a note: the language of its letters, and else English. Chinese
    characters alone may be Japanese here as well."""
    language = name_language(text)
    if language == HAN:
        return Markup("")
    return lang_of(text) if language else english_text()


def in_english(text):
    """What editors wrote within a sentence of ours."""
    attribute = text_lang(text)
    if not attribute:
        return text
    return Markup("<span{}>{}</span>").format(attribute, text)


def estimated_text(words):
    """“≈ f/5.3”."""
    return gettext("≈ {figure}").format(figure=words)
