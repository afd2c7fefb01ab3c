"""What comes into the slots of the finder's form: one list for each answer, in which everything has its number.

First the counts of every word and bin, kind by kind; then the bars of every histogram and what they say in words; last
the query string, and it again as hidden fields.
"""

from functools import cache
from itertools import pairwise

import numpy as np
from markupsafe import Markup

from catalog.finder.facet_counts import edge_value, edges_of_bins, unit_of_bins
from catalog.finder.facets import ENTRY_KINDS
from catalog.finder.histograms import MAX_BINS
from catalog.quantities import formatters

MAX_BAR_HEIGHT = 24
BAR_WIDTH = 10


def _bar_path(number, height):
    if height == 0:
        return ""
    return f"M{BAR_WIDTH * number} {MAX_BAR_HEIGHT}v-{height}h{BAR_WIDTH - 1}v{height}z"


BAR_PATHS = [[_bar_path(number, height) for height in range(MAX_BAR_HEIGHT + 1)] for number in range(MAX_BINS)]
"""The bar of each bin, by its height, as part of the path of an SVG."""


class FacetSlots:
    """The values of one answer, and the numbers they go by."""

    def __init__(self, finding):
        self.finding = finding
        self.columns = finding.index.columns
        self.first = {}
        start = 0
        for key, columns in self.columns.items():
            self.first[key] = start
            start += columns.rows
        self.first_bars = start
        self.first_words = self.first_bars + len(number_facets())
        self.query = self.first_words + len(number_facets())
        self.hidden = self.query + 1
        self.values = [*self.counts(), *self.bars_and_words(), Markup.escape(finding.asked.url())]

    def counts(self):
        """Every count as text; nothing for the rows that no word has yet."""
        texts = []
        for key, columns in self.columns.items():
            counts = self.finding.counts[key].tolist()
            texts += map(str, counts)
            texts += [""] * (columns.rows - len(counts))
        return texts

    def bars_and_words(self):
        heights = np.concatenate([self.heights(kind) for kind in ENTRY_KINDS.values()])
        most = heights.max(axis=1, keepdims=True)
        paths = map(_histogram_path, _scaled_heights(heights, most).tolist())
        words = map(self.in_words, number_facets(), heights.argmax(axis=1).tolist(), most[:, 0].tolist())
        return [*paths, *words]

    def heights(self, kind):
        counts = self.finding.counts[kind.key]
        return counts[: MAX_BINS * len(kind.numbers)].reshape(-1, MAX_BINS)

    def in_words(self, facet, place, count):
        """“most from 160 to 180 g: 41”."""
        if not count:
            return "none"
        return f"{self.bin_names(facet)[place]}: {count}"

    def bin_names(self, facet):
        cache = self.finding.live.printed
        unit = unit_of_bins(self.finding, facet)
        key = ("bins", facet.name, unit)
        if key not in cache:
            edges = [edge_value(facet, edge) for edge in self.edges(facet)]
            suffix = f"{formatters.THIN_SPACE}{unit}" if unit else ""
            cache[key] = [f"most from {low} to {high}{suffix}" for low, high in pairwise(edges)]
        return cache[key]

    def edges(self, facet):
        return edges_of_bins(self.finding, facet)

    def number_of(self, facet, row):
        """The number of the count of a word."""
        return self.first[facet.kind.key] + row

    def bars_of(self, facet):
        return self.first_bars + number_facets().index(facet)

    def words_of(self, facet):
        return self.first_words + number_facets().index(facet)

    def inside(self, facet, condition):
        """The bars of the bins that lie within what was asked."""
        low, high = condition.ends
        heights = self.heights(facet.kind)[facet.column]
        scaled = _scaled_heights(heights, heights.max()).tolist()
        path = ""
        for number, (start, end) in enumerate(pairwise(self.edges(facet))):
            if low <= start and end <= high:
                path += BAR_PATHS[number][scaled[number]]
        return path


def _scaled_heights(heights, most):
    """``heights`` (phones a bin) as heights of bars, rounded up; ``most`` is as high as there is room."""
    return -(-heights * MAX_BAR_HEIGHT // np.maximum(most, 1))


def _histogram_path(bars):
    return "".join([BAR_PATHS[number][height] for number, height in enumerate(bars)])


@cache
def number_facets():
    """Every facet that is a number, in the order of their histograms."""
    return [facet for kind in ENTRY_KINDS.values() for facet in kind.numbers]
