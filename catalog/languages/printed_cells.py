"""What a page prints of one cell, in its language."""

from django.utils.translation import gettext_noop
from markupsafe import Markup

from catalog.quantities.formatters import split_unit

from .language_links import english_text
from .localised_text import is_default_language, localised
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


def evidence_words(kind):
    """What the mark of a value means."""
    return localised(EVIDENCE_WORDS[kind])


def figure_and_unit(cell):
    """The text of a cell in two: “211” and “ g”, which pages print more quietly."""
    if is_default_language():
        return cell.figure_and_unit
    return split_unit(localised(cell.text, cell.key))


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
