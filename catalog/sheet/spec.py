"""One row of the sheet: what a fact is called, where it is read, how it is printed, filtered and judged."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from catalog.quantities import formatters
from catalog.quantities.optics import COMPUTED, ESTIMATED, STATED
from catalog.quantities.partial_dates import PartialDate

GATHERED = "gathered"

__all__ = [
    "COMPUTED",
    "ESTIMATED",
    "GATHERED",
    "STATED",
    "Filter",
    "Spec",
    "SpecGroup",
    "SpecValue",
    "computed_value",
    "list_value",
]


class Filter(StrEnum):
    """How a reader narrows phones by a fact."""

    RANGE = "range"
    CHOICE = "choice"
    FLAG = "flag"
    DATES = "dates"


@dataclass(frozen=True)
class SpecValue:
    """A value and how we have it: stated by somebody, computed from stated facts, estimated, or gathered from other
    rows and records, which have their sources there."""

    value: Any
    how: str = STATED


def list_value(values, how=STATED):
    """The ``SpecValue`` of a list; None where it is empty."""
    values = list(values)
    if not values:
        return None
    return SpecValue(values, how)


def computed_value(value, how=COMPUTED):
    """The ``SpecValue`` of a computed figure; None stays None."""
    if value is None:
        return None
    return SpecValue(value, how)


def always(record):
    return True


def never(record):
    return False


@dataclass(frozen=True)
class Spec:
    """One fact of a phone, a display or a camera.

    ``read``: takes the record and returns a ``SpecValue`` or None; default: the column named ``key``.
    ``applies``: whether the question makes sense for the record. ``absent``: whether it is known that there is none.
    ``at_least``: the least the value can be where it is not known.
    ``open_ended``: whether the value counts what is listed, and there may be more.
    ``asked_by``: the values that the finder finds it by, where the row prints more than those.
    ``better``: min or max, where people agree which is better.
    ``stores``: further columns (“Model.field”) that this row prints.
    ``unit_column``: the column that holds the currency of a price, ``priced_on`` the columns of its day: the first that
    is known to the day counts.
    ``evidence``: further claim keys that bear on it.
    ``also``: reads other names that sources may give a list of values.
    ``plausible``: the least and the most that is usual; default: the column's soft bounds.
    ``estimate_error``: how far an estimate may be from the real value, as a share of it; None: estimates are too vague
    to be compared.
    ``fixed``: a figure that is worked out has always as many decimals as the row, so that columns line up.
    ``difference``: words for how far a value is from another; default: by subtraction.
    ``on_page``: off for rows that only data has.
    ``tally``: which of the phone's other rows it counts (“known”, “sourced”). That hangs on claims as well, so that
    ``reading`` knows nothing of it: see ``facts/depth``.
    ``inner``: the row of another record that this one repeats; ``through`` finds that record: ``main_f_number``.
    """

    key: str
    label: str
    help: str
    unit: str = ""
    unit_column: str = ""
    priced_on: tuple[str, ...] = ()
    better: Callable | None = None
    filter: Filter | None = None
    digits: int = 2
    fixed: bool = False
    read: Callable[[Any], SpecValue | None] | None = None
    show: Callable[[Any], str] | None = None
    applies: Callable[[Any], bool] = always
    absent: Callable[[Any], bool] = never
    at_least: Callable[[Any], float] | None = None
    open_ended: Callable[[Any], bool] = never
    asked_by: Callable[[Any], SpecValue | None] | None = None
    stores: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    also: Callable[[Any], SpecValue | None] | None = None
    plausible: tuple[float, float] | None = None
    estimate_error: float | None = None
    difference: Callable[[float, float], str] | None = None
    on_page: bool = True
    of: type | None = None
    inner: "Spec | None" = None
    through: Callable[[Any], Any] | None = None
    tally: str = ""

    @cached_property
    def field(self):
        """The column named ``key`` on the record's model; None for a row that is read otherwise."""
        try:
            return self.of._meta.get_field(self.key)
        except FieldDoesNotExist:
            return None

    @property
    def claim_keys(self):
        """The keys under which claims bear on this row."""
        return (self.key, *self.evidence)

    def reading(self, record):
        """The ``SpecValue`` of ``record``; None where nothing is known."""
        if self.tally:
            return None
        if self.read:
            return self.read(record)
        value = getattr(record, self.key)
        if value is None:
            return None
        return SpecValue(value)

    def unit_for(self, record):
        """The unit of this record's value; empty for words and bare numbers."""
        if self.unit_column:
            return getattr(record, self.unit_column) or ""
        return self.unit

    def text(self, value, unit=None):
        """``value`` for people, with its unit (default: the row's own)."""
        if self.show:
            return self.show(value)
        if isinstance(value, list | tuple):
            return formatters.format_list(map(self.text, value))
        return self._text_of_one(value, unit or self.unit)

    def text_of_reading(self, found, unit=None):
        """Text of a ``SpecValue``. What is stated never gets more digits than were stated."""
        if self.fixed and found.how != STATED:
            return formatters.format_fixed(found.value, unit or self.unit, self.digits)
        return self.text(found.value, unit)

    def _text_of_one(self, value, unit):
        """Text of a value that is no list."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, PartialDate):
            return value.words
        if isinstance(value, int | float):
            return self._text_of_number(value, unit)
        return self.labels.get(value, str(value))

    def _text_of_number(self, value, unit):
        if self.unit_column and unit:
            return formatters.format_money(value, unit)
        return formatters.format_quantity(value, unit, self.digits)

    @cached_property
    def usual(self):
        """(least, most) that is usual of a number; None where there are no such bounds."""
        return self.plausible or getattr(self.field, "soft", None)

    def is_unusual(self, value):
        """Whether a number is possible but outside the usual bounds."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not self.usual or not is_number:
            return False
        least, most = self.usual
        return not least <= value <= most

    def difference_text(self, value, base):
        """How far one number is from another: “+18 g”, “−0.7 stops”."""
        if self.difference:
            return self.difference(value, base)
        return formatters.format_difference(value - base, self.unit, self.digits)

    @cached_property
    def labels(self):
        """Label of each value of the row's vocabulary; empty where it has none."""
        if self.inner:
            return self.inner.labels
        words = getattr(self.field, "words", None)
        choices = words.choices if words else getattr(self.field, "choices", None)
        return dict(choices or ())


@dataclass(frozen=True)
class SpecGroup:
    """Rows under one heading, all read from one kind of record (``of``: Phone, Display or Camera)."""

    key: str
    label: str
    of: type
    specs: tuple[Spec, ...]
