"""Lists, labels and sentences beside one another, in the language of the page."""

import re
from functools import reduce

from markupsafe import Markup, escape

from catalog.quantities import formatters

from .active_language import gettext
from .localised_text import is_default_language, localised

_GAP = re.compile(r"(?<=[。！？])((?:</\w+>)*)\s+")
"""White space behind a full stop of Japanese, and behind what ends there with the sentence."""


def comma_list(texts):
    """“a, b, c”."""
    return gettext(", ").join(texts)


def and_list(texts):
    """“a and b and c”: each joined to the one before; the empty text for none."""
    return reduce(_and, texts) if texts else ""


def _and(one, other):
    return gettext("{others} and {last}").format(others=one, last=other)


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


def labelled(label, text):
    """“Weight: 211 g”."""
    return _filled(gettext("{label}: {text}"), label=label, text=text)


def noted(text, note):
    """“211 g (leather back)”; of the empty text what is put behind another: “ (leather back)”."""
    return _filled(gettext("{text} ({note})"), text=text, note=note)


def _filled(message, **texts):
    """HTML where one of ``texts`` is HTML."""
    if any(isinstance(text, Markup) for text in texts.values()):
        message = Markup(message)  # noqa: S704 - a text of the site
    return message.format(**texts)


def sentences(texts):
    """Sentences behind one another, without those that are empty; Japanese has no space between them."""
    return reduce(_with_next, filter(None, texts), "")


def _with_next(sentence, following):
    if not sentence:
        return following if isinstance(following, Markup) else str(following)
    return _filled(gettext("{sentence} {next}"), sentence=sentence, next=following)


def paragraph(html):
    """The same of sentences that stand in HTML already; plain text is escaped."""
    html = escape(html)
    if _sentence_space():
        return html
    return Markup(_GAP.sub(r"\1", str(html)))  # noqa: S704 - escaped above


def _sentence_space():
    return gettext("{sentence} {next}").format(sentence="", next="")
