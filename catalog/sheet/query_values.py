"""Numbers and dates of a query as people type them: “5,000”, “8 oz”, “f/1.8”, “1/1.3”, “Nov 2022”.

ValueError with a sentence for the reader where a text is no such value, or may be two.
"""

import re

from django.apps import apps
from django.db.models import IntegerField
from django.utils.translation import gettext

from catalog.quantities.optics import label_denominator
from catalog.quantities.parsers import parse_date, parse_price, parse_quantity, parse_type_label, unit_of_column
from catalog.quantities.parsers.text_normalisation import normalise_text

MAX_NUMBER = 1e9
MAX_VALUE_LENGTH = 60
PRICE_DECIMALS = 2
STORED_DECIMALS = 4
"""Computed values are rounded to as many."""
OPTICAL_FORMAT = "optical_format_inch"
TYPE_LABEL = "sensor_type"
"""Row of the labels of which ``OPTICAL_FORMAT`` are the numbers: its ranges are asked there."""
_NOT_OF_A_NUMBER = re.compile(r"^[^\d.,]+|[^\d]+$")
_EXPONENT = re.compile(r"\de[+-]?\d", re.IGNORECASE)
_ASPECT_RATIO = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?) ?(?::|x|to) ?(\d{1,2})", re.ASCII)
_VIDEO_LINES = re.compile(r"(\d{3,4}) ?[pi]|([48]) ?k", re.ASCII | re.IGNORECASE)
_LINES_OF_ONE_K = 540


def parse_query_number(spec, text):
    """The number in the row's unit. The bounds of the row's column decide whether “5,000” is 5 or 5000."""
    typed = _shortened(text)
    own_spec = spec.inner or spec
    if own_spec.unit_column:
        typed = _without_currency(typed)
    parse_special = _SPECIAL_PARSERS.get(own_spec.key, _nothing)
    number = parse_special(typed)
    if number is None:
        number = _parse_measure(own_spec, typed)
    if abs(number) > MAX_NUMBER:
        raise ValueError(gettext("“{text}” is beyond any number here.").format(text=text[:20]))
    return float(number)


def currency_of_price(text):
    """The currency that is written with a price: “€1,000”, “1000 USD”; None where none is."""
    try:
        return parse_price(_shortened(text))[1]
    except ValueError:
        return None


def _without_currency(typed):
    """The number of a price alone; the text as it is where no currency is written with it."""
    if currency_of_price(typed) is None:
        return typed
    return _NOT_OF_A_NUMBER.sub("", typed)


def parse_query_date(text):
    """A ``PartialDate``."""
    return parse_date(_shortened(text))


def type_label_text(value):
    """“1/1.3” for 0.7692, the number of inches that the label stands for; None where no label does."""
    if not 0 < value < 1:
        return None
    label = f"1/{round(1 / value, 3):g}"
    denominator = label_denominator(label)
    if denominator is None or round(1 / denominator, STORED_DECIMALS) != value:
        return None
    return label


def _shortened(text):
    if len(text) > MAX_VALUE_LENGTH:
        raise ValueError(gettext("“{text}…” is too long for a number or a date.").format(text=text[:20]))
    return normalise_text(text)


def _parse_measure(spec, typed):
    """A figure with or without its unit."""
    if _EXPONENT.search(typed) or not re.search(r"\d", typed):
        raise ValueError(gettext("“{text}” is not a number.").format(text=typed[:20]))
    unit = unit_of_row(spec)
    number = _without_own_unit(spec, typed)
    bounds = bounds_of_row(spec)
    decimals = _most_decimals(spec)
    value = parse_quantity(number, unit, bounds=bounds, decimals=decimals)
    if bounds is None or bounds[0] <= value <= bounds[1]:
        return value
    # No reading is within the bounds: they decide nothing, and two readings are refused.
    if decimals == 0:
        number = number.replace(".", ",")
    return parse_quantity(number, unit, decimals=decimals)


def unit_of_row(spec):
    """The key of ``UNIT_FACTORS`` for the row's unit; None where it has none that people write in several ways."""
    if spec.key.endswith("f_number"):
        return "f"
    return unit_of_column(spec.key)


def bounds_of_row(spec):
    """(least, most) that its column can hold; for a computed row the usual ones. None where there are none."""
    for field in _columns(spec):
        if getattr(field, "hard", None):
            return field.hard
    return spec.usual


def _most_decimals(spec):
    """How many decimals a value can have; None where nothing is known of that."""
    if any(isinstance(field, IntegerField) for field in _columns(spec)):
        return 0
    if spec.unit_column:
        return PRICE_DECIMALS
    return None


def _columns(spec):
    """The columns that the row prints: its own, or those of other models."""
    if spec.field is not None:
        yield spec.field
    for column in spec.stores:
        model, _, name = column.partition(".")
        yield apps.get_model("catalog", model)._meta.get_field(name)


def _without_own_unit(spec, typed):
    """Without the unit that the site prints behind the number, such as mm²."""
    unit = normalise_text(spec.unit).casefold()
    if unit and typed.casefold().endswith(unit) and unit_of_row(spec) is None:
        return typed[: -len(unit)].rstrip()
    return typed


# Rows that are written in a way of their own: the number, or None where the text is not written so.


def _nothing(typed):
    return None


def _parse_optical_format(typed):
    """“1/1.3” and “1-inch type”, but not a number alone."""
    if typed.isdigit():
        return None
    try:
        return round(1 / label_denominator(parse_type_label(typed)), STORED_DECIMALS)
    except ValueError:
        return None


def _parse_aspect_ratio(typed):
    """“19.5:9” → 19.5, “4:3” → 12."""
    found = _ASPECT_RATIO.fullmatch(typed)
    if not found or not int(found[2]):
        return None
    return float(found[1].replace(",", ".")) * 9 / int(found[2])


def _parse_video_lines(typed):
    """“1080p” → 1080, “4K” → 2160, “8K” → 4320."""
    found = _VIDEO_LINES.fullmatch(typed)
    if not found:
        return None
    if found[1]:
        return int(found[1])
    return int(found[2]) * _LINES_OF_ONE_K


_SPECIAL_PARSERS = {
    OPTICAL_FORMAT: _parse_optical_format,
    "aspect_ratio": _parse_aspect_ratio,
    "video_lines": _parse_video_lines,
}
