"""The published catalogue as columns, in the process: which phones match a question, and how many would match others.

An index grows by ``with_changes`` into a new one that shares its arrays; ``living`` says which places count in which.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .bitsets import count_bits, pack_flags
from .columns import IndexFullError
from .condition_evaluation import ConditionAnswer, all_answers, answer_for_phones, evaluate_conditions
from .facets import MORE_POSSIBLE, PHONE, open_list_key
from .finder_query import FinderQuery, UnknownPolicy
from .word_counts import catalogue_counts


@dataclass(frozen=True)
class QueryMatches:
    """The answer: phones that match (``taken``) and that may (``maybe``), as bits.

    ``parts`` has the answer of each part of the question for phones and versions, ``entries`` that for the entries of
    each kind. The others are sets of phones with their versions: those that match for certain, those that are taken,
    and those of phones that may match.
    """

    question: FinderQuery
    taken: np.ndarray
    maybe: np.ndarray
    certain_versions: np.ndarray
    taken_versions: np.ndarray
    maybe_versions: np.ndarray
    parts: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)

    @cached_property
    def total(self):
        return count_bits(self.taken)

    @cached_property
    def maybe_total(self):
        return count_bits(self.maybe)


class Index:
    """The ``PhonePlaces`` of the phones, and what is known of them: ``columns`` by kind, ``width`` places wide, and
    their ``versions``."""

    def __init__(self, places, columns, versions, width):
        self.places = places
        self.columns = columns
        self.versions = versions
        self.alive = places.alive(width)
        self.living = pack_flags(self.alive)
        self.by_slug = places.slug_ranks(width)

    def with_changes(self, gone, rows):
        """Without the phones ``gone`` (keys), and with ``IndexRows``, whose places follow on those taken.

        ``IndexFullError`` where there is no room for them.
        """
        places = self.places.with_changes(gone, rows.ids, rows.slugs)
        if len(places.ids) > len(self.alive):
            raise IndexFullError
        columns = {}
        for key, present in self.columns.items():
            columns[key] = _grown_columns(present, rows)
        return Index(places, columns, self.versions.with_changes(rows), len(self.alive))

    @property
    def ids(self):
        """The keys of the phones by place."""
        return self.places.ids

    @property
    def phones(self):
        """The columns of the phones themselves."""
        return self.columns[PHONE.key]

    @cached_property
    def vocabularies(self):
        """Kind → ``Vocabulary`` of the words that phones have now, without those of phones that are gone."""
        words = {}
        for key, columns in self.columns.items():
            words[key] = columns.words.of_rows((self.all_counts[key] > 0).tolist())
        return words

    def ask(self, question, named=None):
        """Answer ``question``. ``named`` are the places of the phones that its words find."""
        parts = {}
        entries = {}
        for key, conditions in question.parts.items():
            parts[key] = self.answer_of(conditions, entries)
        if question.words:
            parts["q"] = self.answer_of_words(named)
        whole = self.meeting_all(parts.values())
        taken, possible = versions_by_certainty(whole, question.unknown)
        phones = self.versions.folded(taken)
        maybe = self.versions.folded(possible) & ~phones
        return QueryMatches(question, phones, maybe, whole.yes, taken, possible, parts, entries)

    def answer_of(self, conditions, entries=None):
        """The answer to one part of a question, for phones and versions; the entries that meet it are added to
        ``entries``."""
        kind = conditions[0].facet.kind
        answer = evaluate_conditions(self.columns[kind.key], conditions)
        if not kind.section:
            return self.with_answer_of_versions(answer_for_phones(answer), conditions)
        if entries is not None:
            entries[kind.key] = answer
        return self.alike_in_versions(answer_for_phones(answer, self.open_lists(kind)))

    def with_answer_of_versions(self, answer, conditions):
        """The answer for phones, and that of each version to the same conditions."""
        own = evaluate_conditions(self.versions.columns, conditions)
        join = self.versions.joined
        return ConditionAnswer(join(answer.yes, own.yes), join(answer.possible, own.possible))

    def alike_in_versions(self, answer):
        """The answer for phones, which is that of all their versions."""
        spread = self.versions.spread
        return ConditionAnswer(spread(answer.yes), spread(answer.possible))

    def open_lists(self, kind):
        """The phones that may have more of a kind than are listed, as bits; None where there are none."""
        row = self.phones.words.row(open_list_key(kind), MORE_POSSIBLE)
        if row is None:
            return None
        return self.phones.phones_having([row])

    def answer_of_words(self, named):
        flags = np.zeros(len(self.alive), dtype=bool)
        flags[named] = True
        bits = pack_flags(flags)
        return self.alike_in_versions(ConditionAnswer(bits, bits))

    def taken_without(self, found, part, *more):
        """The phones, with their versions, that match all but one part of the question, and the answers ``more`` too;
        as bits."""
        rest = [answer for key, answer in found.parts.items() if key != part]
        taken, _ = versions_by_certainty(self.meeting_all([*rest, *more]), found.question.unknown)
        return taken

    def count_phones(self, sets):
        """How many phones are in a set, whichever their version."""
        return self.versions.count(sets)

    def parts_of(self, sets):
        """A set of phones with their versions, as (columns, bits) of which no phone is in two."""
        return self.versions.parts_of(sets, self.phones)

    @cached_property
    def everything(self):
        """All phones and versions; certain are those that are known to exist."""
        versions = self.versions
        living = versions.spread(self.living)
        listed = versions.joined(self.living, versions.columns.present)
        certain = versions.joined(self.living, versions.certain)
        return ConditionAnswer(living & listed & certain, living & listed)

    def meeting_all(self, answers):
        return all_answers([self.everything, *answers])

    def keys(self, places):
        """The primary keys of the phones at ``places``."""
        return [self.ids[place] for place in places]

    @cached_property
    def all_counts(self):
        """Kind → how many phones of the whole catalogue have each of its words and bins."""
        return catalogue_counts(self)


def versions_by_certainty(whole, unknown):
    """(those that match, those that may), as bits. ``unknown`` says what becomes of phones that only may."""
    nothing = np.zeros_like(whole.yes)
    if unknown == UnknownPolicy.MATCH:
        return whole.possible, nothing
    if unknown == UnknownPolicy.HIDE:
        return whole.yes, nothing
    return whole.yes, whole.possible


def _grown_columns(columns, rows):
    """A copy of ``columns`` with ``IndexRows`` added; the arrays are shared."""
    grown = columns.copy()
    grown.add_words(rows.words[columns.kind.key])
    for part in rows.parts[columns.kind.key]:
        grown.add(part)
    return grown
