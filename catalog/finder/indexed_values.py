"""The values of one row as the finder asks them: numbers as intervals, everything else as words."""

import numpy as np
from django.utils.translation import gettext_noop

from catalog.facts.fact_table import State
from catalog.quantities.partial_dates import PartialDate
from catalog.quantities.qualified_figures import qualified_span

from .facets import MORE_POSSIBLE, NONE_LISTED, NOT_KNOWN

MAX_TEXT_LENGTH = 200
ANY_NUMBER = (-np.inf, np.inf)
"""Interval of a number that is not known."""
NO_NUMBER = (np.nan, np.nan)
"""Interval where there is no number."""


def number_interval(facet, cell, record):
    """The least and the most that a number can be."""
    if cell.state in (State.NOT_KNOWN, State.NOT_PUBLISHED):
        return unknown_interval(facet.spec, record)
    if cell.value in (None, []):
        return NO_NUMBER
    if isinstance(cell.value, list):
        return min(cell.value), max(cell.value)
    if facet.is_date:
        return date_interval(PartialDate.parse(cell.value))
    return qualified_span(cell.value, cell.qualifier)


def unknown_interval(spec, record):
    if not spec.at_least:
        return ANY_NUMBER
    least = spec.at_least(record)
    if not least:
        return ANY_NUMBER
    return least, np.inf


def date_interval(date):
    """The first and the last day of a partial date, as numbers of days."""
    return date.first_day.toordinal(), date.last_day.toordinal()


def facet_words(facet, cell, record):
    """(value, label) of everything that the row can be filtered by, other than the interval of a single number."""
    more = facet.kind.more(facet.spec, record)
    if cell.state in (State.NOT_KNOWN, State.NOT_PUBLISHED):
        return [] if more is False else [(NOT_KNOWN, NOT_KNOWN)]
    words = []
    if isinstance(cell.value, list) or not facet.is_number:
        words += _facet_values(facet, cell, record)
    if more:
        words.append((MORE_POSSIBLE, MORE_POSSIBLE))
    return words


def _facet_values(facet, cell, record):
    spec = facet.spec
    if cell.state == State.NO and cell.value in (None, []):
        return [("no", "No") if facet.is_flag else (NONE_LISTED, gettext_noop("None"))]
    if cell.value is None:
        return []
    if not isinstance(cell.value, list):
        return [(_facet_value(cell.value), _shortened(spec.text(cell.value)))]
    values = cell.value
    if spec.asked_by:
        values = spec.asked_by(record).value
    return [(_facet_value(value), _shortened(spec.text([value]))) for value in dict.fromkeys(values)]


def _facet_value(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _shortened(str(value))


def _shortened(text):
    return text[:MAX_TEXT_LENGTH]
