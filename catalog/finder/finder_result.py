"""A query string answered: the one way in for page, JSON and CSV, so that they cannot disagree."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from .bitsets import contains_place, count_bits, places_in
from .condition_evaluation import evaluate_conditions
from .facets import ENTRY_KINDS
from .index import Index, QueryMatches, counts_by_kind
from .index_cache import IndexSnapshot, current_snapshot
from .query_parser import ParsedQuery, encode_query, parse_finder_query
from .sort_order import places_in_order

PHONES_PER_PAGE = 50
MAX_NAME_MATCHES = 1000
"""Phones that words may lead to."""


@dataclass
class FinderResult:
    """What was asked, and what was found, with the index that answered."""

    asked: ParsedQuery
    live: IndexSnapshot
    found: QueryMatches
    relevance: list | None = None
    sure: dict = field(default_factory=dict)

    @property
    def index(self) -> Index:
        return self.live.index

    @cached_property
    def counts(self):
        """kind → how many phones each of its words and bins would give."""
        return counts_by_kind(self.index, self.found)

    def matches(self, start, stop):
        """The places of the phones that match, from ``start`` to ``stop``."""
        return self.sorted(self.found.taken, start, stop)

    def maybes(self, start, stop):
        return self.sorted(self.found.maybe, start, stop)

    def sorted(self, bits, start, stop):
        """By what was asked for, else by how well the words match, else the newest first."""
        if self.relevance is not None and not self.asked.question.order:
            inside = set(places_in(bits).tolist())
            return [place for place in self.relevance if place in inside][start:stop]
        return places_in_order(self.index, bits, self.asked.question.order, start, stop)

    def because(self, place):
        """Why a phone is no sure match: the names of the conditions that are not known of it."""
        names = []
        for part, conditions in self.asked.question.parts.items():
            answer = self.found.parts[part]
            if contains_place(answer.possible, place) and not contains_place(answer.yes, place):
                names += self.unsure_of_entries(part, conditions, place) if part in ENTRY_KINDS else [part]
        return names

    def unsure_of_entries(self, kind, conditions, place):
        """The conditions that are not known of an entry that may meet all; the list itself where there is none."""
        possible = self.found.entries[kind].possible
        unsure = [one for one in conditions if _has_entry_in(possible & ~self.entries_sure_of(one), place)]
        return list(dict.fromkeys(one.facet.name for one in unsure)) or [kind]

    def entries_sure_of(self, condition):
        """The entries that meet one condition for certain, as bits."""
        if condition not in self.sure:
            self.sure[condition] = evaluate_conditions(self.index.columns[condition.facet.kind.key], [condition]).yes
        return self.sure[condition]

    def entries_meeting(self, kind, place):
        """Which entries of a phone, counted from 0, meet all that was asked of one."""
        return [slot for slot, bits in enumerate(self.found.entries[kind].yes) if contains_place(bits, place)]

    def total_without(self, condition):
        """How many would match if this were not asked."""
        return self.total_of(self.asked.question.without(condition))

    def total_without_words(self):
        return self.total_of(replace(self.asked.question, words=""))

    def total_with(self, pairs):
        """How many would match if some parameters were asked as well, in the place of what is asked of the same row."""
        kept = self.live.kept
        if pairs not in kept:
            more = parse_finder_query(QueryDict(encode_query(pairs)), self.vocabularies).question.conditions
            kept[pairs] = (more[0].part, self.index.answer_of(more)) if more else (None, None)
        part, answer = kept[pairs]
        return count_bits(self.index.taken_without(self.found, part, answer)) if part else 0

    def total_of(self, question):
        return self.index.ask(question, self.relevance).total

    @property
    def vocabularies(self):
        """The words of each kind."""
        return {key: columns.words for key, columns in self.index.columns.items()}


def _has_entry_in(entries, place):
    return any(contains_place(bits, place) for bits in entries)


def find_phones(data, at=None, kept=None):
    """Answer ``data`` (a QueryDict) by ``kept``, or else by what is live ``at`` that time."""
    kept = kept or current_snapshot(at)
    vocabularies = {key: columns.words for key, columns in kept.index.columns.items()}
    question = parse_finder_query(data, vocabularies)
    relevance = places_by_name(kept, question.question.words) if question.question.words else None
    return FinderResult(question, kept, kept.index.ask(question.question, relevance), relevance)


def places_by_name(kept, words):
    """The places of the phones that words lead to, the best match first."""
    matches = kept.names.search(words, MAX_NAME_MATCHES)
    places = kept.index.places.of
    return [places[match.phone] for match in matches if match.phone in places]
