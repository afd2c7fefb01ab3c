"""How many phones match with each word or bin of the index, as if its own row had not been asked.

What is counted comes as (columns, bits) of which no phone is in two: see ``VersionIndex.parts_of``.
"""

from dataclasses import dataclass

import numpy as np

from .bitsets import intersection_counts
from .condition_evaluation import evaluate_conditions
from .facets import PHONE
from .finder_query import MAIN_CAMERA_ZOOM, FinderQuery, UnknownPolicy
from .histograms import MAX_BINS
from .price_counts import count_prices, counts_of_price_bins
from .zooms import ZOOM_FACETS


def catalogue_counts(index):
    """Kind → how many phones of the whole catalogue have each of its words and bins."""
    counts = {key: _word_counts([(columns, index.living)]) for key, columns in index.columns.items()}
    counts[PHONE.key] = _word_counts(index.parts_of(index.everything.yes))
    count_prices(counts, index, index.ask(FinderQuery()))
    return counts


def counts_by_kind(index, found):
    """Kind → how many phones match with each word or bin of it, as if its own row had not been asked."""
    if not found.parts:
        return index.all_counts
    counter = FacetCounter(index, found)
    counts = {key: counter.of_kind(columns) for key, columns in index.columns.items()}
    count_prices(counts, index, found)
    return counts


@dataclass(frozen=True)
class CountedSets:
    """What a facet is counted among, as parts of which no phone is in two, and the conditions on other facets that
    zooms must meet at the same focal length."""

    parts: list
    conditions: tuple = ()


class FacetCounter:
    """Counts what of one answer is asked for: a page prints a few facets of hundreds."""

    def __init__(self, index, found):
        self.index = index
        self.found = found
        self.usual_parts = {}

    def words(self, facet, rows):
        """How many phones match with each of these words of a facet (rows of its kind), in their order."""
        if not self.found.parts:
            return self.index.all_counts[facet.kind.key][rows]
        return _row_counts(rows, self.sets_of(facet).parts)

    def bins(self, facet):
        """The same of the bins of a facet's histogram."""
        columns = self.index.columns[facet.kind.key]
        if not self.found.parts:
            return self.index.all_counts[facet.kind.key][columns.rows_of_bins(facet)]
        if facet.is_price:
            return counts_of_price_bins(self.index, self.found, facet)
        return self.narrowed_bins(facet, self.sets_of(facet))

    def narrowed_bins(self, facet, sets):
        columns, _ = sets.parts[0]
        if sets.conditions and any(some.has_zooms_to_recount(facet, sets.conditions) for some, _ in sets.parts):
            return self.bins_of_zooms(facet, sets)
        return _row_counts(columns.rows_of_bins(facet), sets.parts)

    def bins_of_zooms(self, facet, sets):
        """Where zooms are in fewer bins of a facet under the conditions on others."""
        takes_possible = self.found.question.unknown == UnknownPolicy.MATCH
        counts = np.zeros(MAX_BINS, dtype=np.int64)
        for columns, bits in sets.parts:
            binned = intersection_counts(columns.bins_given(facet, sets.conditions, takes_possible), bits)
            counts[: len(binned)] += binned
        return counts

    def of_kind(self, columns):
        """The counts of every word and bin of a kind that is in use, but for the bins of prices."""
        counts = _word_counts(self.usual(columns.kind))
        for facet in self.narrowed_facets(columns.kind):
            sets = self.sets_of(facet)
            rows = columns.rows_of_facet(facet)
            counts[rows] = _row_counts(rows, sets.parts)
            if facet.is_number:
                counts[columns.rows_of_bins(facet)] = self.narrowed_bins(facet, sets)
        return counts

    def narrowed_facets(self, kind):
        """The facets of a kind that are not counted like the rest of it."""
        narrowed = [condition.facet for condition in self.found.question.conditions if condition.facet.kind is kind]
        if self.zoom_conditions(kind):
            narrowed += ZOOM_FACETS[kind.key]
        return list(dict.fromkeys(narrowed))

    def zoom_conditions(self, kind):
        """The conditions of a kind that one focal length must meet together with those on zooms."""
        return self.found.question.parts.get(MAIN_CAMERA_ZOOM if kind is PHONE else kind.key, ())

    def sets_of(self, facet):
        conditions = self.zoom_conditions(facet.kind)
        rest = tuple(other for other in conditions if other.facet != facet)
        if len(rest) == len(conditions):
            return self.sets_of_others(facet, conditions)
        if facet.kind is PHONE:
            return CountedSets(self.phones_meeting(rest), rest)
        return CountedSets(self.entries_meeting(facet.kind, rest), rest)

    def sets_of_others(self, facet, conditions):
        """Of a facet that ``conditions``, which zooms must meet, do not ask about."""
        part = self.part_asking(facet)
        if part is not None:
            return CountedSets(self.index.parts_of(self.index.taken_without(self.found, part)))
        if facet in ZOOM_FACETS[facet.kind.key]:
            return CountedSets(self.usual(facet.kind), tuple(conditions))
        return CountedSets(self.usual(facet.kind))

    def part_asking(self, facet):
        """The last part of the question that asks about a facet of the phone; None where none does."""
        asking = None
        if facet.kind is PHONE:
            for part, conditions in self.found.question.parts.items():
                if conditions[0].facet == facet:
                    asking = part
        return asking

    def usual(self, kind):
        """The parts that most facets of a kind are counted among."""
        if kind.key not in self.usual_parts:
            self.usual_parts[kind.key] = self.whole_answer(kind)
        return self.usual_parts[kind.key]

    def whole_answer(self, kind):
        """The phones that match; where entries of ``kind`` were asked for, those entries."""
        found = self.found
        if kind is PHONE:
            return self.index.parts_of(found.taken_versions)
        columns = self.index.columns[kind.key]
        if kind.key not in found.parts:
            return [(columns, found.taken)]
        return [(columns, self.phones_without(kind) & _matching_entries(found, found.entries[kind.key]))]

    def phones_without(self, kind):
        """The phones that match all but what is asked of entries of ``kind``."""
        return self.index.versions.folded(self.index.taken_without(self.found, kind.key))

    def entries_meeting(self, kind, conditions):
        """Entries, by phones that match all else, of which no more than ``conditions`` is asked."""
        columns = self.index.columns[kind.key]
        matching = columns.present
        if conditions:
            matching = _matching_entries(self.found, evaluate_conditions(columns, conditions))
        return [(columns, self.phones_without(kind) & matching)]

    def phones_meeting(self, conditions):
        """Phones that match all else, of whose main camera no more than ``conditions`` is asked."""
        answers = [self.index.answer_of(conditions)] if conditions else []
        return self.index.parts_of(self.index.taken_without(self.found, MAIN_CAMERA_ZOOM, *answers))


def _word_counts(parts):
    """How many phones have each word or bin in use."""
    return sum(columns.counts(bits) for columns, bits in parts)


def _row_counts(rows, parts):
    return sum(columns.counts(bits, rows) for columns, bits in parts)


def _matching_entries(found, entries):
    if found.question.unknown == UnknownPolicy.MATCH:
        return entries.possible
    return entries.yes
