"""What comes into the slots of one facet of the finder's form: the counts of its values, by their rows; the bars of its
histogram, and what they say in words; the query string.
"""

from functools import cached_property
from itertools import pairwise

import numpy as np

from catalog.finder.facet_counts import edge_value, edges_of_bins, unit_of_bins
from catalog.finder.histograms import MAX_BINS
from catalog.languages.active_language import active_language, gettext, pgettext
from catalog.languages.localised_text import localised
from catalog.quantities import formatters
from catalog.sheet.query_values import OPTICAL_FORMAT

from .template_fragments import slot

MAX_BAR_HEIGHT = 24
BAR_WIDTH = 10
CHECKED = " checked"


def _bar_path(number, height):
    if height == 0:
        return ""
    return f"M{BAR_WIDTH * number} {MAX_BAR_HEIGHT}v-{height}h{BAR_WIDTH - 1}v{height}z"


BAR_PATHS = [[_bar_path(number, height) for height in range(MAX_BAR_HEIGHT + 1)] for number in range(MAX_BINS)]
"""The bar of each bin, by its height, as part of the path of an SVG."""


class FacetSlots:
    """Slots in the place of the values of an answer."""

    bars = slot("bars")
    bars_text = slot("bars_text")
    query = slot("query")

    @staticmethod
    def counts(rows):
        return list(map(slot, rows))

    @staticmethod
    def mark(name, is_ticked):
        """The place of the mark of a box."""
        return slot(name)


class FacetNumbers:
    """The values of one answer, each worked out when it is asked for. ``query`` is the query string as HTML, to be
    followed by another parameter."""

    def __init__(self, finding, facet, query):
        self.finding = finding
        self.facet = facet
        self.query = query

    def counts(self, rows):
        """How many phones each word would give, as texts."""
        if not rows:
            return []
        return list(map(str, self.finding.counter.words(self.facet, np.array(rows)).tolist()))

    @staticmethod
    def mark(name, is_ticked):
        return CHECKED if is_ticked else ""

    def by_slot(self, rows):
        """Name of each slot → what comes there; ``rows`` are those of the words."""
        if self.facet.is_number:
            return {"bars": self.bars, "bars_text": self.bars_text}
        names = map(str, rows)
        return {"query": self.query, **dict(zip(names, self.counts(rows), strict=True))}

    @cached_property
    def heights(self):
        """Phones in each bin of its histogram."""
        return self.finding.counter.bins(self.facet).tolist()

    @property
    def bars(self):
        return "".join([BAR_PATHS[number][height] for number, height in enumerate(self.scaled_heights)])

    @cached_property
    def scaled_heights(self):
        """``heights`` as heights of bars, rounded up; the most phones are as high as there is room."""
        most = max(*self.heights, 1)
        return [-(-height * MAX_BAR_HEIGHT // most) for height in self.heights]

    @property
    def bars_text(self):
        """“most from 160 to 180 g: 41”."""
        most = max(self.heights)
        if not most:
            return gettext("none")
        return self.bin_messages()[self.heights.index(most)].format(count=most)

    def bin_messages(self):
        """What to say where most phones are in a bin, bin by bin, with a place for their ``count``."""
        cache = self.finding.live.printed
        unit = unit_of_bins(self.finding, self.facet)
        key = ("bins", self.facet.name, unit, active_language())
        if key not in cache:
            edges = [edge_value(self.facet, edge) for edge in self.edges()]
            cache[key] = [_bin_message(self.facet, low, high, unit) for low, high in pairwise(edges)]
        return cache[key]

    def edges(self):
        return edges_of_bins(self.finding, self.facet)

    def inside(self, condition):
        """The bars of the bins that lie within what was asked."""
        low, high = condition.ends
        path = ""
        for number, (start, end) in enumerate(pairwise(self.edges())):
            if low <= start and end <= high:
                path += BAR_PATHS[number][self.scaled_heights[number]]
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
