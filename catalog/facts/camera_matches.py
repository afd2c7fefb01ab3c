"""Which cameras of several phones stand side by side: those that see about the same, whatever they are called."""

from dataclasses import dataclass
from itertools import combinations

from django.utils.functional import cached_property

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
        """Its cameras, without the gaps; at least one."""
        return list(filter(None, self.cameras))

    @property
    def faces_reader(self):
        return self.present[0].facing == Facing.FRONT

    @cached_property
    def roles(self):
        """The roles of its cameras, without repeats."""
        roles = [camera.role for camera in self.present]
        return tuple(dict.fromkeys(roles))

    @cached_property
    def span_mm(self):
        """Shortest and longest equivalent focal length in it; None where none is known."""
        spans = list(filter(None, map(focal_length_span, self.present)))
        if not spans:
            return None
        lows, highs = zip(*spans, strict=True)
        return min(lows), max(highs)

    @cached_property
    def title(self):
        """“Telephoto / Periscope telephoto, 70–75 mm”."""
        titles = dict.fromkeys(map(phone_parts.camera_title, self.present))
        roles = " / ".join(titles)
        if self.span_mm is None:
            return roles
        return f"{roles}, {format_focal_span(self.span_mm)}"

    def missing_in(self, cameras):
        """What a phone lacks that has ``cameras`` and none of these: “no telephoto”, or “no lens near 75 mm”."""
        facing = self.present[0].facing
        families_there = set()
        for camera in cameras:
            if camera.facing == facing:
                families_there.add(_role_family(camera.role))
        families_here = set(map(_role_family, self.roles))
        role = Role(self.roles[0]).label.lower()
        if families_here.isdisjoint(families_there):
            return f"no {role}"
        if self.span_mm:
            return f"no lens near {format_focal_span(self.span_mm)}"
        return f"no other {role}"


def matching_cameras(columns):
    """The ``CameraMatch``es of several phones' cameras (a list of them per phone), each camera in one of them.

    Of all pairs the nearest are joined first, as long as a match has one camera per phone and its lenses are within
    ``MAX_FOCAL_RATIO``. Lenses of unknown length are matched by role. Main lenses come first, then by length; helpers
    and front cameras last. The order of the phones changes nothing but the order of the cameras.
    """
    matches = [_build_match(group, len(columns)) for group in _group_lenses(_lenses(columns))]
    return sorted(matches, key=_match_sort_key)


def _lenses(columns):
    lenses = []
    for number, cameras in enumerate(columns):
        lenses.extend(_Lens(number, camera, focal_length_span(camera)) for camera in cameras)
    return lenses


def _group_lenses(lenses):
    """Lists of lenses that match, each lens in one list. Begins with a list per lens; joins along the nearest pairs."""
    group_of = {id(lens): [lens] for lens in lenses}
    for one, other in _pairs_by_distance(lenses):
        mine = group_of[id(one)]
        yours = group_of[id(other)]
        if mine is not yours and _can_be_one_match([*mine, *yours]):
            mine.extend(yours)
            group_of |= dict.fromkeys(map(id, yours), mine)
    unique = {id(group): group for group in group_of.values()}
    return list(unique.values())


def _pairs_by_distance(lenses):
    """Pairs of lenses that may match, the nearest first."""
    pairs = [pair for pair in combinations(lenses, 2) if _may_match(*pair)]
    return sorted(pairs, key=lambda pair: _pair_distance(*pair))


@dataclass(frozen=True, eq=False, slots=True)
class _Lens:
    """A camera with the number of its phone and its ``focal_length_span``."""

    number: int
    camera: Camera
    span: tuple[float, float] | None


def focal_length_span(camera):
    """(shortest, longest) equivalent focal length in mm; both the same for a lens that does not zoom; or None."""
    shortest = camera.short_mm
    if not shortest:
        return None
    steps = camera.focal_length_eq_steps_mm or ()
    longest = max(shortest, camera.focal_length_eq_max_mm or 0, *steps)
    return shortest, longest


def format_focal_span(span):
    """``24 mm``, ``70–75 mm``."""
    ends = dict.fromkeys(formatters.format_number(end, 0) for end in span)
    return f"{'–'.join(ends)}{formatters.THIN_SPACE}mm"


def focal_span_ratio(spans):
    """How many times as long the longest of several lenses is as the shortest, each zoom set to bring them as near as
    it can; never below 1."""
    lows, highs = zip(*spans, strict=True)
    return max(1, max(lows) / min(highs))


def _may_match(one, other):
    """Whether two cameras may match: of two phones, facing alike, both helpers or neither, of like length or role."""
    mine = one.camera
    yours = other.camera
    if one.number == other.number or mine.facing != yours.facing:
        return False
    if (mine.role in HELPER_ROLES) != (yours.role in HELPER_ROLES):
        return False
    if one.span and other.span:
        return focal_span_ratio([one.span, other.span]) <= MAX_FOCAL_RATIO
    return mine.role == yours.role


def _pair_distance(one, other):
    """Sort key of pairs: known lengths first, the nearest first; then by like role, and by like position."""
    mine = one.camera
    yours = other.camera
    distance = (1, 0)
    if one.span and other.span:
        distance = (0, round(focal_span_ratio([one.span, other.span]), 4))
    return (
        distance,
        mine.role != yours.role,
        abs(mine.position - yours.position),
        sorted((mine.role, yours.role)),
        sorted((mine.pk or 0, yours.pk or 0)),
    )


def _can_be_one_match(lenses):
    """Whether the lenses are of different phones, at one display as far as is known, and none is far from another in
    length."""
    phones = {lens.number for lens in lenses}
    if len(phones) < len(lenses):
        return False
    sides = {lens.camera.display_side for lens in lenses}
    if len(sides - {None}) > 1:
        return False
    spans = list(filter(None, [lens.span for lens in lenses]))
    if not spans:
        return True
    return focal_span_ratio(spans) <= MAX_FOCAL_RATIO


def _build_match(lenses, phone_count):
    by_phone = {lens.number: lens.camera for lens in lenses}
    cameras = map(by_phone.get, range(phone_count))
    return CameraMatch(tuple(cameras))


def _match_sort_key(match):
    first = match.present[0]
    length = match.span_mm[0] if match.span_mm else float("inf")
    return (
        match.faces_reader,
        first.role in HELPER_ROLES,
        Role.MAIN not in match.roles,
        length,
        sorted(match.roles),
    )


def _role_family(role):
    """Telephoto and periscope are one kind of lens to a reader."""
    return Role.TELE if role in TELEPHOTO_ROLES else role
