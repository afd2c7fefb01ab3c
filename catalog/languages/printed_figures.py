"""Numbers and quantities that are worked out for a page, in its language; “about” before those that are no more."""

from catalog.quantities import formatters

from .active_language import gettext
from .localised_text import localised


def number_text(value, digits=2):
    """``9.30`` → “9.3”, in German “9,3”."""
    return localised(formatters.format_number(value, digits))


def quantity_text(value, unit, digits=2):
    """``211, "g"`` → “211 g”."""
    return localised(formatters.format_quantity(value, unit, digits))


def percent_text(value):
    """``79`` → “79 %” with a wide space that does not break, in Japanese “79%”."""
    return localised(f"{value}\N{NO-BREAK SPACE}%")


def imperial_text(text):
    """A printed English quantity in inches, feet or ounces: “211 g” → “7.44 oz”."""
    return localised(formatters.to_imperial(text))


def about(words, is_about=True):
    """“about 211 g”; ``words`` alone where it is exactly so."""
    if not is_about:
        return words
    return gettext("about {figure}").format(figure=words)
