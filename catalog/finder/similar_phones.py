"""Which phones resemble one by camera and body: the nearest in a space of a few facts, each over a scale of its own.

The distance of two phones is the sum of its parts, and the same from either side:

- each rear lens that has no partner in the other phone counts 1; one that has counts by how far they are apart, in
  octaves over ``MAX_PAIR_OCTAVES``. Both ends of a zoom are lenses. One whose focal length is not known counts
  ``UNKNOWN_DISTANCE``.
- each measure of ``SIMILARITY_SCALES`` counts its difference over its scale;
- a measure that is not known of one of the two counts ``UNKNOWN_DISTANCE``: what is not known never looks near.

Phones of which no focal length, or neither light nor sensor area is known, resemble none. How often a phone is looked
at counts nothing.
"""

from dataclasses import dataclass

import numpy as np

from catalog.quantities.lens_pairs import MAX_PAIR_OCTAVES

from .facets import LENS

UNKNOWN_DISTANCE = 1.0
DISTANCE_DECIMALS = 6
"""Distances that agree in so many decimals are equal; the slugs decide."""


@dataclass(frozen=True)
class SimilarityScale:
    """One measure: ``span`` is the difference that counts 1, in ``unit``, or in doublings where ``doublings``."""

    key: str
    label: str
    span: float
    unit: str
    doublings: bool = False


LIGHT_SCALE = SimilarityScale("light", "Light of the main camera", 1, "stop")
AREA_SCALE = SimilarityScale(
    "area", "Sensor area of the main camera, the part used where known", 1, "doubling", doublings=True
)
WEIGHT_SCALE = SimilarityScale("weight_g", "Weight", 30, "g")
SIMILARITY_SCALES = (
    LIGHT_SCALE,
    AREA_SCALE,
    WEIGHT_SCALE,
    SimilarityScale("height_mm", "Height", 10, "mm"),
    SimilarityScale("width_mm", "Width", 5, "mm"),
    SimilarityScale("depth_mm", "Thickness", 2, "mm"),
)


@dataclass(frozen=True)
class SimilaritySpace:
    """The phones of an index as points.

    ``octaves`` are the focal lengths that any phone has, and at the end an infinite one that stands for no lens;
    ``lenses``: lens × phone, the number of each lens's focal length among them. ``unseen``: how many lenses of a phone
    have no known focal length. ``measures``: measure × phone, each over its scale, not a number where it is not known.
    ``fit``: the phones that may resemble another.
    """

    octaves: np.ndarray
    lenses: np.ndarray
    unseen: np.ndarray
    measures: np.ndarray
    fit: np.ndarray

    def distances(self, place):
        """From one phone to every other."""
        apart = np.abs(self.measures - self.measures[:, [place]])
        np.copyto(apart, UNKNOWN_DISTANCE, where=np.isnan(apart))
        return apart.sum(axis=0) + self.lens_distances(place)

    def lens_distances(self, place):
        """What counts of each lens, ours and theirs, is looked up by its focal length: there are few."""
        own = self.octaves[self.lenses[:, place]]
        own = own[np.isfinite(own)]
        apart = np.minimum(np.abs(own[:, None] - self.octaves) / MAX_PAIR_OCTAVES, 1)
        theirs = np.append(apart.min(axis=0, initial=1)[:-1], 0)
        found = UNKNOWN_DISTANCE * (self.unseen + self.unseen[place]) + theirs[self.lenses].sum(axis=0)
        for one in apart:
            found += nearest_lens_distances(one, self.lenses)
        return found


def nearest_lens_distances(apart, lenses):
    """How far the nearest of each phone's lenses is, by what its focal length is ``apart``."""
    least = apart[lenses[0]]
    for row in lenses[1:]:
        np.minimum(least, apart[row], out=least)
    return least


def distance_example():
    """A distance worked out, in words: two made-up phones that differ in their lenses, in light and in weight."""
    lengths, stops, grams = ((24, 13), (26, 13, 120)), 0.5, 45
    octaves = np.full((2, 3), np.inf)
    for row, own in zip(octaves, lengths, strict=True):
        row[: len(own)] = np.log2(own)
    differences = np.zeros((len(SIMILARITY_SCALES), 1))
    differences[[0, 2], 0] = stops / LIGHT_SCALE.span, grams / WEIGHT_SCALE.span
    measures = np.hstack([np.zeros_like(differences), differences])
    points = SimilaritySpace(*indexed_focal_lengths(octaves), np.zeros(2), measures, np.ones(2, dtype=bool))
    one, other = (" and ".join(map(str, sorted(own))) for own in (lengths[0], lengths[1][:2]))
    return (
        f"one phone has lenses of {one} mm, another of {other} mm and a third one of {lengths[1][2]} mm. "
        f"Their lenses count {points.lens_distances(0)[1]:.2f}, {stops} stops of light {stops / LIGHT_SCALE.span:.2f}, "
        f"{grams} g of weight {grams / WEIGHT_SCALE.span:.2f}, together {points.distances(0)[1]:.2f}."
    )


def cached_similarity_space(kept):
    """The ``SimilaritySpace`` of what is live, made once."""
    if "space" not in kept.kept:
        kept.kept["space"] = build_similarity_space(kept.index)
    return kept.kept["space"]


def build_similarity_space(index):
    light = 2 * np.log2(known_numbers(index, "main_equivalent_f_number"))
    used, whole = known_numbers(index, "main_used_area_mm2"), known_numbers(index, "main_sensor_area_mm2")
    area = np.log2(np.where(np.isnan(used), whole, used))
    rows = [light, area, *(known_numbers(index, one.key) for one in SIMILARITY_SCALES[2:])]
    measures = np.array([row / one.span for row, one in zip(rows, SIMILARITY_SCALES, strict=True)])
    lengths = focal_octaves(index)
    fit = index.alive & ~np.isnan(measures[:2]).all(axis=0) & np.isfinite(lengths).any(axis=1)
    return SimilaritySpace(*indexed_focal_lengths(lengths), unknown_lens_counts(index), measures, fit)


def known_numbers(index, key):
    """One number of every phone by place; not a number where it is not known, or where there is none."""
    return exact_numbers(index.phones, index.phones.kind.by_key[key])[0]


def exact_numbers(columns, facet):
    """slot × place."""
    low = columns.low[facet.column].astype(np.float64)
    return np.where(np.isfinite(low) & (low == columns.high[facet.column]), low, np.nan)


def focal_octaves(index):
    """log2 of each focal length of the rear lenses: phone × lens, shortest first, as many as any phone has."""
    columns = index.columns[LENS.key]
    ends = [exact_numbers(columns, LENS.by_key[key]) for key in ("focal_length_eq_mm", "focal_length_eq_max_mm")]
    octaves = np.log2(np.concatenate(ends)).T
    octaves = np.sort(np.where(np.isnan(octaves), np.inf, octaves), axis=1)
    octaves[:, 1:][octaves[:, 1:] == octaves[:, :-1]] = np.inf
    octaves.sort(axis=1)
    most = max(1, int(np.isfinite(octaves).sum(axis=1).max(initial=0)))
    return np.ascontiguousarray(octaves[:, :most])


def indexed_focal_lengths(lengths):
    """Every focal length once, rising, the infinite one last; and lens × phone, the number of each among them."""
    octaves = np.append(np.unique(lengths[np.isfinite(lengths)]), np.inf)
    return octaves, np.ascontiguousarray(np.searchsorted(octaves, lengths).T.astype(np.intp))


def unknown_lens_counts(index):
    """How many rear lenses of each phone, by place, may have any focal length."""
    columns = index.columns[LENS.key]
    return np.isneginf(columns.low[LENS.by_key["focal_length_eq_mm"].column]).sum(axis=0)


def similar_phone_keys(kept, key, *, without=(), most=3):
    """Keys of the phones nearest to that of ``key``, nearest first, those of ``without`` left out; empty where too
    little is known of it. ``kept`` is what is live."""
    places, points = kept.index.places, cached_similarity_space(kept)
    place = places.of.get(key)
    if place is None or not points.fit[place]:
        return []
    distances = points.distances(place).round(DISTANCE_DECIMALS)
    distances[~points.fit] = np.inf
    distances[[places.of[one] for one in (key, *without) if one in places.of]] = np.inf
    most = min(most, len(distances))
    near = np.flatnonzero(np.isfinite(distances) & (distances <= np.partition(distances, most - 1)[most - 1]))
    order = np.lexsort((kept.index.by_slug[near], distances[near]))
    return [places.ids[place] for place in near[order][:most]]
