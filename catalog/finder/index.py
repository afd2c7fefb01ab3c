"""The published catalogue as columns, in the process: which phones match a question, in what order, and how many more
would.

An index grows by ``with_changes`` into a new one that shares its arrays; ``alive`` says which places count in which.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .answering import Answer, answer_of_entries, answer_of_entry, answer_of_phone, both
from .bits import column_counts, count, counts, packed, padded
from .columns import Columns, FullError
from .histograms import MOST_BINS
from .kinds import KINDS, PHONE
from .questions import Question, Unknown

SPARE_PHONES, SPARE_ENTRIES = 1024, 8192
"""Room for changes until the next whole build."""


@dataclass(frozen=True)
class Found:
    """The answer: places of the phones that match and of those that may, in order; ``taken`` and ``maybe`` as bits.

    ``parts`` has the answer of each part of the question, ``entries`` of each kind the entries that meet its part.
    """

    question: Question
    taken: np.ndarray
    maybe: np.ndarray
    parts: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)

    @cached_property
    def total(self):
        return count(self.taken)

    @cached_property
    def maybe_total(self):
        return count(self.maybe)


class Index:
    """``ids`` and ``slugs`` of the phones by their place; ``columns`` by kind."""

    def __init__(self, ids, slugs, columns, alive):
        self.ids, self.slugs, self.columns, self.alive = ids, slugs, columns, alive
        self.place_of = {key: place for place, key in enumerate(ids) if alive[place]}
        self.living = packed(alive)
        self.by_slug = np.zeros(len(alive), dtype=np.int32)
        self.by_slug[sorted(range(len(slugs)), key=slugs.__getitem__)] = np.arange(len(slugs), dtype=np.int32)

    @classmethod
    def build(cls, ids, slugs, parts, words):
        """Of ``parts``: kind → list of (owners, numbers, entries, words), and ``words``: kind → rows of ``Word``."""
        width = padded(len(ids) + SPARE_PHONES)
        columns = {}
        for key, kind in KINDS.items():
            entries = width if kind is PHONE else sum(len(owners) for owners, *_ in parts[key]) + SPARE_ENTRIES
            columns[key] = Columns(kind, words[key], phones=width, entries=entries)
            for part in parts[key]:
                columns[key].append(*part)
            columns[key].bin_all()
        alive = np.zeros(width, dtype=bool)
        alive[: len(ids)] = True
        return cls(list(ids), list(slugs), columns, alive)

    def with_changes(self, gone, ids, slugs, parts, words):
        """Without the phones ``gone`` (keys), and with new ones; ``FullError`` where there is no room for them."""
        start, alive = len(self.ids), self.alive.copy()
        if start + len(ids) > len(alive):
            raise FullError
        grown = {key: columns.copy() for key, columns in self.columns.items()}
        for key, columns in grown.items():
            columns.add_words(words[key])
            for owners, *rest in parts[key]:
                columns.append(owners + start, *rest)
        alive[[self.place_of[key] for key in gone if key in self.place_of]] = False
        alive[start : start + len(ids)] = True
        return Index(self.ids + list(ids), self.slugs + list(slugs), grown, alive)

    @property
    def phones(self):
        """The columns of the phones themselves."""
        return self.columns[PHONE.key]

    def ask(self, question, named=None):
        """Answer ``question``. ``named`` are the places that its words lead to."""
        parts, entries = {}, {}
        for key, conditions in question.parts.items():
            parts[key] = self.answer(key, conditions, entries)
        if question.words:
            parts["q"] = self.called(named)
        whole = both([Answer(self.living, self.living), *parts.values()])
        taken, maybe = sorted_out(whole, question.unknown)
        return Found(question, taken, maybe, parts, entries)

    def answer(self, key, conditions, entries):
        """Of one part of a question; notes in ``entries`` which entries meet it."""
        if key not in KINDS:
            return both(answer_of_phone(self.phones, condition) for condition in conditions)
        answer, entries[key] = answer_of_entries(self.columns[key], KINDS[key], conditions, self.phones)
        return answer

    def called(self, named):
        flags = np.zeros(len(self.alive), dtype=bool)
        flags[named] = True
        return Answer(packed(flags), packed(flags))

    def taken_without(self, found, part):
        """The phones that match all but one part of the question, as bits."""
        rest = [answer for key, answer in found.parts.items() if key != part]
        return sorted_out(both([Answer(self.living, self.living), *rest]), found.question.unknown)[0]

    def keys(self, some):
        """The primary keys of the phones at ``some`` places."""
        return [self.ids[place] for place in some]


def sorted_out(answer, unknown):
    """(phones that match, phones that may), by what is to be done with those not known."""
    if unknown == Unknown.MATCH:
        return answer.possible, np.zeros_like(answer.possible)
    maybe = answer.possible & ~answer.yes
    return answer.yes, np.zeros_like(maybe) if unknown == Unknown.HIDE else maybe


def counts_of(index, found):
    """kind → how many phones match with each word or bin of it, as if its own row had not been asked."""
    return {key: _counts_of_kind(index, found, columns) for key, columns in index.columns.items()}


def _counts_of_kind(index, found, columns):
    asked = found.question.parts.get(columns.kind.key)
    if asked:
        return _counts_of_entries(index, found, columns, asked)
    totals = counts(columns.bits, found.taken)
    for key, conditions in found.question.parts.items():
        if columns.kind is PHONE and key not in KINDS:
            own = slots(columns, conditions[0].facet)
            totals[own] = counts(columns.bits[own], index.taken_without(found, key))
    return totals


def _counts_of_entries(index, found, columns, asked):
    """Where one entry must meet all that is ``asked``: count the phones whose entry also has the word."""
    phones = np.unpackbits(index.taken_without(found, columns.kind.key).view(np.uint8), bitorder="little").view(bool)
    among = phones[columns.owner[: columns.count]]
    totals = phones_by_word(columns, among & _sure(found, columns, asked))
    for condition in asked:
        rest = [other for other in asked if other.facet != condition.facet]
        own = slots(columns, condition.facet)
        totals[own] = phones_by_word(columns, among & _sure(found, columns, rest))[own]
    return totals


def _sure(found, columns, conditions):
    """Flags of the entries that meet ``conditions``, and all where there are none."""
    if not conditions:
        return np.ones(columns.count, dtype=bool)
    answer = both(answer_of_entry(columns, condition) for condition in conditions)
    return answer.possible if found.question.unknown == Unknown.MATCH else answer.yes


def phones_by_word(columns, entries):
    """How many phones have each word in any of ``entries`` (flags)."""
    some = np.flatnonzero(entries)
    if not len(some):
        return np.zeros(len(columns.bits), dtype=np.int64)
    owners = columns.owner[some]
    firsts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    merged = np.bitwise_or.reduceat(columns.planes[:, some].T, firsts, axis=0)
    return column_counts(merged)[: len(columns.bits)]


def slots(columns, facet):
    """Where the words and bins of a facet are."""
    words = list(columns.words.places.get(facet.spec.key, {}).values())
    if facet.is_number:
        words += range(columns.bins[facet.column], columns.bins[facet.column] + MOST_BINS)
    return np.array(words, dtype=np.int64)
