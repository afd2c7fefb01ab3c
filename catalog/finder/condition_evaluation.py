"""Which phones meet a condition: yes, not known, no. Kleene’s logic on sets of bits."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

import numpy as np

from .facets import MORE_POSSIBLE, NONE_LISTED, NOT_KNOWN, UNSPECIFIC_VALUES
from .finder_query import ConditionOperator
from .price_columns import price_column
from .zooms import is_zoom_facet


@dataclass(frozen=True)
class ConditionAnswer:
    """``yes`` are certain to meet it; ``possible`` may, the certain ones among them. Both are bits."""

    yes: np.ndarray
    possible: np.ndarray

    def __and__(self, other):
        return ConditionAnswer(self.yes & other.yes, self.possible & other.possible)

    def negated(self):
        return ConditionAnswer(~self.possible, ~self.yes)


def evaluate_conditions(columns, conditions):
    """Which entries meet all ``conditions``: slot × place, as bits."""
    asked_of_zooms = []
    for condition in conditions:
        if is_zoom_facet(condition.facet):
            asked_of_zooms.append(condition)
    others = []
    for condition in conditions:
        if not is_zoom_facet(condition.facet):
            others.append(condition)
    answers = [_evaluate_condition(columns, condition) for condition in others]
    if asked_of_zooms:
        answers.append(_entries_at_focal_lengths(columns, asked_of_zooms))
    answer = all_answers(answers)
    return ConditionAnswer(answer.yes & columns.present, answer.possible & columns.present)


def answer_for_phones(entries, open_lists=None):
    """The phones of which an entry meets the conditions. ``open_lists`` are phones whose list of entries may go on:
    these may meet them."""
    yes = np.bitwise_or.reduce(entries.yes, axis=0)
    possible = np.bitwise_or.reduce(entries.possible, axis=0)
    if open_lists is not None:
        possible = possible | open_lists
    return ConditionAnswer(yes, possible)


def all_answers(answers):
    """What meets all of ``answers``."""
    return reduce(and_, answers)


def _entries_at_focal_lengths(columns, conditions):
    """Lenses of one focal length by the values of their rows, zooms by what they are at each of theirs."""
    answer = all_answers(_evaluate_condition(columns, condition) for condition in conditions)
    zooms = columns.zooms
    if not len(zooms):
        return answer
    meeting = zooms.meeting(columns, conditions)
    is_possible = meeting.is_possible
    is_certain = is_possible & meeting.known & zooms.certain
    rows, positions = np.nonzero(np.stack([is_certain, is_possible]))
    sets = np.stack([answer.yes, answer.possible])
    return ConditionAnswer(*columns.with_zooms_at(sets, rows, zooms.where[positions]))


def _evaluate_condition(columns, condition):
    if condition.test == ConditionOperator.RANGE:
        return _entries_in_range(columns, condition)
    key = condition.facet.spec.key
    if condition.test == ConditionOperator.OUTSIDE:
        elsewhere = set(columns.words.values(key)).difference(condition.values, [NONE_LISTED])
        return _entries_with_values(columns, key, elsewhere)
    if condition.test == ConditionOperator.ALL:
        each = [replace(condition, test=ConditionOperator.ANY, values=[value]) for value in condition.values]
        return all_answers(_evaluate_condition(columns, one) for one in each)
    answer = _entries_with_values(columns, key, condition.values)
    if key == "sold_in":
        answer = _without_denied_countries(columns, answer, condition.values)
    if NOT_KNOWN in condition.values:
        answer = ConditionAnswer(answer.yes, answer.yes)
    if condition.test == ConditionOperator.NONE:
        return answer.negated()
    return answer


def _without_denied_countries(columns, answer, countries):
    """Phones known not to be sold in any of ``countries`` cannot be sold in one of them, unless they are listed there
    all the same."""
    denied = ~np.zeros_like(answer.yes)
    for country in countries:
        denied &= columns.having(_word_rows(columns, "not_sold_in", [country]))
    return ConditionAnswer(answer.yes, answer.yes | (answer.possible & ~denied))


def _entries_in_range(columns, condition):
    low, high = condition.ends
    if condition.facet.is_price:
        prices = price_column(columns, condition.facet, condition.currency)
        return ConditionAnswer(*prices.within(low, high))
    key = condition.facet.spec.key
    listed = columns.words.values(key)
    if not listed:
        return ConditionAnswer(*columns.within(condition.facet, low, high))
    numbers = [value for value in listed if value != NONE_LISTED]
    return _entries_with_values(columns, key, [value for value in numbers if low <= float(value) <= high])


def _entries_with_values(columns, key, values):
    """Which entries have any of these values; possible are those of which it is not known, or that may have more."""
    open_words = [NOT_KNOWN, MORE_POSSIBLE]
    if key in UNSPECIFIC_VALUES and set(values) - {NONE_LISTED}:
        open_words.append(UNSPECIFIC_VALUES[key])
    yes = columns.having(_word_rows(columns, key, values))
    unknown = columns.having(_word_rows(columns, key, open_words))
    return ConditionAnswer(yes, yes | unknown)


def _word_rows(columns, key, values):
    """The rows of those words that any entry has."""
    rows = (columns.words.row(key, value) for value in values)
    return [row for row in rows if row is not None]
