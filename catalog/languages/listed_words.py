"""Lists, and labels within a sentence, in the language of the page."""

from django.utils.translation import gettext

from catalog.quantities import formatters

from .localised_text import is_default_language, localised


def comma_list(texts):
    """“a, b, c”."""
    return gettext(", ").join(texts)


def joined_list(texts):
    """“a, b and c”; the empty text for none."""
    *others, last = texts or [""]
    if not others:
        return last
    return gettext("{others} and {last}").format(others=comma_list(others), last=last)


def alternatives(texts):
    """“a, b or c”."""
    *others, last = texts
    if not others:
        return last
    return gettext("{others} or {last}").format(others=comma_list(others), last=last)


def clause_list(texts):
    """“a, with b; c”: of texts that have commas themselves."""
    return gettext("; ").join(texts)


def label_words(label):
    """A label of the sheet within a sentence: “weight”. Only English begins it with a small letter."""
    if is_default_language():
        return formatters.label_in_sentence(label)
    return localised(label)


def small_words(label):
    """The same with every capital small in English: “front, ultrawide”."""
    if is_default_language():
        return label.lower()
    return localised(label)
