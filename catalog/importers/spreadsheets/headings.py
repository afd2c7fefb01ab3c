"""Which key each heading of a spreadsheet means: by itself, by what an editor once said, or not at all."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from catalog.models import Heading

from .column_keys import column_of, plain_columns
from .tables import letters


@dataclass(frozen=True)
class Headings:
    """``columns`` holds a ``Column`` for each heading, or None for one that is left out; ``unknown`` are headings that
    nobody has explained; ``faults`` are sentences about headings that cannot stand together."""

    texts: tuple[str, ...]
    columns: tuple
    unknown: tuple[str, ...]
    faults: tuple[str, ...]


def understood(texts, said=None):
    """``said`` is what was said of these headings only: {heading: key or None}."""
    said = {**remembered(texts), **{plainly(text): key for text, key in (said or {}).items()}}
    keys = [said.get(plainly(text), _by_itself(text)) if text else None for text in texts]
    unknown = [text for text, key in zip(texts, keys, strict=True) if key == ""]
    columns = tuple(column_of(key) if key else None for key in keys)
    return Headings(tuple(texts), columns, tuple(dict.fromkeys(unknown)), tuple(_faults(texts, columns)))


def plainly(text):
    """A heading as it is remembered."""
    return " ".join(text.casefold().split())


def remembered(texts):
    """What editors have said of these headings. A key that is no more is forgotten."""
    rows = Heading.objects.filter(text__in=list(map(plainly, texts))).values_list("text", "key")
    return {text: key for text, key in rows if key is None or column_of(key)}


def remember(said):
    """Keep what somebody has said: {heading: key or None}."""
    rows = [Heading(text=plainly(text), key=key) for text, key in said.items()]
    Heading.objects.bulk_create(rows, update_conflicts=True, unique_fields=["text"], update_fields=["key"])


def near(text):
    """The key that a heading most resembles; "" where it resembles none."""
    words = {**{key: key for key in plain_columns()}, **_labels()}
    found = get_close_matches(plainly(text).replace(" ", "_"), words, n=1, cutoff=0.7)
    found = found or get_close_matches(plainly(text), words, n=1, cutoff=0.7)
    return words[found[0]] if found else ""


def _by_itself(text):
    """The key that a heading is, or is the label of; "" where it is neither."""
    key = re.sub(r"[\s-]+", "_", plainly(text))
    if column := column_of(plainly(text)) or column_of(key):
        return column.key
    return _labels().get(re.sub(r" [(\[][^()\[\]]*[)\]]$", "", plainly(text)), "")


@cache
def _labels():
    """The sheet's words for a key → the key, where they mean one only."""
    labels = [(plainly(column.label), key) for key, column in plain_columns().items()]
    counted = Counter(label for label, _ in labels)
    return {label: key for label, key in labels if counted[label] == 1}


def _faults(texts, columns):
    places = {}
    for number, (text, column) in enumerate(zip(texts, columns, strict=True), 1):
        if column is None:
            continue
        first = places.setdefault(column.key, number)
        if first != number:
            yield f"Columns {letters(first)} and {letters(number)} (“{text}”) both mean {column.key}: leave one out."
    if columns and not any(columns):
        yield "No column has a heading that means something here."
