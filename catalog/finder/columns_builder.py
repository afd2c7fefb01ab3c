"""Builds the ``Columns`` of one kind of entry from entries that come a few thousand phones at a time."""

import numpy as np

from .bitsets import WORD_BITS, add_to_sets
from .coded_numbers import CodedNumbersBuilder
from .columns import ColumnArrays, Columns
from .facets import NONE_LISTED
from .histograms import MAX_BINS, bin_edges
from .index_vocabulary import Vocabulary
from .row_sets_builder import RowSetsBuilder, folded_sets
from .zooms import NO_POSITIONS, is_zoom_facet

NO_BIN = 255


class ColumnsBuilder:
    """Add words and ``EntryBatch``es, the words of a batch before it; then ask for the columns, ``built`` once."""

    def __init__(self, kind):
        self.kind = kind
        self.words = Vocabulary(first=MAX_BINS * len(kind.numbers))
        self.slots = 1
        self.entries = []
        self.numbers = [CodedNumbersBuilder() for _ in kind.numbers]
        self.word_sets = RowSetsBuilder()
        self.zooms = []

    def add_words(self, words):
        for word in words:
            self.words.add(*word)

    def add(self, part):
        self.slots = max(self.slots, int(part.slots.max(initial=0)) + 1)
        self.entries.append((part.slots, part.places))
        for column, numbers in enumerate(self.numbers):
            numbers.add(part.numbers[:, column])
        rows = self.words.rows_of(part.words) - self.words.first
        self.word_sets.add_marks(rows, part.word_slots, part.word_places)
        self.zooms.append((part.zoom_places, part.zooms))

    def built(self, *, width, first_spare, edges=None):
        """``Columns`` of ``width`` places, the last of which, from ``first_spare`` on, may be taken later. ``edges`` of
        the bins by column; None: those that suit the numbers."""
        where = [slots * width + places for slots, places in self.entries]
        where = [_as_slice(entries) for entries in where]
        numbers = [one.built(where, self.slots, width) for one in self.numbers]
        arrays = ColumnArrays(numbers, self.present(where, width), *self.zoom_positions(width), edges or {})
        self.numbers = []
        self.entries = []
        words = self.word_sets.built(len(self.words.labels), self.slots, width)
        columns = Columns(self.kind, self.words, arrays, first_spare=first_spare)
        bins = self.bin_sets(columns, words)
        arrays.sets = bins.followed_by(words)
        arrays.any_sets = folded_sets(arrays.sets, self.slots)
        return columns

    def present(self, where, width):
        flags = np.zeros(self.slots * width, dtype=bool)
        for entries in where:
            flags[entries] = True
        return np.packbits(flags, bitorder="little").view(np.uint64).reshape(self.slots, width // WORD_BITS)

    def zoom_positions(self, width):
        """(place of each position's entry in slot × place, positions)."""
        positions = np.concatenate([NO_POSITIONS, *(zooms for _, zooms in self.zooms)])
        places = np.concatenate([np.zeros(0, dtype=np.int64), *(places for places, _ in self.zooms)])
        return positions[:, 1].astype(np.int64) * width + places, positions

    def bin_sets(self, columns, words):
        """The sets of the bins of every number. ``words``: the sets of the words, by row but for those of bins."""
        builder = RowSetsBuilder()
        for facet in self.kind.numbers:
            listed = _listed_values(columns, facet, words)
            if listed is None:
                _bin_intervals(columns, facet, builder)
            else:
                _bin_values(columns, facet, listed, builder)
        return builder.built(self.words.first, self.slots, columns.width)


def _as_slice(places):
    """``places`` as a slice if they are in a row."""
    if len(places) and int(places[-1]) - int(places[0]) == len(places) - 1 and (np.diff(places) == 1).all():
        return slice(int(places[0]), int(places[-1]) + 1)
    return places


def _listed_values(columns, facet, words):
    """(where, value) of a facet whose values are words: an entry stands once for each of its values; None of others."""
    listed = columns.words.values(facet.spec.key)
    if not listed:
        return None
    places = [np.zeros(0, dtype=np.int64)]
    values = [np.zeros(0, dtype=np.float32)]
    for value, row in listed.items():
        if value != NONE_LISTED:
            members = words.members(row - columns.words.first)
            places.append(members)
            values.append(np.full(len(members), value, dtype=np.float32))
    return np.concatenate(places), np.concatenate(values)


def _bin_intervals(columns, facet, builder):
    """The bins of a number by its least value."""
    coded = columns.arrays.numbers[facet.column]
    is_known = np.isfinite(coded.low)
    edges = _edges(columns, facet, coded.low[is_known], coded.counts()[is_known])
    if not len(edges):
        return
    bins = np.full(len(coded.low), NO_BIN, dtype=np.uint8)
    bins[is_known] = _bins_of(coded.low[is_known], edges)
    bins = coded.looked_up(bins)
    hidden = _zooms_to_bin(columns, facet, builder)
    for number in range(len(edges) - 1):
        bits = np.packbits(bins == number, axis=-1, bitorder="little").view(np.uint64)
        builder.add_bits([columns.bins[facet.column] + number], (bits & ~hidden)[None])


def _edges(columns, facet, values, counts):
    """The edges of a facet's bins, those that are given or those that suit ``values``, each of which stands so often,
    and the long ends of zooms. None for prices: their bins depend on the currency."""
    if facet.column in columns.edges:
        return columns.edges[facet.column]
    if facet.is_price:
        counts = np.zeros_like(counts)
    if is_zoom_facet(facet):
        ends = columns.zooms.long_ends(facet)
        values = np.concatenate([values, ends])
        counts = np.concatenate([counts, np.ones(len(ends), dtype=np.int64)])
    edges = bin_edges(facet, values, counts)
    columns.edges[facet.column] = edges
    return edges


def _bin_values(columns, facet, listed, builder):
    where, values = listed
    edges = _edges(columns, facet, values, np.ones(len(values), dtype=np.int64))
    if not len(edges):
        return
    hidden = _zooms_to_bin(columns, facet, builder)
    bits = np.zeros((len(edges) - 1, columns.present.size), dtype=np.uint64)
    if len(where):
        add_to_sets(bits, _bins_of(values, edges), where)
    rows = columns.bins[facet.column] + np.arange(len(bits))
    builder.add_bits(rows, bits.reshape(-1, *columns.present.shape) & ~hidden)


def _zooms_to_bin(columns, facet, builder):
    """Put the zooms into every bin that they reach, if the facet asks of their focal lengths; the entries, as bits,
    that need no other bin."""
    if not is_zoom_facet(facet) or not len(columns.zooms):
        return np.zeros_like(columns.zoom_bits)
    bins, positions = np.nonzero(columns.zooms.in_bins(columns, facet))
    where = columns.zooms.where[positions]
    builder.keep_marks(bins + columns.bins[facet.column], where // columns.width, where % columns.width)
    return columns.zoom_bits


def _bins_of(values, edges):
    return np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
