"""Texts in CSV files that spreadsheet programs would take for formulas."""

import re

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NEGATIVE_NUMBER = re.compile(r"-[\d.,]+$")


def escape_formula(value, *, keep_numbers=True):
    """A text with an apostrophe before it where a spreadsheet program would take it for a formula; any other value as
    it is. Negative numbers stay unless ``keep_numbers`` is false."""
    if not isinstance(value, str) or not value.startswith(_FORMULA_SIGNS):
        return value
    if keep_numbers and _NEGATIVE_NUMBER.match(value):
        return value
    return f"'{value}"
