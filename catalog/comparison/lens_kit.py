"""The lenses with which a phone takes pictures, and which of them serves at a focal length.

Focal lengths are equivalent ones, in millimetres. Between two lenses a phone crops: the longest lens that is not longer
than what is wanted serves. Past its longest lens it goes on cropping, which is digital zoom; below its shortest nothing
is covered.
"""

from dataclasses import dataclass, field, replace
from itertools import filterfalse
from math import inf

from catalog.facts.derived_values import derived_once
from catalog.models import Camera, Phone
from catalog.models.vocabulary import TELEPHOTO_ROLES, Role, Section, ZoomKind
from catalog.quantities import optics
from catalog.sheet.phone_parts import REAR, camera_titles, cameras_facing
from catalog.sheet.zoom_positions import f_numbers_at_ends, focal_length_ends, zoom_steps

ROLE_ORDER = {Role.ULTRAWIDE: 0, Role.MAIN: 1, **dict.fromkeys(TELEPHOTO_ROLES, 2)}
"""Roles that serve, the wider before the longer. A phone does not go over to the others: a macro lens or a microscope
is for what lies before it and often has a fixed focus, the second of a stereo pair sees what the first does, a
monochrome sensor and a colour filter take no plain colour picture, helpers none at all."""
SPECIAL_PURPOSE_ROLES = (Role.MACRO, Role.MICROSCOPE, Role.STEREO, Role.MONOCHROME, Role.COLOUR_FILTER)
"""Roles that take pictures and still do not serve."""


@dataclass(frozen=True)
class Lens:
    """A lens, or one position of a lens that zooms in steps (then its ends are the same).

    ``f_number`` holds at the short end, ``f_number_long`` at the long end; ``is_taken_on`` where the second is only
    taken to be like the first, ``is_between`` for a step whose f-number lies between those stated at the ends.
    ``is_placed_by_estimate``: its focal length is estimated from an angle of view. ``size`` is the area used. None is
    not known.
    """

    title: str
    short_mm: float | None
    long_mm: float | None
    f_number: float | None = None
    f_number_long: float | None = None
    size: optics.Size | None = None
    megapixels: float | None = None
    is_taken_on: bool = False
    is_between: bool = False
    is_placed_by_estimate: bool = False
    camera: Camera | None = field(default=None, compare=False, repr=False)

    def reach(self, mm):
        """The focal length at which it stands to show ``mm``, the rest being cropped."""
        return min(mm, self.long_mm)

    def f_number_at(self, mm):
        at = self.reach(mm)
        if at == self.short_mm:
            return self.f_number
        if at == self.long_mm or self.f_number == self.f_number_long:
            return self.f_number_long
        if not self.f_number or not self.f_number_long:
            return None
        ends = (self.short_mm, self.long_mm)
        return optics.zoomed_f_number(at, ends, (self.f_number, self.f_number_long))

    def equivalent_at(self, mm):
        """The equivalent f-number with what it crops; None where f-number or sensor is not known."""
        diagonal = self.size and self.size.diagonal_mm
        equivalent = optics.equivalent_f_number(self.f_number_at(mm), diagonal)
        return optics.cropped_f_number(equivalent, optics.crop_ratio(self.long_mm, mm))

    def is_estimated_at(self, mm):
        """Whether the sensor's size or the focal length is an estimate, or the f-number: inside a zoom with stated ends
        only."""
        if self.size and self.size.how == optics.ESTIMATED:
            return True
        if self.is_placed_by_estimate:
            return True
        at = self.reach(mm)
        if self.is_taken_on and at > self.short_mm:
            return True
        return self.is_between or self.is_between_f_numbers(at)

    def is_between_f_numbers(self, at):
        """Whether its f-number where it stands ``at`` lies between two others that are stated for its ends."""
        is_inside = self.short_mm < at < self.long_mm
        return is_inside and self.f_number != self.f_number_long


@dataclass(frozen=True)
class ServingLens:
    """What a lens gives at a focal length. ``crop`` is linear; ``equivalent`` is None where its light is not known;
    ``is_past`` says that the phone has no longer lens: the crop is digital zoom."""

    lens: Lens
    mm: float
    crop: float
    equivalent: float | None
    is_estimated: bool
    is_past: bool

    @property
    def share(self):
        """0–1, of the picture's area and pixels."""
        return optics.crop_area_share(self.crop)

    @property
    def megapixels(self):
        return self.lens.megapixels and self.lens.megapixels * self.share


@dataclass(frozen=True)
class LensKit:
    """The rear lenses of a phone: ``lenses`` from the shortest up, those whose focal length is not known apart, and
    the titles of those that take pictures and do not serve."""

    phone: Phone
    lenses: tuple[Lens, ...]
    unplaced: tuple[Lens, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def is_whole(self):
        """Whether there is no other rear camera than those listed."""
        return self.phone.is_whole(Section.REAR_CAMERAS)

    def is_doubtful_at(self, mm):
        """Whether a lens whose focal length is not known may be the one that serves: none where nothing is cropped."""
        if not any(_may_serve(lens.camera.role, mm, self.lenses) for lens in self.unplaced):
            return False
        at = serving_lens(self.lenses, mm)
        return at is None or at.crop > 1


@derived_once
def lens_kit(phone):
    """Of a phone fetched with ``whole``; asks the database nothing more."""
    rear = cameras_facing(phone, REAR)
    sizes = {camera.id: camera.used_size for camera in rear}
    lenses = []
    aside = []
    for title, camera in zip(camera_titles(rear), rear, strict=True):
        if camera.role in ROLE_ORDER:
            lenses += _camera_lenses(title, camera, sizes)
        elif camera.role in SPECIAL_PURPOSE_ROLES:
            aside.append(title)
    return LensKit(
        phone,
        lenses=tuple(sorted(filter(_is_placed, lenses), key=_focal_lengths)),
        unplaced=tuple(filterfalse(_is_placed, lenses)),
        aside=tuple(aside),
    )


def _is_placed(lens):
    return lens.short_mm is not None


def _focal_lengths(lens):
    return lens.short_mm, lens.long_mm


def serving_lens(lenses, mm):
    """What the lens that serves at ``mm`` gives; None where none of ``lenses`` is so short.

    Of several that stand at the same focal length the brightest serves; one whose light is not known comes last.
    """
    shorter = [lens for lens in lenses if lens.short_mm <= mm]
    if not shorter:
        return None
    reach = max(lens.reach(mm) for lens in shorter)
    best, *others = [lens for lens in shorter if lens.reach(mm) == reach]
    if others:
        best = min((best, *others), key=lambda lens: lens.equivalent_at(mm) or inf)
    return ServingLens(
        best,
        mm,
        crop=optics.crop_ratio(best.long_mm, mm),
        equivalent=best.equivalent_at(mm),
        is_estimated=best.is_estimated_at(mm),
        is_past=all(lens.long_mm < mm for lens in lenses),
    )


def _camera_lenses(title, camera, sizes):
    """The camera as one lens, or as one per step of its zoom. Its focal lengths are None where they are not known."""
    short_mm, long_mm = focal_length_ends(camera)
    f_number, f_number_long = f_numbers_at_ends(camera)
    lens = Lens(
        title,
        short_mm,
        long_mm,
        f_number=f_number,
        f_number_long=f_number_long,
        size=sizes[camera.id] or sizes.get(camera.shares_sensor_with_id),
        megapixels=camera.megapixels,
        is_placed_by_estimate=_is_estimated(camera.focal_length),
        is_taken_on=camera.aperture_kind is None and camera.zoom_kind == ZoomKind.CONTINUOUS,
        camera=camera,
    )
    steps = zoom_steps(camera)
    if len(steps) < 2:
        return [lens]
    return [_zoom_step(lens, mm) for mm in steps]


def _is_estimated(focal_length):
    return focal_length is not None and focal_length.how == optics.ESTIMATED


def _zoom_step(lens, mm):
    """``lens`` as it stands at ``mm``."""
    f_number = lens.f_number_at(mm)
    return replace(
        lens,
        short_mm=mm,
        long_mm=mm,
        f_number=f_number,
        f_number_long=f_number,
        is_between=lens.is_between_f_numbers(mm),
    )


def _may_serve(role, mm, lenses):
    """Whether a lens of that role can be the longest up to ``mm``: an ultrawide is wider than a main lens, a telephoto
    longer, and ``lenses`` are those whose focal length is known."""
    order = ROLE_ORDER[role]
    for lens in lenses:
        other = ROLE_ORDER[lens.camera.role]
        if other < order and lens.short_mm >= mm:
            return False
        if other > order and lens.short_mm <= mm:
            return False
    return True
