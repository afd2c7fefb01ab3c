"""Texts in CSV files and workbooks that spreadsheet programs would take for formulas."""

import re

_FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
"""Programs for Japanese and Chinese take the wide ones as well (OWASP, “CSV injection”)."""
_TAKEN_FOR_FORMULA = re.compile(f"'*[{re.escape(_FORMULA_SIGNS)}]")
_NEGATIVE_NUMBER = re.compile(r"-[\d.,]+$")


def escape_formula(value, *, keep_numbers=True):
    """A text with an apostrophe before it where a spreadsheet program would take it for a formula, or where it looks as
    if it had been given one; any other value as it is. Negative numbers stay unless ``keep_numbers`` is false."""
    if not isinstance(value, str) or not _TAKEN_FOR_FORMULA.match(value):
        return value
    if keep_numbers and _NEGATIVE_NUMBER.match(value):
        return value
    return f"'{value}"


def unescape_formula(text):
    """What ``escape_formula`` has made this text of."""
    bare = text.removeprefix("'")
    return bare if escape_formula(bare, keep_numbers=False) == text else text
