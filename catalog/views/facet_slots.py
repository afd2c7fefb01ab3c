"""What comes into the slots of the finder's form, where everything has its number.

First the counts of every word and bin, kind by kind; then the bars of every histogram and what they say in words; last
the query string.
"""

from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from django.utils.translation import get_language, gettext, pgettext
from markupsafe import Markup

from catalog.finder.facet_counts import edge_value, edges_of_bins, unit_of_bins
from catalog.finder.facets import ENTRY_KINDS
from catalog.finder.histograms import MAX_BINS
from catalog.languages.localised_text import localised
from catalog.quantities import formatters
from catalog.sheet.query_values import OPTICAL_FORMAT

MAX_BAR_HEIGHT = 24
BAR_WIDTH = 10


def _bar_path(number, height):
    if height == 0:
        return ""
    return f"M{BAR_WIDTH * number} {MAX_BAR_HEIGHT}v-{height}h{BAR_WIDTH - 1}v{height}z"


BAR_PATHS = [[_bar_path(number, height) for height in range(MAX_BAR_HEIGHT + 1)] for number in range(MAX_BINS)]
"""The bar of each bin, by its height, as part of the path of an SVG."""


class FacetSlots:
    """The values of one answer by their numbers, each worked out when it is asked for."""

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

    def __getitem__(self, number):
        if number < self.first_bars:
            return self.count_text(number)
        if number < self.first_words:
            return self.bars(number_facets()[number - self.first_bars])
        if number < self.query:
            return self.in_words(number_facets()[number - self.first_words])
        return self.query_text

    @cached_property
    def query_text(self):
        """The query string, to be followed by another parameter."""
        query = self.finding.asked.url()
        return Markup.escape(f"{query}&" if query else "")

    def count_text(self, number):
        """Empty for the rows that no word has yet."""
        for key, start in reversed(self.first.items()):
            if number >= start:
                counts = self.finding.counts[key]
                return str(counts[number - start]) if number - start < len(counts) else ""
        return ""

    def bars(self, facet):
        heights = self.heights(facet)
        return _histogram_path(_scaled_heights(heights, heights.max()).tolist())

    def heights(self, facet):
        """Phones in each bin of its histogram."""
        first = MAX_BINS * facet.column
        return self.finding.counts[facet.kind.key][first : first + MAX_BINS]

    def in_words(self, facet):
        """“most from 160 to 180 g: 41”."""
        heights = self.heights(facet)
        place = int(heights.argmax())
        if not heights[place]:
            return gettext("none")
        return self.bin_messages(facet)[place].format(count=heights[place])

    def bin_messages(self, facet):
        """What to say where most phones are in a bin, bin by bin, with a place for their ``count``."""
        cache = self.finding.live.printed
        unit = unit_of_bins(self.finding, facet)
        key = ("bins", facet.name, unit, get_language())
        if key not in cache:
            edges = [edge_value(facet, edge) for edge in self.edges(facet)]
            cache[key] = [_bin_message(facet, low, high, unit) for low, high in pairwise(edges)]
        return cache[key]

    def edges(self, facet):
        return edges_of_bins(self.finding, facet)

    def number_of(self, facet, row):
        """The number of the count of a word."""
        return self.first[facet.kind.key] + row

    def bars_of(self, facet):
        return self.first_bars + _places_of_numbers()[facet]

    def words_of(self, facet):
        return self.first_words + _places_of_numbers()[facet]

    def inside(self, facet, condition):
        """The bars of the bins that lie within what was asked."""
        low, high = condition.ends
        heights = self.heights(facet)
        scaled = _scaled_heights(heights, heights.max()).tolist()
        path = ""
        for number, (start, end) in enumerate(pairwise(self.edges(facet))):
            if low <= start and end <= high:
                path += BAR_PATHS[number][scaled[number]]
        return path


def _bin_message(facet, low, high, unit):
    """Years and types of sensors are no figures that other languages leave alone, or with their unit."""
    message = gettext("most from {low} to {high}: {count}")
    if facet.is_date:
        message = pgettext("years", "most from {low} to {high}: {count}")
    elif facet.spec.key.endswith(OPTICAL_FORMAT):
        message = gettext("most from {low} to {high}\N{NARROW NO-BREAK SPACE}in: {count}")
    elif unit:
        high = f"{high}{formatters.THIN_SPACE}{unit}"
    return message.format(low=localised(str(low)), high=localised(str(high)), count="{count}")


def _scaled_heights(heights, most):
    """``heights`` (phones a bin) as heights of bars, rounded up; ``most`` is as high as there is room."""
    return -(-heights * MAX_BAR_HEIGHT // np.maximum(most, 1))


def _histogram_path(bars):
    return "".join([BAR_PATHS[number][height] for number, height in enumerate(bars)])


@cache
def number_facets():
    """Every facet that is a number, in the order of their histograms."""
    return [facet for kind in ENTRY_KINDS.values() for facet in kind.numbers]


@cache
def _places_of_numbers():
    return {facet: place for place, facet in enumerate(number_facets())}
