"""What values say in words beside choices, figures and names: the words of cells, and forms with places."""

import re

from django.utils.translation import gettext_noop, pgettext

from catalog.models.vocabulary import DisplayRole, Role

VALUE_WORDS = (
    "Yes", "No", "none", "not known", "not published", "does not apply", "not listed", "many countries", "picture",
    "the same", "2nd", "3rd", "4th", "5th", "Kind not known", "Main cameras, whatever they see",
    "Another phone under a new name", "Regional version of another phone", "Others were made from it",
)  # fmt: skip
"""What cells and headings say beside labels and choices."""
COUNTRY_WORDS = ("United States", "United Kingdom", "Hong Kong", "Macao", "DR Congo", "Moldova", "Brunei", "Myanmar")
"""Countries that have a shorter name in sentences and tables than the one of the Unicode project."""
UNIT_WORDS = ("inches", "bits", "minutes", "hours", "metres", "years")
"""Units beside a label."""
SIGN_WORDS = ("in", "ft", "oz", "bit", "min", "h", "years", "months", "stops", "stops per area", "fps")
"""Units behind a figure that are words, or signs that other languages write otherwise."""
SINGULARS = {"years": "year", "months": "month", "stops": "stop", "stops per area": "stop per area"}
"""Units behind a figure of one, in languages that count so."""
CONTEXT_WORDS = {("camera_island_shape", "Bar")}
"""(row of the sheet, choice) of words that mean something else in another row."""

VALUE_FORMS = (
    gettext_noop("about {figure}"),
    gettext_noop("at most {figure}"),
    gettext_noop("at least {figure}"),
    gettext_noop("{price} at the rate of {date}"),
    gettext_noop("not published (checked {date})"),
    gettext_noop("not known in {currency}"),
    gettext_noop("no lens near {figure}"),
    gettext_noop("no other {thing}"),
    gettext_noop("no {thing}"),
    gettext_noop("camera {number}"),
    gettext_noop("{camera}, {ordinal}"),
    gettext_noop("Front, {role}"),
    gettext_noop("Front camera, {display}"),
    gettext_noop("{fraction}″ type"),
    gettext_noop("{number}-inch type"),
    gettext_noop("known of none of {all} phones"),
    gettext_noop("known of {known} of {all} phones"),
    gettext_noop("Bands of {name}"),
)
"""Values that hold others: what stands in a place is worded for itself, and then put into the translation."""
_ROLES = "|".join(map(str.lower, Role.labels))
_DISPLAYS = "|".join(map(str.lower, DisplayRole.labels))
_CAMERAS = f"{'|'.join(Role.labels)}|Front, (?:{_ROLES})|Front camera, (?:{_DISPLAYS})"
_ORDINAL = r"\d+(?:st|nd|rd|th)"
CAMERA_TITLE = re.compile(f"(?:{_CAMERAS})(?:, {_ORDINAL})?")
_FIGURE = r"(?:[^\sA-Za-z]|f/\d|CA\$|A\$|US\$|Yes$|No$)[^;]*"
PLACES = {
    "figure": _FIGURE, "price": _FIGURE, "date": r".*\d{4}", "currency": "[A-Z]{3}", "thing": r"[^,.;:]+",
    "number": r"[\d.,]+", "fraction": r"1/[\d.]+", "known": r"[\d,]+", "all": r"[\d,]+", "name": r".+",
    "camera": _CAMERAS, "ordinal": _ORDINAL, "role": _ROLES, "display": _DISPLAYS,
}  # fmt: skip
"""What may stand in each place."""


def sign_words(unit, figure):
    """A unit behind a figure in the language of the page: “stops” → “Blendenstufen”."""
    if unit in SINGULARS and figure.strip("+−") == "1":
        return pgettext("unit of one", SINGULARS[unit])
    return pgettext("unit", unit)
