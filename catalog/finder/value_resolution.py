"""The values of a row that a reader's text may mean: as stored, in other letters, or without the maker's name."""

import re
from contextlib import suppress

from catalog.quantities.countries import COUNTRY_NAMES, parse_country_code
from catalog.quantities.parsers import parse_currency, parse_type_label

from .facets import COUNTRY_KEYS, NOT_KNOWN
from .name_normalisation import compact_name

UNKNOWN = "unknown"
KEYS_WITH_MAKERS = ("chipset", "sensor", "main_sensor", "brand", "gpu")
"""Rows whose values begin with a maker that people leave out: “Snapdragon 8 Gen 1”."""
_FLAG_VALUES = {"yes": "yes", "no": "no", UNKNOWN: NOT_KNOWN}


def values_meant(facet, text, vocabulary):
    """The value that ``text`` means; none where nothing is called so, several where it may be any of them."""
    if facet.is_flag:
        return _one_or_none(_FLAG_VALUES.get(text.lower()))
    if vocabulary.has_value(facet.spec.key, text):
        return [text]
    value = _value_in_other_spelling(facet.spec.key, text, vocabulary)
    if value is None:
        value = vocabulary.values_by_compact_name(facet.spec).get(compact_name(text))
    if value is None and facet.spec.key in KEYS_WITH_MAKERS:
        return vocabulary.values_by_compact_ending(facet.spec).get(compact_name(text), [])
    return _one_or_none(value)


def _one_or_none(value):
    return [] if value is None else [value]


def _value_in_other_spelling(key, text, vocabulary):
    """A country, a currency, or a type label of the catalogue; None where it is none, or the row has none."""
    if key in COUNTRY_KEYS:
        code = parse_country_code(text)
        return code if code in COUNTRY_NAMES else None
    with suppress(ValueError):
        if key.endswith("currency"):
            return _currency(text)
        if key.endswith("sensor_type"):
            label = parse_type_label(text)
            return label if vocabulary.has_value(key, label) else None
    return None


def keys_spelled_otherwise(text):
    """The ends of the keys of rows of which a text may mean a value that is not called so: “yen”, “1 inch”,
    “Deutschland”."""
    keys = []
    if parse_country_code(text) in COUNTRY_NAMES:
        keys.extend(COUNTRY_KEYS)
    for end, parse in (("currency", _currency), ("sensor_type", parse_type_label)):
        with suppress(ValueError):
            parse(text)
            keys.append(end)
    return tuple(keys)


def _currency(text):
    if re.fullmatch("[A-Za-z]{3}", text):
        return text.upper()
    return parse_currency(text)
