"""Which key each heading of a spreadsheet means: by itself, by what an editor once said, or not at all."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from catalog.models import Heading
from catalog.quantities.parsers.text_normalisation import normalise_name

from ..files.tables import column_letters, is_own_export
from ..own_exports import is_export_only
from .former_labels import FORMER_LABELS
from .heading_units import heading_unit_fault, split_unit, text_with_unit
from .heading_words import key_of_words
from .spreadsheet_columns import column_for_key, template_columns


@dataclass(frozen=True)
class Headings:
    """``columns`` holds a ``Column`` for each heading, or None for one that is left out; ``unknown`` are headings that
    nobody has explained; ``faults`` are sentences about headings that cannot stand together."""

    texts: tuple[str, ...]
    columns: tuple
    unknown: tuple[str, ...]
    faults: tuple[str, ...]

    def with_unit(self, number, text):
        """A bare number under a heading that names its unit, with that unit: 12.3 under “Weight (oz)”."""
        return text_with_unit(self.texts[number - 1], self.columns[number - 1], text)


def match_headings(texts, keys=None):
    """The ``Headings`` of these texts. ``keys`` (heading → key or None) go before what editors have said earlier."""
    keys_by_name = stored_heading_keys(texts)
    for text, key in (keys or {}).items():
        keys_by_name[normalise_name(text)] = key
    unknown = {}
    columns = []
    for text in texts:
        key = _heading_key(normalise_name(text), keys_by_name)
        if is_own_export(texts) and not column_for_key(text) and is_export_only(text):
            key = None
        if key == "":
            unknown[text] = True
        columns.append(column_for_key(key) if key else None)
    faults = _heading_faults(texts, columns)
    return Headings(tuple(texts), tuple(columns), tuple(unknown), tuple(faults))


def stored_heading_keys(texts):
    """What editors have said of these headings. A key that is no more is forgotten."""
    names = list(map(normalise_name, texts))
    rows = Heading.objects.filter(text__in=names).values_list("text", "key")
    return {text: key for text, key in rows if key is None or column_for_key(key)}


def store_heading_keys(keys):
    """Keep what somebody has said: heading → key or None."""
    rows = [Heading(text=normalise_name(text), key=key) for text, key in keys.items()]
    Heading.objects.bulk_create(rows, update_conflicts=True, unique_fields=["text"], update_fields=["key"])


def nearest_key(text):
    """The key that a heading most resembles; "" where it resembles none."""
    keys = {key: key for key in template_columns()} | _keys_by_label()
    name = normalise_name(text)
    for spelling in (name.replace(" ", "_"), name):
        similar = get_close_matches(spelling, keys, n=1, cutoff=0.7)
        if similar:
            return keys[similar[0]]
    return ""


def _heading_key(name, keys_by_name):
    """What was said of a heading, else what it means by itself; None where it is left out, "" where it is unknown."""
    if not name:
        return None
    if name in keys_by_name:
        return keys_by_name[name]
    column = column_for_key(name) or column_for_key(re.sub(r"[\s-]+", "_", name))
    if column:
        return column.key
    for words in (name, split_unit(name)[0]):
        key = _keys_by_label().get(words) or key_of_words(words)
        if key:
            return key
    return ""


def known_heading_key(text):
    """The key that a heading means by itself; "" where it means none, None where it is empty."""
    return _heading_key(normalise_name(text), {})


def is_known_heading(text):
    return bool(known_heading_key(text))


@cache
def _keys_by_label():
    """Label of a column → its key, of labels that only one column has; former labels too."""
    labels = {key: normalise_name(column.label) for key, column in template_columns().items()}
    counts = Counter(labels.values())
    former = {normalise_name(label): key for key, label in FORMER_LABELS.items()}
    return former | {label: key for key, label in labels.items() if counts[label] == 1}


def _heading_faults(texts, columns):
    numbers = {}
    for number, (text, column) in enumerate(zip(texts, columns, strict=True), 1):
        if column is None:
            continue
        first = numbers.setdefault(column.key, number)
        if first != number:
            letters = f"{column_letters(first)} and {column_letters(number)}"
            yield f"Columns {letters} (“{text}”) both mean {column.key}: leave one out."
        if heading_unit_fault(text, column):
            yield heading_unit_fault(text, column)
    if columns and not numbers:
        yield "No column has a heading that means something here."
