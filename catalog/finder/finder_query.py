"""A query of the catalogue: conditions, words, order. Nothing here knows of URLs."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from math import inf

from catalog.quantities.euro_rates import EURO

from .facets import NOT_KNOWN, Facet
from .zooms import is_zoom_facet

NEWEST_FIRST = "newest"
MAIN_CAMERA_ZOOM = "main camera"
"""Part of a question: the rows of the main camera that one focal length must meet together."""


class UnknownPolicy(StrEnum):
    """What to do with phones whose deciding fact is not known."""

    MAYBE = "maybe"
    HIDE = "hide"
    MATCH = "match"


class ConditionOperator(StrEnum):
    """What a condition asks of the values of a row."""

    ANY = "any"
    NONE = "none"
    ALL = "all"
    OUTSIDE = "outside"
    RANGE = "range"


@dataclass(frozen=True)
class Condition:
    """What one row must be: any, all or none of ``values``, or a number from ``low`` to ``high``, of which one may be
    None. Dates are numbers of days. ``currency`` is that of a range of prices, None elsewhere."""

    facet: Facet
    test: ConditionOperator
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    currency: str | None = None

    @property
    def ends(self):
        """Both ends of the range; infinite where there is none."""
        low = -inf if self.low is None else self.low
        high = inf if self.high is None else self.high
        return low, high

    @property
    def is_one_value(self):
        """Whether it asks for one value that is known."""
        if self.test != ConditionOperator.ANY or NOT_KNOWN in self.values:
            return False
        return len(self.values) == 1

    @property
    def part(self):
        """The part of the question that it belongs to: a kind that has several entries, else its own row."""
        if self.facet.kind.section:
            return self.facet.kind.key
        if self.test == ConditionOperator.OUTSIDE:
            return "sold_outside"
        if is_zoom_facet(self.facet):
            return MAIN_CAMERA_ZOOM
        return self.facet.name


@dataclass(frozen=True)
class SortKey:
    """A row to sort by."""

    facet: Facet
    falling: bool = False


@dataclass(frozen=True)
class FinderQuery:
    """Conditions, words and order, as they stand in the query string."""

    conditions: tuple[Condition, ...] = ()
    words: str = ""
    order: tuple[SortKey, ...] = ()
    unknown: UnknownPolicy = UnknownPolicy.MAYBE

    @cached_property
    def parts(self):
        """Part → its conditions: those on one row of the phone, or all on one lens."""
        parts = {}
        for condition in self.conditions:
            parts.setdefault(condition.part, []).append(condition)
        return parts

    def currency_of(self, facet):
        """The currency in which the prices of a facet are asked, sorted and counted; the euro where none is named."""
        for condition in self.conditions:
            if condition.facet == facet and condition.currency:
                return condition.currency
        for condition in self.conditions:
            if condition.facet == facet.currency_facet and condition.is_one_value:
                return condition.values[0]
        return EURO

    @cached_property
    def asked_prices(self):
        """The facets of prices that have a limit, or that are sorted by."""
        asked = {one.facet.name: one.facet for one in (*self.conditions, *self.order)}
        return [facet for facet in asked.values() if facet.is_price]

    def limit_in_currency(self, facet):
        """The condition on a price whose limit is in the currency that ``facet`` names; None where there is none."""
        for condition in self.conditions:
            if condition.currency and condition.facet.currency_facet == facet:
                return condition
        return None

    def without(self, condition):
        return self.with_conditions(other for other in self.conditions if other != condition)

    def with_conditions(self, conditions):
        return replace(self, conditions=tuple(conditions))
