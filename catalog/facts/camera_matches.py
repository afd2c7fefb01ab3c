"""Which cameras of several phones stand side by side: those that see about the same, whatever they are called."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from catalog.models import Camera
from catalog.models.vocabulary import HELPER_ROLES, TELEPHOTO_ROLES, Facing, Role
from catalog.quantities import formatters
from catalog.sheet import phone_parts

MAX_FOCAL_RATIO = 1.6
"""How many times as long as another a lens may be to stand beside it."""


@dataclass(frozen=True)
class CameraMatch:
    """Cameras that see about the same: one per phone in the order of the phones, None for a phone that has none."""

    cameras: tuple[Camera | None, ...]

    @cached_property
    def present(self):
        return [camera for camera in self.cameras if camera]

    @property
    def faces_reader(self):
        return self.present[0].facing == Facing.FRONT

    @cached_property
    def roles(self):
        return tuple(dict.fromkeys(camera.role for camera in self.present))

    @cached_property
    def span_mm(self):
        """Shortest and longest equivalent focal length in it; None where none is known."""
        spans = [span for span in map(focal_length_span, self.present) if span]
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None

    @cached_property
    def title(self):
        """“Telephoto / Periscope telephoto, 70–75 mm”."""
        roles = " / ".join(dict.fromkeys(map(phone_parts.camera_title, self.present)))
        return f"{roles}, {format_focal_span(self.span_mm)}" if self.span_mm else roles

    def missing_in(self, cameras):
        """What a phone lacks that has ``cameras`` and none of these: “no telephoto”, or “no lens near 75 mm”."""
        beside = [camera for camera in cameras if camera.facing == self.present[0].facing]
        alike = {_role_family(camera.role) for camera in beside}.intersection(map(_role_family, self.roles))
        if alike and self.span_mm:
            return f"no lens near {format_focal_span(self.span_mm)}"
        return f"no {'other ' if alike else ''}{Role(self.roles[0]).label.lower()}"


def matching_cameras(columns):
    """The ``CameraMatch``es of several phones' cameras (a list of them per phone), each camera in one of them.

    Of all pairs the nearest are joined first, as long as a match has one camera per phone and its lenses are within
    ``MAX_FOCAL_RATIO``. A lens of unknown length goes by its role. Main lenses come first, then by length; helpers and
    front
    cameras last. The order of the phones changes nothing but the order of the cameras.
    """
    lenses = [
        _Lens(number, camera, focal_length_span(camera)) for number, cameras in enumerate(columns) for camera in cameras
    ]
    group_of = {id(lens): [lens] for lens in lenses}
    pairs = (pair for pair in combinations(lenses, 2) if _may_match(*pair))
    for one, other in sorted(pairs, key=lambda pair: _pair_distance(*pair)):
        mine, yours = group_of[id(one)], group_of[id(other)]
        if mine is not yours and _can_be_one_match([*mine, *yours]):
            mine.extend(yours)
            group_of.update((id(lens), mine) for lens in yours)
    groups = {id(group): group for group in group_of.values()}.values()
    return sorted((_build_match(group, len(columns)) for group in groups), key=_match_sort_key)


@dataclass(frozen=True, eq=False, slots=True)
class _Lens:
    """A camera with the number of its phone and the lengths it spans."""

    number: int
    camera: Camera
    span: tuple[float, float] | None


def focal_length_span(camera):
    """The shortest and the longest equivalent focal length of a lens in mm, alike where it does not zoom; or None."""
    shortest = camera.focal_length_eq_mm
    if not shortest:
        return None
    return shortest, max(shortest, camera.focal_length_eq_max_mm or 0, *(camera.focal_length_eq_steps_mm or ()))


def format_focal_span(span):
    """``24 mm``, ``70–75 mm``."""
    return f"{'–'.join(dict.fromkeys(formatters.format_number(end, 0) for end in span))}{formatters.THIN_SPACE}mm"


def focal_span_ratio(spans):
    """How many times as long the longest of several lenses is as the shortest; a zoom is as near as it can be made."""
    return max(1, max(low for low, _ in spans) / min(high for _, high in spans))


def _may_match(one, other):
    """Whether two cameras may stand side by side at all: of two phones, facing alike, seeing alike or of one role."""
    mine, yours = one.camera, other.camera
    helpers = (mine.role in HELPER_ROLES, yours.role in HELPER_ROLES)
    if one.number == other.number or mine.facing != yours.facing or helpers[0] != helpers[1]:
        return False
    return (
        focal_span_ratio([one.span, other.span]) <= MAX_FOCAL_RATIO
        if one.span and other.span
        else mine.role == yours.role
    )


def _pair_distance(one, other):
    """Sorts pairs: known lengths first, the nearest first; then those of one role, and those alike in their order."""
    mine, yours = one.camera, other.camera
    near = (0, round(focal_span_ratio([one.span, other.span]), 4)) if one.span and other.span else (1, 0)
    order = abs(mine.position - yours.position), sorted((mine.role, yours.role)), sorted((mine.pk or 0, yours.pk or 0))
    return near, mine.role != yours.role, *order


def _can_be_one_match(lenses):
    """Whether they may be one match: no phone twice, and no lens far from another."""
    spans = [lens.span for lens in lenses if lens.span]
    return len({lens.number for lens in lenses}) == len(lenses) and (
        not spans or focal_span_ratio(spans) <= MAX_FOCAL_RATIO
    )


def _build_match(lenses, many):
    by_phone = {lens.number: lens.camera for lens in lenses}
    return CameraMatch(tuple(by_phone.get(number) for number in range(many)))


def _match_sort_key(match):
    first = match.present[0]
    length = match.span_mm[0] if match.span_mm else float("inf")
    return match.faces_reader, first.role in HELPER_ROLES, Role.MAIN not in match.roles, length, sorted(match.roles)


def _role_family(role):
    """What a reader takes for the same kind of lens."""
    return Role.TELE if role in TELEPHOTO_ROLES else role
