"""The axis of focal lengths cut into spans within which nothing changes but the crop or the zoom."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log, sqrt

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

    @property
    def equivalents(self):
        """Equivalent f-numbers at both ends, between which they follow a line on logarithmic scales; None where the
        light is not known."""
        if self.inside is None or self.inside.equivalent is None:
            return None
        return tuple(self.inside.lens.equivalent_at(mm) for mm in (self.start, self.end))

    @property
    def is_drawn(self):
        """Not below the shortest lens, and not where too little of the picture is left."""
        return self.inside is not None and not (self.inside.is_past and self.inside.share < LEAST_SHARE)


def focal_spans(kit):
    """From one end of the axis to the other."""
    return [_focal_span(kit, start, end) for start, end in pairwise(_span_edges(kit.lenses))]


def _focal_span(kit, start, end):
    middle = sqrt(start * end)
    served = serving_lens(kit.lenses, start), serving_lens(kit.lenses, middle)
    return FocalSpan(start, end, *served, kit.is_doubtful_at(start), kit.is_doubtful_at(middle))


def _span_edges(lenses):
    ends = {mm for lens in lenses for mm in (lens.short_mm, lens.long_mm)}
    past = {max(ends) / sqrt(LEAST_SHARE)} if ends else set()
    inside = {mm for mm in ends | past if SHORTEST_MM < mm < LONGEST_MM}
    edges = sorted({SHORTEST_MM, LONGEST_MM} | inside)
    return sorted({*edges, *_brightness_crossings(lenses, edges)})


def _brightness_crossings(lenses, edges):
    """Where two zooms of one phone that reach over the same focal lengths become as bright as one another."""
    for start, end in pairwise(edges):
        zooms = [
            lens
            for lens in lenses
            if lens.short_mm <= start and end <= lens.long_mm and _is_light_known(lens, start, end)
        ]
        for one, other in combinations(zooms, 2):
            before, after = (log(one.equivalent_at(mm) / other.equivalent_at(mm)) for mm in (start, end))
            if before * after < 0:
                yield start * (end / start) ** (before / (before - after))


def _is_light_known(lens, *lengths):
    return all(lens.equivalent_at(mm) for mm in lengths)
