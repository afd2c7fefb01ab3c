"""Where a zoom can stand: each focal length or span of focal lengths, with its f-numbers. No queries.

Focal lengths are equivalent ones in mm. None is not known.
"""

from dataclasses import dataclass

from catalog.models.vocabulary import HELPER_ROLES, ApertureKind, ZoomKind
from catalog.quantities import optics

NEAREST_MM = 1.0
FARTHEST_MM = 10_000.0
"""Ends of a span of which only the other end is known: beyond anything that can be asked of a phone."""


@dataclass(frozen=True)
class ZoomPosition:
    """A span of focal lengths within which a lens zooms freely; both ends are the same for a step.

    The f-number follows ``optics.zoomed_f_number`` from one end to the other. Where ``is_certain`` is not set, the lens
    may stand at some, all or none of the span; where ``is_placed`` is not set, it stands somewhere in it.
    """

    short_mm: float
    long_mm: float
    f_number: float | None
    f_number_long: float | None
    is_certain: bool = True
    is_placed: bool = True


def focal_length_ends(camera):
    """The shortest and the longest focal length that is known; None for both where none is."""
    lengths = [camera.short_mm]
    if camera.zoom_kind != ZoomKind.FIXED:
        lengths.append(camera.focal_length_eq_max_mm)
        lengths += camera.focal_length_eq_steps_mm or ()
    known = list(filter(None, lengths))
    if not known:
        return None, None
    return min(known), max(known)


def f_numbers_at_ends(camera):
    """At the shortest and at the longest focal length that is known, with the aperture at its widest."""
    at_long = camera.f_number_max if camera.aperture_kind == ApertureKind.ZOOM else camera.f_number
    at_short = camera.f_number if camera.short_mm else at_long
    return at_short, at_long


def zoom_steps(camera):
    """Focal lengths at which a zoom can stand; none for a continuous one. One of unknown kind counts with its ends."""
    if camera.zoom_kind in (ZoomKind.CONTINUOUS, ZoomKind.FIXED):
        return []
    steps = set(filter(None, focal_length_ends(camera)))
    steps.update(camera.focal_length_eq_steps_mm or ())
    return sorted(steps)


def zoom_positions(camera):
    """The ``ZoomPosition``s of a lens that zooms; none for a lens of one focal length, or one not known to zoom."""
    if not _is_zoom(camera):
        return []
    positions = _known_positions(camera)
    if not camera.short_mm:
        positions.append(_unplaced_short_end(camera))
    return positions + _uncertain_positions(camera)


def _unplaced_short_end(camera):
    _, long = focal_length_ends(camera)
    return ZoomPosition(NEAREST_MM, long or FARTHEST_MM, camera.f_number, camera.f_number, is_placed=False)


def _is_zoom(camera):
    if camera.role in HELPER_ROLES or camera.zoom_kind == ZoomKind.FIXED:
        return False
    return bool(camera.zoom_kind or camera.focal_length_eq_max_mm or camera.focal_length_eq_steps_mm)


def _known_positions(camera):
    ends = focal_length_ends(camera)
    f_numbers = f_numbers_at_ends(camera)
    if camera.zoom_kind != ZoomKind.CONTINUOUS:
        return [_step(mm, ends, f_numbers) for mm in zoom_steps(camera)]
    if ends[0] is None:
        return []
    if ends[0] == ends[1]:
        return [_step(ends[0], ends, f_numbers)]
    if all(f_numbers):
        return [ZoomPosition(*ends, *f_numbers)]
    return [ZoomPosition(*ends, None, None), *(_step(mm, ends, f_numbers) for mm in ends)]


def _step(mm, ends, f_numbers):
    f_number = _f_number_at(mm, ends, f_numbers)
    return ZoomPosition(mm, mm, f_number, f_number)


def _f_number_at(mm, ends, f_numbers):
    if mm == ends[0]:
        return f_numbers[0]
    if mm == ends[1]:
        return f_numbers[1]
    if not all(f_numbers):
        return None
    return optics.zoomed_f_number(mm, ends, f_numbers)


def _uncertain_positions(camera):
    """What lies between the known positions where their list is not known, and beyond an end that is not known."""
    if camera.zoom_kind != ZoomKind.CONTINUOUS and camera.focal_length_eq_steps_mm:
        return []
    short, long = focal_length_ends(camera)
    is_whole = camera.short_mm and camera.focal_length_eq_max_mm
    if is_whole and camera.zoom_kind == ZoomKind.CONTINUOUS:
        return []
    f_numbers = f_numbers_at_ends(camera)
    if not (all(f_numbers) and (is_whole or f_numbers[0] == f_numbers[1])):
        f_numbers = (None, None)
    if not camera.short_mm:
        short = NEAREST_MM
    if not camera.focal_length_eq_max_mm:
        long = FARTHEST_MM
    return [ZoomPosition(short, long, *f_numbers, is_certain=False)]
