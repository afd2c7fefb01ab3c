"""Fields of a TechAPI file, whatever stands in them."""

import re

from .parsed_phone import ParsedValue

_ZERO = re.compile(r"0+(\.0*)?")


def mapping_at(content, key, parsed):
    """A mapping in it; an empty one where there is none."""
    return _container_at(content, key, parsed, expected=dict, words="keys with values were")


def list_at(content, key, parsed):
    """A list in it; an empty one where there is none."""
    return _container_at(content, key, parsed, expected=list, words="a list was")


def _container_at(content, key, parsed, *, expected, words):
    value = content.get(key)
    if isinstance(value, expected):
        return value
    if value is not None:
        parsed.doubts.append(f"{key}: {words} expected")
    return expected()


def nonzero_text(value):
    """The text of a single value; None for zeros, and for anything else."""
    if not isinstance(value, str) or _ZERO.fullmatch(value):
        return None
    return value


def add_values(values, parsed, content, keys):
    """Add to ``values`` what ``content`` says under each of ``keys`` ((our key, its key), …)."""
    for key, its_key in keys:
        value = content.get(its_key)
        text = nonzero_text(value)
        if text:
            values.append(ParsedValue(key, text, text))
        elif isinstance(value, list | dict):
            parsed.doubts.append(f"{its_key}: one value was expected")
