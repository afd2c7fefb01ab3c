"""The published catalogue as columns, in the process: which phones match a question, and how many would match others.

An index grows by ``with_changes`` into a new one that shares its arrays; ``living`` says which places count in which.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .bitsets import count_bits, intersection_counts, pack_flags, padded_width
from .columns import Columns, IndexFullError
from .condition_evaluation import ConditionAnswer, all_answers, answer_for_phones, evaluate_conditions
from .facets import ENTRY_KINDS, MORE_POSSIBLE, PHONE, open_list_key
from .finder_query import MAIN_CAMERA_ZOOM, FinderQuery, UnknownPolicy
from .price_counts import count_prices
from .zooms import ZOOM_FACETS

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
    """Which phone is where. ``ids`` and ``slugs`` by place, those of phones that are gone among them; ``of`` are the
    places by key, without those that are gone; ``by_slug`` all places in the order of their slugs."""

    ids: list
    slugs: list
    of: dict
    by_slug: list

    @classmethod
    def none(cls):
        return cls([], [], {}, [])

    def changed(self, gone, ids, slugs):
        """Without the phones ``gone`` (keys), and with more phones at the end."""
        start = len(self.ids)
        of = self.of | dict(zip(ids, range(start, start + len(ids)), strict=True))
        for key in set(gone).difference(ids):
            of.pop(key, None)
        slugs = [*self.slugs, *slugs]
        places = [*self.by_slug, *range(start, len(slugs))]
        return PhonePlaces([*self.ids, *ids], slugs, of, sorted(places, key=slugs.__getitem__))


class Index:
    """The ``PhonePlaces`` of the phones, and what is known of them: ``columns`` by kind, ``width`` places wide."""

    def __init__(self, places, columns, width):
        self.places = places
        self.columns = columns
        self.alive = np.zeros(width, dtype=bool)
        self.alive[list(places.of.values())] = True
        self.living = pack_flags(self.alive)
        self.by_slug = np.zeros(width, dtype=np.int32)
        self.by_slug[places.by_slug] = np.arange(len(places.by_slug), dtype=np.int32)

    @classmethod
    def build(cls, rows):
        """Of ``IndexRows``."""
        width = padded_width(len(rows.ids) + SPARE_PHONES)
        columns = {}
        for key, kind in ENTRY_KINDS.items():
            columns[key] = _build_columns(kind, rows, width)
        places = PhonePlaces.none().changed((), rows.ids, rows.slugs)
        return cls(places, columns, width)

    def with_changes(self, gone, rows):
        """Without the phones ``gone`` (keys), and with ``IndexRows``, whose places follow on those taken.

        ``IndexFullError`` where there is no room for them.
        """
        places = self.places.changed(gone, rows.ids, rows.slugs)
        if len(places.ids) > len(self.alive):
            raise IndexFullError
        columns = {}
        for key, present in self.columns.items():
            columns[key] = _grown_columns(present, rows)
        return Index(places, columns, len(self.alive))

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
        taken, maybe = self.split_by_certainty(parts.values(), question.unknown)
        return QueryMatches(question, taken, maybe, parts, entries)

    def answer_of(self, conditions, entries=None):
        """The answer to one part of a question; the entries that meet it are added to ``entries``."""
        kind = conditions[0].facet.kind
        answer = evaluate_conditions(self.columns[kind.key], conditions)
        if not kind.section:
            return answer_for_phones(answer)
        if entries is not None:
            entries[kind.key] = answer
        return answer_for_phones(answer, self.open_lists(kind))

    def open_lists(self, kind):
        """The phones that may have more of a kind than are listed, as bits; None where there are none."""
        row = self.phones.words.row(open_list_key(kind), MORE_POSSIBLE)
        if row is None:
            return None
        return self.phones.any[row]

    def answer_of_words(self, named):
        flags = np.zeros(len(self.alive), dtype=bool)
        flags[named] = True
        bits = pack_flags(flags)
        return ConditionAnswer(bits, bits)

    def taken_without(self, found, part, *more):
        """The phones that match all but one part of the question, and the answers ``more`` too; as bits."""
        rest = [answer for key, answer in found.parts.items() if key != part]
        taken, _ = self.split_by_certainty([*rest, *more], found.question.unknown)
        return taken

    def split_by_certainty(self, answers, unknown):
        """(phones that match, phones that may), as bits. ``unknown`` says what becomes of phones that only may."""
        whole = all_answers([ConditionAnswer(self.living, self.living), *answers])
        nothing = np.zeros_like(self.living)
        if unknown == UnknownPolicy.MATCH:
            return whole.possible, nothing
        if unknown == UnknownPolicy.HIDE:
            return whole.yes, nothing
        return whole.yes, whole.possible & ~whole.yes

    def keys(self, places):
        """The primary keys of the phones at ``places``."""
        return [self.ids[place] for place in places]

    @cached_property
    def all_counts(self):
        """Kind → how many phones of the whole catalogue have each of its words and bins."""
        counts = {}
        for key, columns in self.columns.items():
            counts[key] = _word_counts(columns, self.living)
        count_prices(counts, self, self.ask(FinderQuery()))
        return counts


def _build_columns(kind, rows, width):
    parts = rows.parts[kind.key]
    last_slot = max((int(part.slots.max(initial=0)) for part in parts), default=0)
    columns = Columns(kind, rows.words[kind.key], width=width, slots=last_slot + 1)
    for part in parts:
        columns.add(part)
    columns.bin_all()
    return columns


def _grown_columns(columns, rows):
    """A copy of ``columns`` with ``IndexRows`` added; the arrays are shared."""
    grown = columns.copy()
    grown.add_words(rows.words[columns.kind.key])
    for part in rows.parts[columns.kind.key]:
        grown.add(part)
    return grown


def counts_by_kind(index, found):
    """Kind → how many phones match with each word or bin of it, as if its own row had not been asked."""
    if not found.parts:
        return index.all_counts
    counts = {key: _counts_of_kind(index, found, columns) for key, columns in index.columns.items()}
    count_prices(counts, index, found)
    return counts


def _counts_of_kind(index, found, columns):
    conditions = found.question.parts.get(columns.kind.key)
    if conditions:
        return _counts_of_entries(index, found, columns, conditions)
    if columns.kind is PHONE:
        return _counts_of_phones(index, found, columns)
    return _word_counts(columns, found.taken)


def _word_counts(columns, phones):
    """How many of ``phones`` (bits) have each word or bin."""
    return intersection_counts(columns.any[: columns.used], phones)


def _counts_of_phones(index, found, columns):
    counts = _word_counts(columns, found.taken)
    for part, conditions in found.question.parts.items():
        if part == MAIN_CAMERA_ZOOM:
            _recount_main_camera(counts, index, found, conditions)
        elif part not in ENTRY_KINDS:
            rows = columns.rows_of_facet(conditions[0].facet)
            counts[rows] = intersection_counts(columns.any[rows], index.taken_without(found, part))
    return counts


def _recount_main_camera(counts, index, found, conditions):
    """The rows that one focal length of the main camera must meet together: each is narrowed by the others."""
    columns = index.phones
    for facet, rest in _facets_with_others(conditions).values():
        answers = [index.answer_of(rest)] if rest else []
        phones = index.taken_without(found, MAIN_CAMERA_ZOOM, *answers)
        rows = columns.rows_of_facet(facet)
        counts[rows] = intersection_counts(columns.any[rows], phones)
        _recount_zooms(counts, found, columns, (facet, rest), phones)
    for facet in _zoom_facets_not_asked(columns, conditions):
        _recount_zooms(counts, found, columns, (facet, conditions), found.taken)


def _counts_of_entries(index, found, columns, conditions):
    """Where one entry must meet all ``conditions``: counts the phones of which that entry has the word too."""
    phones = index.taken_without(found, columns.kind.key)
    met = phones & _matching_entries(found, found.entries[columns.kind.key])
    counts = intersection_counts(columns.bits[: columns.used], met)
    for facet, rest in _facets_with_others(conditions).values():
        rows = columns.rows_of_facet(facet)
        matching = columns.present
        if rest:
            matching = _matching_entries(found, evaluate_conditions(columns, rest))
        counts[rows] = intersection_counts(columns.bits[rows], phones & matching)
        _recount_zooms(counts, found, columns, (facet, rest), phones & matching)
    for facet in _zoom_facets_not_asked(columns, conditions):
        _recount_zooms(counts, found, columns, (facet, conditions), met)
    return counts


def _facets_with_others(conditions):
    """Name of each facet that is asked → (the facet, the conditions on others)."""
    found = {}
    for condition in conditions:
        name = condition.facet.name
        found[name] = (condition.facet, [other for other in conditions if other.facet.name != name])
    return found


def _zoom_facets_not_asked(columns, conditions):
    names = {condition.facet.name for condition in conditions}
    return [facet for facet in ZOOM_FACETS[columns.kind.key] if facet.name not in names]


def _recount_zooms(counts, found, columns, facet_and_others, entries):
    """Count the bins of a facet anew where zooms are in fewer of them under the conditions on others."""
    facet, conditions = facet_and_others
    if not columns.has_zooms_to_recount(facet, conditions):
        return
    takes_possible = found.question.unknown == UnknownPolicy.MATCH
    sets = columns.bins_given(facet, conditions, takes_possible)
    first = columns.bins[facet.column]
    counts[first : first + len(sets)] = intersection_counts(sets, entries)


def _matching_entries(found, entries):
    if found.question.unknown == UnknownPolicy.MATCH:
        return entries.possible
    return entries.yes
