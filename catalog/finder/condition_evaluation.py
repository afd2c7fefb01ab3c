"""Which phones meet a condition: yes, not known, no. Kleene’s logic on sets of bits."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

import numpy as np

from .facets import COUNTRY_KEYS, MORE_POSSIBLE, NONE_LISTED, NOT_KNOWN, WORLDWIDE
from .finder_query import ConditionOperator


@dataclass(frozen=True)
class ConditionAnswer:
    """``yes`` are sure to meet it; ``possible`` may, the sure ones among them. Both are bits."""

    yes: np.ndarray
    possible: np.ndarray

    def __and__(self, other):
        return ConditionAnswer(self.yes & other.yes, self.possible & other.possible)

    def negated(self):
        return ConditionAnswer(~self.possible, ~self.yes)


def evaluate_conditions(columns, conditions):
    """Which entries meet all ``conditions``: slot × place, as bits."""
    found = all_answers(_evaluate_condition(columns, condition) for condition in conditions)
    return ConditionAnswer(found.yes & columns.present, found.possible & columns.present)


def answer_for_phones(entries, may_go_on=None):
    """Of which phones an entry meets what was asked; possible too where the list may go on."""
    yes, possible = (np.bitwise_or.reduce(side, axis=0) for side in (entries.yes, entries.possible))
    return ConditionAnswer(yes, possible if may_go_on is None else possible | may_go_on)


def all_answers(answers):
    """All of ``answers`` at once."""
    return reduce(and_, answers)


def _evaluate_condition(columns, condition):
    key, values = condition.facet.spec.key, columns.words.values(condition.facet.spec.key)
    if condition.test == ConditionOperator.RANGE:
        low, high = condition.ends
        if not values:
            return ConditionAnswer(*columns.within(condition.facet, low, high))
        return _entries_with_values(
            columns, key, [value for value in values if value != NONE_LISTED and low <= float(value) <= high]
        )
    if condition.test == ConditionOperator.OUTSIDE:
        return _entries_with_values(columns, key, set(values) - set(condition.values) - {NONE_LISTED})
    if condition.test == ConditionOperator.ALL:
        return all_answers(_entries_with_values(columns, key, [value]) for value in condition.values)
    found = _entries_with_values(columns, key, condition.values)
    if NOT_KNOWN in condition.values:
        found = ConditionAnswer(found.yes, found.yes)
    return found.negated() if condition.test == ConditionOperator.NONE else found


def _entries_with_values(columns, key, values):
    """Which entries have any of these values; possible are those of which it is not known, or that may have more."""
    wanted = [*values, WORLDWIDE] if key in COUNTRY_KEYS and len(values) else values
    yes = columns.having(_word_rows(columns, key, wanted))
    return ConditionAnswer(yes, yes | columns.having(_word_rows(columns, key, (NOT_KNOWN, MORE_POSSIBLE))))


def _word_rows(columns, key, values):
    """The rows of the words that something has."""
    found = (columns.words.row(key, value) for value in values)
    return [row for row in found if row is not None]
