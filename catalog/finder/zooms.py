"""Lenses that zoom, in the index: the focal lengths at which they stand, and the f-numbers that they have there.

A zoom meets conditions on focal length, angle of view, f-number and equivalent f-number where one focal length meets
all of them. Between its ends each of these rows rises or falls without turning, so that a condition leaves a stretch of
the zoom, given as shares (0–1) of the way from end to end, on a logarithmic scale; conditions meet where stretches do.
"""

from dataclasses import dataclass
from math import pi

import numpy as np

from catalog.models import Camera
from catalog.quantities import optics
from catalog.sheet.zoom_positions import zoom_positions

from .facets import ENTRY_KINDS, FACETS, PHONE, STORED_KINDS, VERSION

FOCAL_LENGTH = "focal_length_eq_mm"
ANGLE = "angle_of_view_deg"
POSITION_ROWS = (FOCAL_LENGTH, "f_number", "equivalent_f_number")
"""Rows of a camera that have another value at each focal length."""
FIRST_ROW = 4
POSITION_WIDTH = FIRST_ROW + 2 * len(POSITION_ROWS)
"""Numbers of one position: the kind of entry, its slot, whether it is certain and placed, each row at both ends."""
NO_POSITIONS = np.zeros((0, POSITION_WIDTH), dtype=np.float32)
TOLERANCE = 1e-9
"""Of shares that were worked out from different rows."""


def _rows_by_facet_name():
    rows = {}
    for name, facet in FACETS.items():
        spec = facet.spec.inner or facet.spec
        if spec.of is Camera and spec.key in (ANGLE, *POSITION_ROWS):
            rows[name] = spec.key
    return rows


ZOOM_ROW_BY_NAME = _rows_by_facet_name()
"""Name of a facet that a zoom answers by its focal length → the camera's row."""


ZOOM_FACETS = {
    key: [facet for facet in kind.numbers if facet.name in ZOOM_ROW_BY_NAME] for key, kind in ENTRY_KINDS.items()
}
"""The same facets by kind."""


def is_zoom_facet(facet):
    return facet.name in ZOOM_ROW_BY_NAME


def zoom_numbers(kind_place, slot, camera):
    """The positions of one camera as rows of ``POSITION_WIDTH`` numbers; none for a lens that does not zoom."""
    positions = zoom_positions(camera)
    if not positions:
        return NO_POSITIONS
    diagonal = camera.used_size and camera.used_size.diagonal_mm
    rows = []
    for position in positions:
        f_numbers = (position.f_number, position.f_number_long)
        equivalents = [optics.equivalent_f_number(f_number, diagonal) for f_number in f_numbers]
        values = (position.short_mm, position.long_mm, *f_numbers, *equivalents)
        rows.append((kind_place, slot, position.is_certain, position.is_placed, *values))
    return np.array(rows, dtype=np.float32)


def positions_of_kind(numbers, kind):
    """Which rows of ``numbers`` are of a kind of entry."""
    return numbers[:, 0] == list(STORED_KINDS).index(kind.key)


@dataclass(frozen=True)
class Stretches:
    """For each position the stretch of it that meets conditions, and whether it is known to be there."""

    start: np.ndarray
    end: np.ndarray
    known: np.ndarray

    def __and__(self, other):
        return Stretches(np.maximum(self.start, other.start), np.minimum(self.end, other.end), self.known & other.known)

    @property
    def is_possible(self):
        return self.start <= self.end + TOLERANCE


class Zooms:
    """The positions of all zooms among the entries of one kind. ``where``: slot × width + place of each position's
    entry; ``certain``: whether the lens is known to stand there; ``placed``: whether at each focal length of it."""

    def __init__(self, where, numbers):
        self.where = where
        self.numbers = numbers
        self.certain = numbers[:, 2] > 0
        self.placed = numbers[:, 3] > 0
        self.entries = np.unique(where)
        self.bin_stretches = {}

    @classmethod
    def none(cls):
        return cls(np.zeros(0, dtype=np.int64), NO_POSITIONS)

    def __len__(self):
        return len(self.where)

    def with_more(self, where, numbers):
        if not len(where):
            return self
        return Zooms(np.concatenate([self.where, where]), np.concatenate([self.numbers, numbers]))

    def of_entries(self, where):
        """Those of the entries at ``where`` alone."""
        chosen = np.isin(self.where, where)
        return Zooms(self.where[chosen], self.numbers[chosen])

    def ends(self, row):
        """The values of a row at both ends, not a number where not known."""
        first = FIRST_ROW + 2 * POSITION_ROWS.index(row)
        return self.numbers[:, first].astype(np.float64), self.numbers[:, first + 1].astype(np.float64)

    def long_ends(self, facet):
        """The values of a row where zooms are longest, for those that are known."""
        row = ZOOM_ROW_BY_NAME[facet.name]
        _, at_end = self.ends(FOCAL_LENGTH if row == ANGLE else row)
        if row == ANGLE:
            at_end = np.degrees(2 * np.arctan(optics.FULL_FRAME_DIAGONAL_MM / 2 / at_end))
        known = ~np.isnan(at_end) & self.certain & self.placed
        return at_end[known].astype(np.float32)

    def stretches(self, columns, facet, low, high):
        """Where each position's row lies from ``low`` to ``high``: numbers, or columns of numbers for many ranges.

        A value that is not known is at least the one that the row is known to have at its least.
        """
        least, _ = columns.intervals_at(facet, self.where)
        may_reach = least <= np.float32(high)
        row = ZOOM_ROW_BY_NAME[facet.name]
        if row == ANGLE:
            row = FOCAL_LENGTH
            low, high = _focal_length_at(high), _focal_length_at(low)
            may_reach = True
        at_start, at_end = self.ends(row)
        stated = ~np.isnan(at_start)
        known = stated & self.placed if row == FOCAL_LENGTH else stated
        start, end = _shares(at_start, at_end, _as_stored(low), _as_stored(high))
        may_reach = may_reach & ~np.isnan(least)
        start = np.where(stated, start, 0.0)
        end = np.where(stated, end, 1.0)
        is_out = ~known & ~may_reach
        return Stretches(np.where(is_out, 1.0, start), np.where(is_out, 0.0, end), known)

    def in_bins(self, columns, facet, given=None):
        """Bin × position: whether a position is known to have the row in that bin, at a focal length within the
        ``Stretches`` that are ``given``."""
        if facet.column not in self.bin_stretches:
            ranges = bin_ranges(columns.edges[facet.column])
            self.bin_stretches[facet.column] = self.stretches(columns, facet, *ranges)
        found = self.bin_stretches[facet.column]
        is_known = found.known & self.certain
        if given is not None:
            found = found & given
        return found.is_possible & is_known

    def meeting(self, columns, conditions):
        """``Stretches`` that meet all ``conditions``."""
        whole = Stretches(np.zeros(len(self)), np.ones(len(self)), np.ones(len(self), dtype=bool))
        for condition in conditions:
            whole = whole & self.stretches(columns, condition.facet, *condition.ends)
        return whole


def bin_ranges(edges):
    """(lowest, highest) of the bins between ``edges``, each a column; the first and the last hold what lies beyond."""
    low = edges[:-1, None].copy()
    high = np.nextafter(edges[1:, None], np.float32(-np.inf))
    low[0] = -np.inf
    high[-1] = np.inf
    return low, high


def _as_stored(value):
    return np.asarray(value, dtype=np.float32).astype(np.float64)


def _focal_length_at(angle_deg):
    """The equivalent focal length with that angle of view."""
    half = np.radians(np.clip(np.asarray(angle_deg, dtype=np.float64), 0, 180)) / 2
    with np.errstate(divide="ignore"):
        length = optics.FULL_FRAME_DIAGONAL_MM / 2 / np.tan(half)
    return np.where(half >= pi / 2, 0, length)


def _shares(at_start, at_end, low, high):
    """From which to which share of the way a row lies from ``low`` to ``high``; the second is less than the first
    where it nowhere does."""
    with np.errstate(divide="ignore", invalid="ignore"):
        length = np.log(at_end) - np.log(at_start)
        first = (np.log(np.maximum(low, 0)) - np.log(at_start)) / length
        last = (np.log(np.maximum(high, 0)) - np.log(at_start)) / length
    is_flat = at_start == at_end
    is_inside = (low <= at_start) & (at_start <= high)
    start = np.where(is_flat, np.where(is_inside, 0.0, 1.0), np.maximum(first, 0))
    end = np.where(is_flat, np.where(is_inside, 1.0, 0.0), np.minimum(last, 1))
    return start, end


def zoom_kind_cameras(kind, records, main_camera):
    """(slot, camera) of the entries of a kind that are cameras, that of the phone and its versions being its main
    camera."""
    if kind in (PHONE, VERSION):
        return [(slot, main_camera) for slot, _ in enumerate(records) if main_camera]
    if kind.specs[0].of is not Camera:
        return []
    return list(enumerate(records))
