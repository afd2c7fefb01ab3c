"""A query of the catalogue: conditions, words, order. Nothing here knows of URLs."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from math import inf

from .facets import Facet
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
    None. Dates are numbers of days."""

    facet: Facet
    test: ConditionOperator
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def ends(self):
        """Both ends of the range; infinite where there is none."""
        low = -inf if self.low is None else self.low
        high = inf if self.high is None else self.high
        return low, high

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

    def without(self, condition):
        others = [other for other in self.conditions if other != condition]
        return replace(self, conditions=tuple(others))
