"""Optics of small cameras: pure functions, one definition each.

Lengths in millimetres, pixel pitch in micrometres, angles in degrees. None stands for what is not known.
"""

import re
from dataclasses import dataclass
from functools import wraps
from itertools import accumulate, chain
from math import atan, degrees, hypot, log, log2, radians, sqrt, tan

FULL_FRAME_DIAGONAL_MM = 43.27  # of 36 × 24 mm, the 35 mm film frame (CIPA DCG-001 speaks of “35 mm equivalent”)

STATED = "stated"
COMPUTED = "computed"
ESTIMATED = "estimated"

ESTIMATED_AREA_ERROR = 0.16
"""How far the estimated area of a sensor may be from the real one, as a share of it. Of all shipped cameras whose
sensor's size is stated or computed, no estimate by another route is further off."""
ESTIMATED_DIAGONAL_ERROR = ESTIMATED_AREA_ERROR / 2
"""The same of a diagonal, and of what is in proportion to it: crop factor and equivalent f-number."""

_LABEL = re.compile(r"1/(?P<denominator>\d{1,2}(?:\.\d{1,3})?)")


def none_if_unknown(formula):
    """Decorator: a function that returns None where any of its figures is None or 0."""

    @wraps(formula)
    def formula_of_known(*figures):
        if not all(figures):
            return None
        return formula(*figures)

    return formula_of_known


@dataclass(frozen=True)
class Size:
    """Width × height in mm, and how we know it: stated by a source, computed from other figures, or estimated."""

    width_mm: float
    height_mm: float
    how: str = STATED

    @property
    def area_mm2(self):
        return self.width_mm * self.height_mm

    @property
    def diagonal_mm(self):
        return hypot(self.width_mm, self.height_mm)

    def scaled(self, fraction):
        """The same shape with ``fraction`` (0–1) of the area."""
        how = ESTIMATED if self.how == ESTIMATED else COMPUTED
        side = sqrt(fraction)
        return Size(self.width_mm * side, self.height_mm * side, how)


def label_denominator(label):
    """``"1/1.31"`` → 1.31. None for a text that is no type label of that form."""
    found = _LABEL.fullmatch(label or "")
    if not found:
        return None
    return float(found["denominator"]) or None


def size_from_label(label):
    """A 4:3 sensor of that type, *estimated*: diagonal 16 mm per inch at 1/2 and larger, 18 mm per inch below.

    The inch is that of vidicon tubes, whose glass was wider than the picture; the two factors are the usual rule of
    thumb. It jumps at 1/2, so two neighbouring labels may come out in the wrong order.
    """
    denominator = label_denominator(label)
    if not denominator:
        return None
    mm_per_inch = 16 if denominator <= 2 else 18
    diagonal = mm_per_inch / denominator
    return Size(0.8 * diagonal, 0.6 * diagonal, ESTIMATED)


@none_if_unknown
def size_from_pixels(width_px, height_px, pitch_um):
    """Pixels × pitch: *computed*."""
    width_mm = width_px * pitch_um / 1000
    height_mm = height_px * pitch_um / 1000
    return Size(width_mm, height_mm, COMPUTED)


@none_if_unknown
def size_from_megapixels(megapixels, pitch_um):
    """Megapixels × pitch², the shape taken to be 4:3: *estimated*."""
    side = sqrt(megapixels * 1e6 / 12)  # of one of 4 × 3 equal squares, in pixels
    return Size(4 * side * pitch_um / 1000, 3 * side * pitch_um / 1000, ESTIMATED)


@none_if_unknown
def crop_factor(diagonal_mm):
    """Full-frame diagonal ÷ the diagonal of the area used. 1 for full frame, about 2.7 for a 1-inch type."""
    return FULL_FRAME_DIAGONAL_MM / diagonal_mm


@none_if_unknown
def equivalent_f_number(f_number, diagonal_mm):
    """The f-number that gathers the same light, and blurs as much, on full frame: f-number × crop factor."""
    return f_number * crop_factor(diagonal_mm)


def stops(equivalent, against):
    """How much more light the first of two equivalent f-numbers gathers, in stops: 2 · log2(against ÷ equivalent)."""
    return 2 * log2(against / equivalent)


def crop_ratio(focal_length_mm, wanted_mm):
    """How many times a picture is enlarged to show the view of ``wanted_mm``: wanted ÷ focal length, at least 1.

    A view is as wide as the sensor ÷ the focal length, so the part of the sensor used is narrower by that ratio.
    """
    return max(1, wanted_mm / focal_length_mm)


def crop_area_share(ratio):
    """The share (0–1) of area and pixels that a linear crop leaves: 1 ÷ ratio²."""
    return 1 / ratio**2


@none_if_unknown
def cropped_f_number(equivalent, ratio):
    """The equivalent f-number after a linear crop. The diagonal used is that much shorter, the crop factor and the
    equivalent f-number that much larger, and the light 2 · log2(ratio) stops less."""
    return equivalent * ratio


def zoomed_f_number(wanted_mm, ends_mm, f_numbers):
    """The f-number of a zoom between its ends: *estimated*, from those at the ends, as f = a · mm^b.

    A line where both are drawn on logarithmic scales: each doubling of the focal length costs the same number of
    stops. b = 1 is a lens whose pupil stays as wide, b = 0 one whose f-number does not change.
    """
    short, long = ends_mm
    at_short, at_long = f_numbers
    share = log(wanted_mm / short) / log(long / short)
    return at_short * (at_long / at_short) ** share


@none_if_unknown
def pixel_pitch_um(width_mm, width_px):
    """Used width ÷ pixels across."""
    return width_mm * 1000 / width_px


@none_if_unknown
def angle_of_view_deg(focal_length_eq_mm):
    """Across the diagonal, from the equivalent focal length: 2 · atan(43.27 ÷ 2f), for a lens focused far away."""
    return degrees(2 * atan(FULL_FRAME_DIAGONAL_MM / 2 / focal_length_eq_mm))


DIAGONAL, HORIZONTAL, VERTICAL = "diagonal", "horizontal", "vertical"
"""Kinds of angle of view."""
USUAL_SHARES = {DIAGONAL: 1, HORIZONTAL: 0.8, VERTICAL: 0.6}
"""What a side of a 4:3 picture is of its diagonal."""
SHORTEST_FOCAL_LENGTH_MM = 8
"""Equivalent. Shorter ones would be of fisheyes, whose picture no focal length describes."""


@dataclass(frozen=True)
class FocalLength:
    """An equivalent focal length in mm: stated, computed from an angle of view, or estimated from one."""

    mm: float
    how: str = STATED


@none_if_unknown
def focal_length_from_angle(angle_deg, share):
    """The equivalent focal length in mm, to a tenth, of a lens that sees ``angle_deg`` along a line of the picture;
    ``share`` is that line ÷ the diagonal. None for a fisheye: share × 43.27 ÷ (2 · tan(angle ÷ 2)) is below 8 mm, and
    negative from 180° on.

    It is for a lens without distortion. An angle in whole degrees gives it to about 0.1 mm for an ultrawide and 1 mm
    for a telephoto.
    """
    mm = share * FULL_FRAME_DIAGONAL_MM / 2 / tan(radians(angle_deg) / 2)
    if mm < SHORTEST_FOCAL_LENGTH_MM:
        return None
    return round(mm, 1)


@none_if_unknown
def pixels_per_inch(width_px, height_px, diagonal_in):
    """Pixels along the diagonal ÷ its length in inches."""
    return hypot(width_px, height_px) / diagonal_in


@none_if_unknown
def display_size(diagonal_in, width_px, height_px):
    """Width × height of a display with square pixels: *computed*. Rounded corners and cut-outs are not taken off."""
    pixel_mm = diagonal_in * 25.4 / hypot(width_px, height_px)
    return Size(width_px * pixel_mm, height_px * pixel_mm, COMPUTED)


@none_if_unknown
def share_percent(part_mm2, whole_mm2):
    """How much of the whole the part covers, in percent."""
    return 100 * part_mm2 / whole_mm2


def largest_focal_gap(spans):
    """The largest ratio of neighbouring focal lengths of several lenses, by their ``spans`` (shortest, longest) in mm.

    From the longest length reached so far to the next longer one: 24, 70 and 120 mm → 2.92. 1 where the spans of zooms
    leave no gap; None for fewer than two focal lengths.
    """
    lengths = set(chain.from_iterable(spans))
    if len(lengths) < 2:
        return None
    ordered = sorted(spans)
    reached = accumulate((long for _, long in ordered), max)
    gaps = [short / before for (short, _), before in zip(ordered[1:], reached, strict=False)]
    return max([1, *gaps])


def relative_spread(values):
    """How far apart several figures for one thing are: (largest − smallest) ÷ largest. 0 for one figure or none."""
    known = list(filter(None, values))
    if not known:
        return 0
    return (max(known) - min(known)) / max(known)
