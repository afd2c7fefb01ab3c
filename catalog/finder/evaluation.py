"""Which phones meet a condition: yes, not known, no. Kleene’s logic on sets of bits."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

import numpy as np

from .filters import COUNTRIES, EVERYWHERE, MORE, NONE, NOT_KNOWN
from .question import Test


@dataclass(frozen=True)
class Answer:
    """``yes`` are sure to meet it; ``possible`` may, the sure ones among them. Both are bits."""

    yes: np.ndarray
    possible: np.ndarray

    def __and__(self, other):
        return Answer(self.yes & other.yes, self.possible & other.possible)

    def negated(self):
        return Answer(~self.possible, ~self.yes)


def answer(columns, conditions):
    """Which entries meet all ``conditions``: slot × place, as bits."""
    found = both(_answer(columns, condition) for condition in conditions)
    return Answer(found.yes & columns.present, found.possible & columns.present)


def of_phones(entries, may_go_on=None):
    """Of which phones an entry meets what was asked; possible too where the list may go on."""
    yes, possible = (np.bitwise_or.reduce(side, axis=0) for side in (entries.yes, entries.possible))
    return Answer(yes, possible if may_go_on is None else possible | may_go_on)


def both(answers):
    """All of ``answers`` at once."""
    return reduce(and_, answers)


def _answer(columns, condition):
    key, values = condition.facet.spec.key, columns.words.values(condition.facet.spec.key)
    if condition.test == Test.RANGE:
        low, high = condition.ends
        if not values:
            return Answer(*columns.within(condition.facet, low, high))
        return _holds(columns, key, [value for value in values if value != NONE and low <= float(value) <= high])
    if condition.test == Test.OUTSIDE:
        return _holds(columns, key, set(values) - set(condition.values) - {NONE})
    if condition.test == Test.ALL:
        return both(_holds(columns, key, [value]) for value in condition.values)
    found = _holds(columns, key, condition.values)
    if NOT_KNOWN in condition.values:
        found = Answer(found.yes, found.yes)
    return found.negated() if condition.test == Test.NONE else found


def _holds(columns, key, values):
    """Which entries have any of these values; possible are those of which it is not known, or that may have more."""
    wanted = [*values, EVERYWHERE] if key in COUNTRIES and len(values) else values
    yes = columns.having(_rows(columns, key, wanted))
    return Answer(yes, yes | columns.having(_rows(columns, key, (NOT_KNOWN, MORE))))


def _rows(columns, key, values):
    """The rows of the words that something has."""
    found = (columns.words.row(key, value) for value in values)
    return [row for row in found if row is not None]
