"""The axis of focal lengths that drawings share: logarithmic, 10 to 300 mm, in percent of a drawing's width."""

from dataclasses import dataclass
from functools import cache
from math import log

SHORTEST_MM = 10
LONGEST_MM = 300
MAJOR_MM = (10, 16, 24, 35, 50, 85, 135, 200, 300)
MINOR_MM = (13, 20, 28, 70, 105)


@dataclass(frozen=True)
class Tick:
    """A line at ``place`` percent. Narrow drawings print the labels of major ticks only."""

    place: float
    label: str
    is_major: bool = True


def axis_percent(mm):
    """Where ``mm`` lies on the axis, 0 to 100; what is beyond an end lies at that end."""
    clamped = min(max(mm, SHORTEST_MM), LONGEST_MM)
    share = log(clamped / SHORTEST_MM) / log(LONGEST_MM / SHORTEST_MM)
    return round(100 * share, 2)


def is_on_axis(mm):
    return SHORTEST_MM <= mm <= LONGEST_MM


@cache
def axis_ticks():
    return tuple(Tick(axis_percent(mm), str(mm), mm in MAJOR_MM) for mm in sorted(MAJOR_MM + MINOR_MM))
