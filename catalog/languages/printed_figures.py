"""Figures that stand alone or within texts that are no values of the sheet."""

import re

from catalog.quantities.formatters import format_number

from .localised_text import localised

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def localised_figures(text):
    """``text`` with each of its figures as the language writes them: “1/1.31” → “1/1,31”, “15.9 mm” → “15,9 mm”."""
    return _FIGURE.sub(_localised_figure, text)


def _localised_figure(found):
    return localised(found[0])


def localised_number(number):
    """``12140`` → “12,140”."""
    return localised(format_number(number))
