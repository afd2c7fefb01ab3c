"""Which key each heading of a spreadsheet means: by itself, by what an editor once said, or not at all."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from catalog.models import Heading
from catalog.quantities.parsers.text_normalisation import normalise_name

from .spreadsheet_columns import column_for_key, template_columns
from .tables import column_letters


@dataclass(frozen=True)
class Headings:
    """``columns`` holds a ``Column`` for each heading, or None for one that is left out; ``unknown`` are headings that
    nobody has explained; ``faults`` are sentences about headings that cannot stand together."""

    texts: tuple[str, ...]
    columns: tuple
    unknown: tuple[str, ...]
    faults: tuple[str, ...]


def match_headings(texts, said=None):
    """``said`` is what was said of these headings only: {heading: key or None}."""
    said = {**stored_heading_keys(texts), **{normalise_name(text): key for text, key in (said or {}).items()}}
    keys = [said.get(normalise_name(text), _key_of_heading(text)) if text else None for text in texts]
    unknown = [text for text, key in zip(texts, keys, strict=True) if key == ""]
    columns = tuple(column_for_key(key) if key else None for key in keys)
    return Headings(tuple(texts), columns, tuple(dict.fromkeys(unknown)), tuple(_heading_faults(texts, columns)))


def stored_heading_keys(texts):
    """What editors have said of these headings. A key that is no more is forgotten."""
    rows = Heading.objects.filter(text__in=list(map(normalise_name, texts))).values_list("text", "key")
    return {text: key for text, key in rows if key is None or column_for_key(key)}


def store_heading_keys(said):
    """Keep what somebody has said: {heading: key or None}."""
    rows = [Heading(text=normalise_name(text), key=key) for text, key in said.items()]
    Heading.objects.bulk_create(rows, update_conflicts=True, unique_fields=["text"], update_fields=["key"])


def nearest_key(text):
    """The key that a heading most resembles; "" where it resembles none."""
    words = {**{key: key for key in template_columns()}, **_keys_by_label()}
    found = get_close_matches(normalise_name(text).replace(" ", "_"), words, n=1, cutoff=0.7)
    found = found or get_close_matches(normalise_name(text), words, n=1, cutoff=0.7)
    return words[found[0]] if found else ""


def _key_of_heading(text):
    """The key that a heading is, or is the label of; "" where it is neither."""
    key = re.sub(r"[\s-]+", "_", normalise_name(text))
    if column := column_for_key(normalise_name(text)) or column_for_key(key):
        return column.key
    return _keys_by_label().get(re.sub(r" [(\[][^()\[\]]*[)\]]$", "", normalise_name(text)), "")


@cache
def _keys_by_label():
    """The sheet's words for a key → the key, where they mean one only."""
    labels = [(normalise_name(column.label), key) for key, column in template_columns().items()]
    counted = Counter(label for label, _ in labels)
    return {label: key for label, key in labels if counted[label] == 1}


def _heading_faults(texts, columns):
    places = {}
    for number, (text, column) in enumerate(zip(texts, columns, strict=True), 1):
        if column is None:
            continue
        first = places.setdefault(column.key, number)
        if first != number:
            columns = f"{column_letters(first)} and {column_letters(number)}"
            yield f"Columns {columns} (“{text}”) both mean {column.key}: leave one out."
    if columns and not any(columns):
        yield "No column has a heading that means something here."
