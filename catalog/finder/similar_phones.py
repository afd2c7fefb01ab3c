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
from functools import cached_property

import numpy as np
from django.utils.translation import gettext, gettext_noop

from catalog.languages.localised_text import localised
from catalog.quantities.lens_pairs import MAX_PAIR_OCTAVES

from .facets import LENS

UNKNOWN_DISTANCE = 1.0
DISTANCE_DECIMALS = 6
"""Distances that agree in so many decimals are equal; the slugs decide."""
SAME_DISTANCE = 2 * 10**-DISTANCE_DECIMALS
ALL = slice(None)
MANY_PHONES = 2_000
"""Of more, most are left out before their distances are worked out whole."""


@dataclass(frozen=True)
class SimilarityScale:
    """One measure: ``span`` is the difference that counts 1, in ``unit``, or in doublings where ``doublings``."""

    key: str
    label: str
    span: float
    unit: str
    doublings: bool = False


LIGHT_SCALE = SimilarityScale("light", gettext_noop("Light of the main camera"), 1, gettext_noop("stop"))
AREA_SCALE = SimilarityScale(
    "area",
    gettext_noop("Sensor area of the main camera, the part used where known"),
    1,
    gettext_noop("doubling"),
    doublings=True,
)
WEIGHT_SCALE = SimilarityScale("weight_g", gettext_noop("Weight"), 30, "g")
SIMILARITY_SCALES = (
    LIGHT_SCALE,
    AREA_SCALE,
    WEIGHT_SCALE,
    SimilarityScale("height_mm", gettext_noop("Height"), 10, "mm"),
    SimilarityScale("width_mm", gettext_noop("Width"), 5, "mm"),
    SimilarityScale("depth_mm", gettext_noop("Thickness"), 2, "mm"),
)


@dataclass(frozen=True)
class SimilaritySpace:
    """The phones of an index as points.

    ``octaves`` are the focal lengths that any phone has, and at the end an infinite one that stands for no lens;
    ``lenses``: lens × phone, the number of each lens's focal length among them. ``unseen``: how many lenses of a phone
    have no known focal length. ``measures``: measure × phone, each over its scale, not a number where it is not known.
    ``fit``: the phones that may resemble another, and ``fit_places`` their places.
    """

    octaves: np.ndarray
    lenses: np.ndarray
    unseen: np.ndarray
    measures: np.ndarray
    fit: np.ndarray

    @cached_property
    def fit_places(self):
        return np.flatnonzero(self.fit).astype(np.int32)

    def distances(self, place, others=ALL):
        """From one phone to ``others`` (places)."""
        apart = np.zeros(self.unseen[others].shape)
        for measure in self.measures:
            apart += distances_of_measure(measure, place, others)
        return apart + self.lens_distances(place, others)

    def lens_distances(self, place, others=ALL):
        """Of the lenses of one phone and those of others. Worked out per focal length, because there are few."""
        own = self.octaves[self.lenses[:, place]]
        own = own[np.isfinite(own)]
        lenses = self.lenses[:, others]
        apart = np.minimum(np.abs(own[:, None] - self.octaves) / MAX_PAIR_OCTAVES, 1)
        theirs = np.append(apart.min(axis=0, initial=1)[:-1], 0)
        distances = UNKNOWN_DISTANCE * (self.unseen[others] + self.unseen[place]) + theirs[lenses].sum(axis=0)
        for one in apart:
            distances += nearest_lens_distances(one, lenses)
        return distances

    def near(self, place, others, most):
        """Those of ``others`` (places) among which are the ``most`` nearest to one phone, and all that are as near as
        the last of these: few of very many. A phone is left out once some parts of its distance come to more than the
        whole distance of so many others."""
        count = max(MANY_PHONES, most)
        if len(others) <= count:
            return others
        apart = distances_of_measure(self.measures[0], place, others)
        some = others[np.argpartition(apart, count)[:count]]
        bound = np.partition(self.distances(place, some), most - 1)[most - 1] + SAME_DISTANCE
        for measure in self.measures[1:]:
            is_near = apart <= bound
            others = others[is_near]
            apart = apart[is_near] + distances_of_measure(measure, place, others)
        return others[apart <= bound]


def distances_of_measure(measure, place, others):
    apart = np.abs(measure[others] - measure[place])
    np.copyto(apart, UNKNOWN_DISTANCE, where=np.isnan(apart))
    return apart


def nearest_lens_distances(apart, lenses):
    """How far the nearest of each phone's lenses is, by what its focal length is ``apart``."""
    least = apart[lenses[0]]
    for row in lenses[1:]:
        np.minimum(least, apart[row], out=least)
    return least


def distance_example():
    """A distance worked out, in words: two made-up phones that differ in their lenses, in light and in weight."""
    stops = 0.5
    grams = 45
    light = stops / LIGHT_SCALE.span
    weight = grams / WEIGHT_SCALE.span
    octaves = np.log2([(13, 24, np.inf), (13, 26, 120)])
    measures = np.zeros((len(SIMILARITY_SCALES), 2))
    measures[SIMILARITY_SCALES.index(LIGHT_SCALE), 1] = light
    measures[SIMILARITY_SCALES.index(WEIGHT_SCALE), 1] = weight
    points = SimilaritySpace(
        *indexed_focal_lengths(octaves), unseen=np.zeros(2), measures=measures, fit=np.ones(2, dtype=bool)
    )
    parts = {"stops": stops, "light": f"{light:.2f}", "grams": grams, "weight": f"{weight:.2f}"}
    parts |= {"lenses": f"{points.lens_distances(0)[1]:.2f}", "together": f"{points.distances(0)[1]:.2f}"}
    words = gettext(
        "one phone has lenses of 13 and 24 mm, another of 13 and 26 mm and a third one of 120 mm. Their lenses count "
        "{lenses}, {stops} stops of light {light}, {grams} g of weight {weight}, together {together}."
    )
    return words.format_map({name: localised(str(value)) for name, value in parts.items()})


def cached_similarity_space(snapshot):
    """The ``SimilaritySpace`` of a snapshot, built once."""
    return snapshot.get_or_set("similarity space", lambda: build_similarity_space(snapshot.index))


def build_similarity_space(index):
    light = 2 * np.log2(known_numbers(index, "main_equivalent_f_number"))
    used = known_numbers(index, "main_used_area_mm2")
    whole = known_numbers(index, "main_sensor_area_mm2")
    area = np.log2(np.where(np.isnan(used), whole, used))
    sizes = [known_numbers(index, scale.key) for scale in SIMILARITY_SCALES[2:]]
    spans = [scale.span for scale in SIMILARITY_SCALES]
    measures = np.array([light, area, *sizes]) / np.array(spans)[:, None]
    lengths = focal_octaves(index)
    fit = index.alive & ~np.isnan(measures[:2]).all(axis=0) & np.isfinite(lengths).any(axis=1)
    return SimilaritySpace(*indexed_focal_lengths(lengths), unknown_lens_counts(index), measures, fit)


def known_numbers(index, key):
    """One number of every phone by place; not a number where it is not known, or where there is none."""
    return exact_numbers(index.phones, index.phones.kind.by_key[key])[0]


def exact_numbers(columns, facet):
    """Slot × place."""
    low, high = columns.intervals(facet)
    return np.where(np.isfinite(low) & (low == high), low, np.nan).astype(np.float64)


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
    return octaves, np.ascontiguousarray(np.searchsorted(octaves, lengths).T.astype(np.int16))


def unknown_lens_counts(index):
    """How many rear lenses of each phone, by place, may have any focal length."""
    columns = index.columns[LENS.key]
    low, _ = columns.intervals(LENS.by_key["focal_length_eq_mm"])
    return np.isneginf(low).sum(axis=0)


def similar_phone_keys(snapshot, key, *, without=(), most=3):
    """Keys of the phones nearest to that of ``key``, nearest first, those of ``without`` left out; empty where too
    little is known of it."""
    places = snapshot.index.places
    points = cached_similarity_space(snapshot)
    place = places.of.get(key)
    if place is None or not points.fit[place]:
        return []
    left_out = [places.of[other] for other in (key, *without) if other in places.of]
    near = points.near(place, points.fit_places, most + len(left_out))
    near = near[~np.isin(near, left_out)]
    distances = points.distances(place, near).round(DISTANCE_DECIMALS)
    order = np.lexsort((snapshot.index.by_slug[near], distances))
    return snapshot.index.keys(near[order][:most])
