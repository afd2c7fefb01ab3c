"""Figures within texts that are no values of the sheet."""

import re

from babel.numbers import get_decimal_symbol, get_group_symbol
from django.utils.translation import get_language

from .localised_text import is_default_language

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def figures_localised(text):
    """``text`` with each of its figures as the language writes them: “1/1.31” → “1/1,31”, “15.9 mm” → “15,9 mm”."""
    if is_default_language():
        return text
    marks = str.maketrans({",": get_group_symbol(get_language()), ".": get_decimal_symbol(get_language())})
    return _FIGURE.sub(lambda found: found[0].translate(marks), text)
