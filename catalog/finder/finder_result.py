"""A query string answered: the one way in for page, JSON and CSV, so that they cannot disagree."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from catalog.facts.price_conversion import ConvertedPrice

from .bitsets import contains_place, places_in
from .condition_evaluation import evaluate_conditions
from .facets import ENTRY_KINDS, VERSION
from .finder_query import MAIN_CAMERA_ZOOM, ConditionOperator, UnknownPolicy
from .index import Index, QueryMatches
from .index_cache import IndexSnapshot, current_snapshot
from .price_columns import price_column
from .query_parser import ParsedQuery, encode_query, parse_finder_query
from .sort_order import first_in_order, newest_first, places_in_order
from .version_index import USUAL
from .word_counts import FacetCounter, counts_by_kind
from .word_search import search_by_words

PHONES_PER_PAGE = 50
MAX_NAME_MATCHES = 1000
"""Phones that words may lead to."""


@dataclass
class FinderResult:
    """A parsed query and its matches in the index of ``live``. ``relevance`` are the places of the phones that the
    query's words find, the best first; None without words. ``unsure`` and ``alone`` are caches, by condition."""

    asked: ParsedQuery
    live: IndexSnapshot
    found: QueryMatches
    relevance: list | None = None
    unsure: dict = field(default_factory=dict)
    alone: dict = field(default_factory=dict)

    @property
    def index(self) -> Index:
        return self.live.index

    @cached_property
    def counts(self):
        """Kind → how many phones each of its words and bins would give."""
        return counts_by_kind(self.index, self.found)

    @cached_property
    def counter(self):
        """For the counts of some facets."""
        return FacetCounter(self.index, self.found)

    def matches(self, start, stop):
        """The places of the phones that match, from ``start`` to ``stop``."""
        return self.sorted((self.found.taken, self.found.taken_versions), start, stop)

    def maybes(self, start, stop):
        return self.sorted((self.found.maybe, self.found.maybe_versions), start, stop)

    def sorted(self, sets, start, stop):
        """By the rows to sort by, else by how well the words match, else the newest first. ``sets`` are the phones, as
        bits, and the same with their versions."""
        question = self.asked.question
        if question.order:
            return places_in_order(self.index, sets, question, start, stop)
        if self.relevance is None:
            order = self.live.get_or_set("newest first", lambda: newest_first(self.index))
            return first_in_order(order, sets[0], start, stop)
        inside = set(places_in(sets[0]).tolist())
        matching = [place for place in self.relevance if place in inside]
        return matching[start:stop]

    def versions_matching(self, place):
        """The slots of the versions that match for certain, where the usual one of the phone does not; else none."""
        certain = self.found.certain_versions
        slots = []
        for slot, bit in self.index.versions.positions(place):
            if contains_place(certain, bit):
                slots.append(slot)
        if USUAL in slots:
            return []
        return slots

    def because(self, place):
        """Why a phone is no certain match: the names of the conditions that are not known of it, in the version of
        which most are; “version” where there may be no such version."""
        positions = self.index.versions.positions(place)
        reasons = []
        for one in positions:
            if contains_place(self.possible_versions, one[1]):
                reasons.append(self.unknown_of_version(place, *one))
        return min(reasons, key=len, default=[])

    @cached_property
    def possible_versions(self):
        """The phones, with their versions, that match or may match; as bits."""
        return self.found.taken_versions | self.found.maybe_versions

    def unknown_of_version(self, place, slot, bit):
        """Names of the conditions that are not known of one version; ``bit`` is its own in sets."""
        names = []
        for part, conditions in self.asked.question.parts.items():
            if not _is_unknown(self.found.parts[part], bit):
                continue
            if part in ENTRY_KINDS:
                names.extend(self.unknown_of_entries(part, conditions, place))
            elif part == MAIN_CAMERA_ZOOM:
                names.extend(self.unknown_of_main_camera(conditions, bit))
            else:
                names.append(part)
        if not self.index.versions.is_certain(place, slot):
            names.append(VERSION.key)
        return names

    def unknown_of_main_camera(self, conditions, bit):
        """Names of the conditions on the main camera that are not known; all if only together they are not."""
        names = dict.fromkeys(condition.facet.name for condition in conditions)
        unknown = []
        for one in conditions:
            if one not in self.alone:
                self.alone[one] = self.index.answer_of([one])
            if _is_unknown(self.alone[one], bit):
                unknown.append(one)
        return [condition.facet.name for condition in unknown] or list(names)

    def unknown_of_entries(self, kind, conditions, place):
        """Names of the conditions that are not known of an entry that may meet all; the list itself if there is no
        such entry."""
        names = {}
        for condition in conditions:
            if _has_entry_in(self.unsure_entries(condition), place):
                names[condition.facet.name] = None
        return list(names) or [kind]

    def unsure_entries(self, condition):
        """The entries that may meet all that is asked of their kind, but are not known to meet one condition; as
        bits."""
        if condition not in self.unsure:
            kind = condition.facet.kind.key
            certain = evaluate_conditions(self.index.columns[kind], [condition]).yes
            self.unsure[condition] = self.found.entries[kind].possible & ~certain
        return self.unsure[condition]

    def entries_meeting(self, kind, place):
        """The entries of a phone, counted from 0, that meet all conditions on their kind."""
        return [slot for slot, bits in enumerate(self.found.entries[kind].yes) if contains_place(bits, place)]

    def converted_price(self, facet, place, slot=0):
        """The price of a phone or of one of its entries as a ``ConvertedPrice``; None where it was not converted."""
        currency = self.asked.question.currency_of(facet)
        prices = price_column(self.index.columns[facet.kind.key], facet, currency)
        found = prices.conversion(slot, place)
        if found is None:
            return None
        amount, day = found
        return ConvertedPrice(amount, currency, day)

    def converted_prices(self, facet, place):
        """Those of a phone that were converted to answer: its own, or those of the entries that match."""
        slots = self.entries_meeting(facet.kind.key, place) if facet.kind.section else [0]
        prices = [self.converted_price(facet, place, slot) for slot in slots]
        return list(filter(None, prices))

    def total_without(self, condition):
        """How many would match without this condition."""
        return self.total_of(self.asked.question.without(condition))

    def total_in_currency(self, limit, code):
        """How many would match if the limit of a price were in another currency, whatever else is asked of that."""
        question = self.asked.question.without(limit)
        others = []
        for condition in question.conditions:
            if condition.facet != limit.facet.currency_facet:
                others.append(condition)
        return self.total_of(question.with_conditions([*others, replace(limit, currency=code)]))

    def total_without_words(self):
        return self.total_of(replace(self.asked.question, words=""))

    def total_with(self, pairs):
        """How many would match with some parameters in place of those of the same names.

        Most questions ask nothing of the same part: there the answer to ``pairs`` is kept, and only counted.
        """
        condition, answer = self.live.get_or_set(pairs, lambda: self.answer_of_parameters(pairs))
        if condition is None:
            return 0
        if condition.part not in self.found.parts:
            return self.index.count_phones(self.taken_also(answer))
        conditions = conditions_with(self.found.question.parts[condition.part], condition)
        if conditions is None:
            return self.total_of(self.question_of_parameters(self.pairs_with(pairs)))
        answer = self.index.answer_of(conditions)
        return self.index.count_phones(self.index.taken_without(self.found, condition.part, answer))

    def taken_also(self, answer):
        """The phones, with their versions, that match and have ``answer`` too."""
        if self.asked.question.unknown == UnknownPolicy.MATCH:
            return self.found.taken_versions & answer.possible
        return self.found.taken_versions & answer.yes

    def answer_of_parameters(self, pairs):
        """(the condition, its answer) of parameters on one row; (None, None) if they make none."""
        conditions = self.question_of_parameters(pairs).conditions
        if not conditions:
            return None, None
        return conditions[0], self.index.answer_of(conditions)

    def pairs_with(self, pairs):
        """The parameters of the question with ``pairs`` in place of those of the same names."""
        names = {name for name, _ in pairs}
        others = [pair for pair in self.asked.pairs_but() if pair[0] not in names]
        return [*others, *pairs]

    def question_of_parameters(self, pairs):
        parsed = parse_finder_query(QueryDict(encode_query(pairs)), self.index.vocabularies)
        return parsed.question

    def total_of(self, question):
        return self.index.ask(question, self.relevance).total


def conditions_with(conditions, another):
    """The ``conditions`` of one part with ``another`` in place of what they ask of its row in the same way; a range
    keeps the end that ``another`` has not. None where the ends change places, or are prices."""
    others = []
    for one in conditions:
        if one.facet is not another.facet or one.test != another.test:
            others.append(one)
        elif one.test == ConditionOperator.RANGE:
            another = range_with(one, another)
    low, high = another.ends
    if low > high or another.facet.is_price:
        return None
    return [*others, another]


def range_with(asked, another):
    """``another`` with the ends of ``asked`` where it has none."""
    low, high = another.low, another.high
    if low is None:
        low = asked.low
    if high is None:
        high = asked.high
    return replace(another, low=low, high=high)


def _is_unknown(answer, bit):
    return contains_place(answer.possible, bit) and not contains_place(answer.yes, bit)


def _has_entry_in(entries, place):
    return any(contains_place(bits, place) for bits in entries)


def find_phones(data, at=None, snapshot=None):
    """Answer ``data`` (a QueryDict) by ``snapshot``, or else by the snapshot of ``at``."""
    snapshot = snapshot or current_snapshot(at)
    parsed = parse_finder_query(data, snapshot.index.vocabularies)
    relevance = None
    if parsed.question.words:
        relevance = places_by_name(snapshot, parsed.question.words)
    matches = snapshot.index.ask(parsed.question, relevance)
    return FinderResult(parsed, snapshot, matches, relevance)


def places_by_name(snapshot, words):
    """The places of the phones that words find, the best match first."""
    matches = search_by_words(snapshot, words, MAX_NAME_MATCHES).matches
    places = snapshot.index.places.of
    return [places[match.phone] for match in matches if match.phone in places]
