"""Editors' texts that the site is shipped with, in the language of the page. They are translated paragraph by
paragraph: what editors have changed since, or written anew, stays in English."""

import re
from itertools import groupby

import yaml
from django.conf import settings
from django.utils.translation import gettext

from .localised_text import is_default_language

FOLDER = settings.BASE_DIR / "catalog" / "data"
KINDS = ("pages", "collections", "guides")
COLUMNS = ("title", "phones_heading", "text")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLANK_LINES = re.compile(r"\n\s*\n")


def shipped_messages():
    """(paragraph, the record that has it) of every shipped text, for the files of translations. Those of pages that are
    not published yet have a title already."""
    for kind in KINDS:
        for path in sorted((FOLDER / kind).glob("*.yaml")):
            record = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 - a safe loader
            for column in COLUMNS:
                for paragraph in _paragraphs(record.get(column)):
                    yield paragraph, f"{column} of {kind}/{path.stem}"


def shipped_text(text):
    """A title or a Markdown text of editors in the language of the page, as far as it is translated."""
    if is_default_language():
        return text
    return "\n\n".join(map(gettext, _paragraphs(text)))


def is_translated(text):
    """Whether an English text begins with a paragraph that is translated."""
    first, *_ = *_paragraphs(text), ""
    return _has_translation(first)


def text_runs(text):
    """(whether it is translated, Markdown) of paragraphs that follow one another; in English it is the whole text."""
    if is_default_language():
        return [(True, text or "")]
    runs = groupby(_paragraphs(text), _has_translation)
    return [(translated, shipped_text("\n\n".join(paragraphs))) for translated, paragraphs in runs]


def _has_translation(paragraph):
    return bool(paragraph) and gettext(paragraph) != paragraph


def _paragraphs(text):
    return list(filter(None, _BLANK_LINES.split((text or "").replace("\r\n", "\n").strip())))
