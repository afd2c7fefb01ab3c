"""Which phones meet a condition: yes, not known, no. Kleene’s logic on sets of bits."""

from dataclasses import dataclass

import numpy as np

from .bits import packed
from .kinds import COUNTRIES, EVERYWHERE, MORE, NOT_KNOWN, list_word
from .questions import Test


@dataclass(frozen=True)
class Answer:
    """``yes`` are sure to meet it; ``possible`` may, the sure ones among them. Flags or bits, as both know & and |."""

    yes: np.ndarray
    possible: np.ndarray

    def __and__(self, other):
        return Answer(self.yes & other.yes, self.possible & other.possible)

    def negated(self):
        return Answer(~self.possible, ~self.yes)


def answer_of_phone(columns, condition):
    """The answer of a condition on the phone itself, as bits."""

    def having(places):
        return np.bitwise_or.reduce(columns.bits[places], axis=0) if places else np.zeros_like(columns.bits[0])

    if in_numbers(columns, condition):
        answer = within(columns, condition, slice(None))
        return Answer(packed(answer.yes), packed(answer.possible))
    return answer_in_words(columns, condition, having)


def answer_of_entries(columns, kind, conditions, phones):
    """Whether one entry meets all ``conditions``: (for phones, as bits; for entries, as flags)."""
    entries = both(answer_of_entry(columns, condition) for condition in conditions)
    width = columns.bits.shape[1] * 64
    yes = columns.phones_of(entries.yes, width)
    may_go_on = phones.words.place(list_word(kind), MORE)
    possible = columns.phones_of(entries.possible, width)
    if may_go_on is not None:
        possible |= phones.bits[may_go_on]
    return Answer(yes, possible), entries


def answer_of_entry(columns, condition):
    if in_numbers(columns, condition):
        return within(columns, condition, slice(columns.count))
    return answer_in_words(columns, condition, columns.entry_has)


def both(answers):
    """All of ``answers`` at once."""
    found = None
    for answer in answers:
        found = answer if found is None else found & answer
    return found


def in_numbers(columns, condition):
    """Whether it asks for one number; rows with several (RAM) keep them as words."""
    return condition.test == Test.RANGE and not columns.words.values(condition.facet.spec.key)


def within(columns, condition, entries):
    """A number that may be anything from ``low`` to ``high`` of its columns, held against a range."""
    low, high = columns.low[condition.facet.column, entries], columns.high[condition.facet.column, entries]
    least = np.float32(-np.inf if condition.low is None else condition.low)
    most = np.float32(np.inf if condition.high is None else condition.high)
    return Answer((low >= least) & (high <= most), (high >= least) & (low <= most))


def answer_in_words(columns, condition, having):
    """``having`` gives all that have one of some words."""
    key, words = condition.facet.spec.key, columns.words
    not_known = [words.place(key, NOT_KNOWN), words.place(key, MORE)]
    unsure = having([place for place in not_known if place is not None])

    def holds(values):
        yes = having(places_of(columns, key, values))
        return Answer(yes, yes | unsure)

    if condition.test == Test.RANGE:
        return holds(values_within(words.values(key), condition))
    if condition.test == Test.OUTSIDE:
        return holds(set(words.values(key)) - set(condition.values) - {"none"})
    if condition.test == Test.ALL:
        return both(holds([value]) for value in condition.values)
    answer = holds(condition.values)
    if NOT_KNOWN in condition.values:
        answer = Answer(answer.yes, answer.yes)
    return answer.negated() if condition.test == Test.NONE else answer


def places_of(columns, key, values):
    """Where the words are; a country is also what is sold in many countries. Words that no phone has are left out."""
    wanted = dict.fromkeys(values)
    if key in COUNTRIES and wanted:
        wanted[EVERYWHERE] = None
    found = (columns.words.place(key, value) for value in wanted)
    return [place for place in found if place is not None]


def values_within(values, condition):
    low = -np.inf if condition.low is None else condition.low
    high = np.inf if condition.high is None else condition.high
    return [value for value in values if value != "none" and low <= float(value) <= high]
