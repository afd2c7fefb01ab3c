"""The published catalogue as columns, in the process: which phones match a question, and how many more would.

An index grows by ``with_changes`` into a new one that shares its arrays; ``living`` says which places count in which.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .bitsets import count_bits, intersection_counts, pack_flags, padded_width
from .columns import Columns, IndexFullError
from .condition_evaluation import ConditionAnswer, all_answers, answer_for_phones, evaluate_conditions
from .facets import ENTRY_KINDS, MORE_POSSIBLE, PHONE, open_list_key
from .finder_query import FinderQuery, UnknownPolicy

SPARE_PHONES = 256
"""Places for changes until the next whole build."""


@dataclass(frozen=True)
class QueryMatches:
    """The answer: phones that match (``taken``) and that may (``maybe``), as bits.

    ``parts`` has the answer of each part of the question for the phones, ``entries`` that for the entries of each kind.
    """

    question: FinderQuery
    taken: np.ndarray
    maybe: np.ndarray
    parts: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)

    @cached_property
    def total(self):
        return count_bits(self.taken)

    @cached_property
    def maybe_total(self):
        return count_bits(self.maybe)


@dataclass(frozen=True)
class PhonePlaces:
    """Which phone is where. ``ids`` and ``slugs`` by place, those of phones that are gone among them; ``of`` the places
    of the living by their keys; ``by_slug`` all places in the order of their slugs."""

    ids: list
    slugs: list
    of: dict
    by_slug: list

    @classmethod
    def none(cls):
        return cls([], [], {}, [])

    def changed(self, gone, ids, slugs):
        """Without ``gone`` (keys) and with more phones behind."""
        start = len(self.ids)
        of = {**self.of, **{key: start + number for number, key in enumerate(ids)}}
        for key in set(gone).difference(ids):
            of.pop(key, None)
        slugs = [*self.slugs, *slugs]
        by_slug = sorted([*self.by_slug, *range(start, len(slugs))], key=slugs.__getitem__)
        return PhonePlaces([*self.ids, *ids], slugs, of, by_slug)


class Index:
    """The ``PhonePlaces`` of the phones, and what is known of them: ``columns`` by kind, ``width`` places wide."""

    def __init__(self, places, columns, width):
        self.places, self.columns = places, columns
        self.alive = np.zeros(width, dtype=bool)
        self.alive[list(places.of.values())] = True
        self.living = pack_flags(self.alive)
        self.by_slug = np.zeros(width, dtype=np.int32)
        self.by_slug[places.by_slug] = np.arange(len(places.by_slug), dtype=np.int32)

    @classmethod
    def build(cls, rows):
        """Of ``Rows``."""
        width = padded_width(len(rows.ids) + SPARE_PHONES)
        columns = {}
        for key, kind in ENTRY_KINDS.items():
            slots = 1 + max((int(part.slots.max(initial=0)) for part in rows.parts[key]), default=0)
            columns[key] = Columns(kind, rows.words[key], width=width, slots=slots)
            for part in rows.parts[key]:
                columns[key].add(part)
            columns[key].bin_all()
        return cls(PhonePlaces.none().changed((), rows.ids, rows.slugs), columns, width)

    def with_changes(self, gone, rows):
        """Without the phones ``gone`` (keys), and with ``Rows``, whose places follow on those taken.

        ``IndexFullError`` where there is no room for them.
        """
        places = self.places.changed(gone, rows.ids, rows.slugs)
        if len(places.ids) > len(self.alive):
            raise IndexFullError
        grown = {key: columns.copy() for key, columns in self.columns.items()}
        for key, columns in grown.items():
            columns.add_words(rows.words[key])
            for part in rows.parts[key]:
                columns.add(part)
        return Index(places, grown, len(self.alive))

    @property
    def ids(self):
        """The keys of the phones by place."""
        return self.places.ids

    @property
    def phones(self):
        """The columns of the phones themselves."""
        return self.columns[PHONE.key]

    def ask(self, question, named=None):
        """Answer ``question``. ``named`` are the places that its words lead to."""
        parts, entries = {}, {}
        for key, conditions in question.parts.items():
            parts[key] = self.answer_of(conditions, entries)
        if question.words:
            parts["q"] = self.called(named)
        taken, maybe = self.split_by_certainty(parts.values(), question.unknown)
        return QueryMatches(question, taken, maybe, parts, entries)

    def answer_of(self, conditions, entries=None):
        """Of one part of a question; notes in ``entries`` which entries meet it."""
        kind = conditions[0].facet.kind
        found = evaluate_conditions(self.columns[kind.key], conditions)
        if entries is not None and kind.section:
            entries[kind.key] = found
        row = self.phones.words.row(open_list_key(kind), MORE_POSSIBLE) if kind.section else None
        return answer_for_phones(found, None if row is None else self.phones.any[row])

    def called(self, named):
        flags = np.zeros(len(self.alive), dtype=bool)
        flags[named] = True
        return ConditionAnswer(pack_flags(flags), pack_flags(flags))

    def taken_without(self, found, part, *more):
        """The phones that match all but one part of the question, and some other answers as well; as bits."""
        rest = [one for key, one in found.parts.items() if key != part]
        return self.split_by_certainty([*rest, *more], found.question.unknown)[0]

    def split_by_certainty(self, answers, unknown):
        """(phones that match, phones that may), by what is to be done with those not known."""
        whole = all_answers([ConditionAnswer(self.living, self.living), *answers])
        if unknown == UnknownPolicy.MATCH:
            return whole.possible, np.zeros_like(whole.possible)
        maybe = whole.possible & ~whole.yes
        return whole.yes, np.zeros_like(maybe) if unknown == UnknownPolicy.HIDE else maybe

    def keys(self, some):
        """The primary keys of the phones at ``some`` places."""
        return [self.ids[place] for place in some]

    @cached_property
    def all_counts(self):
        """The counts of the whole catalogue."""
        return {
            key: intersection_counts(columns.any[: columns.used], self.living) for key, columns in self.columns.items()
        }


def counts_by_kind(index, found):
    """kind → how many phones match with each word or bin of it, as if its own row had not been asked."""
    if not found.parts:
        return index.all_counts
    return {key: _counts_of_kind(index, found, columns) for key, columns in index.columns.items()}


def _counts_of_kind(index, found, columns):
    asked = found.question.parts.get(columns.kind.key)
    if asked:
        return _counts_of_entries(index, found, columns, asked)
    totals = intersection_counts(columns.any[: columns.used], found.taken)
    for key, conditions in found.question.parts.items():
        if columns.kind is PHONE and key not in ENTRY_KINDS:
            own = columns.rows_of_facet(conditions[0].facet)
            totals[own] = intersection_counts(columns.any[own], index.taken_without(found, key))
    return totals


def _counts_of_entries(index, found, columns, asked):
    """Where one entry must meet all that is ``asked``: count the phones whose entry also has the word."""
    phones = index.taken_without(found, columns.kind.key)
    totals = intersection_counts(
        columns.bits[: columns.used], phones & _matching_entries(found, found.entries[columns.kind.key])
    )
    for facet in dict.fromkeys(condition.facet for condition in asked):
        rest = [other for other in asked if other.facet != facet]
        among = _matching_entries(found, evaluate_conditions(columns, rest)) if rest else columns.present
        own = columns.rows_of_facet(facet)
        totals[own] = intersection_counts(columns.bits[own], phones & among)
    return totals


def _matching_entries(found, entries):
    return entries.possible if found.question.unknown == UnknownPolicy.MATCH else entries.yes
