"""The axis of focal lengths cut into spans within which nothing changes but the crop or the zoom."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log, sqrt

from django.utils.functional import cached_property

from catalog.facts.derived_values import derived_once
from catalog.quantities.focal_length_axis import LONGEST_MM, SHORTEST_MM

from .lens_kit import ServingLens, serving_lens

LEAST_SHARE = 1 / 16
"""Of the picture, below which digital zoom is no longer drawn: four times the longest lens. A 48 MP picture has 3 MP
left there, and the light has fallen by four stops."""


@dataclass(frozen=True)
class FocalSpan:
    """``at_start`` serves at its start, ``inside`` up to its end; None where the phone covers nothing. At the start of
    a zoom its f-number is stated, inside it is not."""

    start: float
    end: float
    at_start: ServingLens | None
    inside: ServingLens | None
    doubtful_at_start: bool
    doubtful_inside: bool

    @cached_property
    def equivalents(self):
        """Equivalent f-numbers at both ends, between which they follow a line on logarithmic scales; None where the
        light is not known."""
        if self.inside is None or self.inside.equivalent is None:
            return None
        lens = self.inside.lens
        return lens.equivalent_at(self.start), lens.equivalent_at(self.end)

    @property
    def is_drawn(self):
        """Not below the shortest lens, and not where too little of the picture is left."""
        if self.inside is None:
            return False
        return self.inside.share >= LEAST_SHARE or not self.inside.is_past


def focal_spans(kit):
    """From one end of the axis to the other."""
    return [_focal_span(kit, start, end) for start, end in pairwise(_span_edges(kit.lenses))]


@derived_once
def drawn_spans(kit):
    """Those of them that are drawn, as a tuple."""
    return tuple(span for span in focal_spans(kit) if span.is_drawn)


def _focal_span(kit, start, end):
    middle = sqrt(start * end)
    return FocalSpan(
        start,
        end,
        at_start=serving_lens(kit.lenses, start),
        inside=serving_lens(kit.lenses, middle),
        doubtful_at_start=kit.is_doubtful_at(start),
        doubtful_inside=kit.is_doubtful_at(middle),
    )


def _span_edges(lenses):
    """Where something may change: the ends of the axis, those of each lens, where digital zoom is no longer drawn, and
    where one of two zooms becomes the brighter."""
    ends = set()
    for lens in lenses:
        ends.update((lens.short_mm, lens.long_mm))
    if ends:
        ends.add(max(ends) / sqrt(LEAST_SHARE))
    inside = [mm for mm in ends if SHORTEST_MM < mm < LONGEST_MM]
    edges = sorted([SHORTEST_MM, *inside, LONGEST_MM])
    return sorted({*edges, *_brightness_crossings(lenses, edges)})


def _brightness_crossings(lenses, edges):
    """Where two zooms of one phone that reach over the same focal lengths become as bright as one another."""
    for start, end in pairwise(edges):
        zooms = [lens for lens in lenses if _is_lit_zoom(lens, start, end)]
        for one, other in combinations(zooms, 2):
            before = _log_ratio(one, other, start)
            after = _log_ratio(one, other, end)
            if before * after < 0:
                share = before / (before - after)
                yield start * (end / start) ** share


def _log_ratio(one, other, mm):
    """Logarithm of the ratio of two lenses' equivalent f-numbers; 0 where they are as bright."""
    return log(one.equivalent_at(mm) / other.equivalent_at(mm))


def _is_lit_zoom(lens, start, end):
    """Whether it zooms from ``start`` to ``end``, and its light is known at both."""
    if start < lens.short_mm or lens.long_mm < end:
        return False
    return None not in (lens.equivalent_at(start), lens.equivalent_at(end))
