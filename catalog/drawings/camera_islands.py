"""What the rear cameras stand on, drawn on the back of a body from what is known of it.

Where its size is not known it is drawn in the usual proportions of its shape and dashed, as nobody should measure it.
"""

from dataclasses import dataclass, fields
from operator import attrgetter

from catalog.languages.active_language import gettext
from catalog.languages.listed_words import clause_list, comma_list, small_words
from catalog.languages.localised_text import localised
from catalog.models.vocabulary import HELPER_ROLES, CameraLayout, FlashPosition, IslandPosition, IslandShape
from catalog.sheet import phone_parts

from .lens_arrangements import (
    arrangement_size,
    as_flash,
    flash_between,
    has_room_for_flash,
    lens_places,
    lens_rectangles,
)
from .scale_drawing import Rectangle, has_front, millimetres_text

USUAL_PROPORTIONS = {
    IslandShape.CIRCLE: (0.6, 0.6),
    IslandShape.SQUARE: (0.48, 0.48),
    IslandShape.RECTANGLE_UPRIGHT: (0.34, 0.56),
    IslandShape.RECTANGLE_ACROSS: (0.8, 0.34),
    IslandShape.STRIP_UPRIGHT: (0.2, 0.52),
    IslandShape.STRIP_ACROSS: (0.56, 0.2),
    IslandShape.BAR: (1, 0.34),
}
"""Width and height for a body 1 wide."""
DRAWN_SHAPES = (*USUAL_PROPORTIONS, IslandShape.LENSES)
LENS_DIAMETER_OF_BACK = 0.17
"""Diameter of a lens that stands by itself, for a body 1 wide."""
CORNER_RADII = {
    IslandShape.SQUARE: 0.25,
    IslandShape.RECTANGLE_UPRIGHT: 0.25,
    IslandShape.RECTANGLE_ACROSS: 0.25,
    IslandShape.BAR: 0.03,
}
"""Radius, of the shorter side; half of it for the shapes that are not named: they are round at their ends."""
EDGE_DISTANCE = 0.06
"""From the body's edge, for a body 1 wide."""
MOST_LENSES = 4
SHARE_OF_ISLAND = 0.8
SHARE_OF_ROUND_ISLAND = 0.66
"""Of the island's sides, what lenses take at most: those in a corner stay on a round one."""


@dataclass(frozen=True)
class PhoneBack:
    """What a back is drawn from: sizes in mm, None for what is not known, and how many lenses take pictures."""

    height_mm: float | None
    width_mm: float | None
    folded_width_mm: float | None = None
    camera_island_width_mm: float | None = None
    camera_island_height_mm: float | None = None
    camera_island_shape: str | None = None
    camera_island_position: str | None = None
    camera_layout: str | None = None
    flash_position: str | None = None
    lens_count: int = 0

    @classmethod
    def of(cls, phone):
        *columns, _ = map(attrgetter("name"), fields(cls))
        return cls(*attrgetter(*columns)(phone), lens_count=_picture_lens_count(phone))


def _picture_lens_count(phone):
    rear = phone_parts.cameras_facing(phone, phone_parts.REAR)
    return sum(camera.role not in HELPER_ROLES for camera in rear)


@dataclass(frozen=True)
class CameraIsland:
    """Shapes on the back, and from where to where they reach along it. ``sure`` is off where something of it is not
    known; then it is dashed."""

    shapes: tuple[Rectangle, ...]
    top: float
    height: float
    sure: bool


def camera_island(phone):
    """None where its shape is not known or is none that can be drawn, or the back is not known."""
    return island_on_back(PhoneBack.of(phone))


def island_on_back(back):
    """The same of a ``PhoneBack``."""
    if not has_front(back):
        return None
    if not _can_be_drawn(back):
        return None
    width, height = _drawn_size(back)
    left, top = _island_position(back, width, height)
    sure = bool(back.camera_island_position) and _is_measured(back)
    shapes = _island_rectangles(back, (left, top, width, height), sure=sure)
    return CameraIsland(tuple(shapes), top, height, sure)


def _can_be_drawn(phone):
    """Whether its shape can; without an island, whether the arrangement of its lenses can."""
    if phone.camera_island_shape == IslandShape.LENSES:
        return phone.camera_layout != CameraLayout.OTHER
    return phone.camera_island_shape in DRAWN_SHAPES


def camera_island_words(phone, imperial=False):
    """What is known and what is not, for the caption of a back."""
    shape = localised(phone.get_camera_island_shape_display())
    where = small_words(phone.get_camera_island_position_display() or "")
    if not shape and not where:
        return gettext("Camera island not known")
    if not shape:
        return gettext("Camera island not known; cameras: {place}").format(place=where)
    words = [comma_list(filter(None, [shape, where]))]
    sides = list(filter(None, [phone.camera_island_width_mm, phone.camera_island_height_mm]))
    if sides:
        words.append(localised(millimetres_text(*sides, imperial=imperial)))
    if phone.camera_layout:
        layout = small_words(phone.get_camera_layout_display())
        words.append(gettext("lenses: {arrangement}").format(arrangement=layout))
    words.append(_unknown_words(phone))
    return clause_list(filter(None, words))


def _unknown_words(phone):
    if not _can_be_drawn(phone):
        return gettext("not drawn")
    is_placed = bool(phone.camera_island_position)
    if not _is_measured(phone):
        return gettext("size not known") if is_placed else gettext("position and size not known")
    if not is_placed:
        return gettext("position not known")
    return ""


def _is_measured(phone):
    return phone.camera_island_shape != IslandShape.LENSES and all(_stated_size(phone))


def _stated_size(phone):
    """Width and height in mm, None for what is not known; one side says both of what is as wide as it is high."""
    width = phone.camera_island_width_mm
    height = phone.camera_island_height_mm
    if phone.camera_island_shape in (IslandShape.CIRCLE, IslandShape.SQUARE):
        return width or height, height or width
    if phone.camera_island_shape == IslandShape.BAR:
        return width or _bar_width(phone), height
    return width, height


def _bar_width(back):
    """A bar of unknown width is as wide as the back that it is on; None where that is not known."""
    if not has_front(back):
        return None
    return _camera_side_width(back)


def _drawn_size(back):
    """Width and height in mm as drawn: stated, else usual; never larger than the back."""
    across = _camera_side_width(back)
    if back.camera_island_shape == IslandShape.LENSES:
        return arrangement_size(_places_on_back(back), LENS_DIAMETER_OF_BACK * across)
    usual_width, usual_height = USUAL_PROPORTIONS[back.camera_island_shape]
    stated_width, stated_height = _stated_size(back)
    width = stated_width or usual_width * across
    height = stated_height or usual_height * across
    return min(width, back.width_mm), min(height, back.height_mm)


def _camera_side_width(back):
    """Width in mm of the part of the back that the cameras are on: of a phone that opens like a book, one leaf."""
    return min(back.width_mm, back.folded_width_mm or back.width_mm, 0.7 * back.height_mm)


def _island_position(back, width, height):
    """Left and top in mm. Where the place is not known: top centre, as good as any."""
    position = back.camera_island_position or IslandPosition.TOP_CENTRE
    left = min(_left_of_island(back, position, width), back.width_mm - width)
    top = min(_top_of_island(back, position, height), back.height_mm - height)
    return max(0, left), max(0, top)


def _left_of_island(back, position, width):
    across = _camera_side_width(back)
    edge = EDGE_DISTANCE * across
    if position == IslandPosition.TOP_LEFT:
        return edge
    if position == IslandPosition.TOP_RIGHT:
        return back.width_mm - edge - width
    if position == IslandPosition.FULL_WIDTH:
        return (across - width) / 2
    return (back.width_mm - width) / 2


def _top_of_island(back, position, height):
    """A bar lies a little lower than what stands in a corner."""
    if position == IslandPosition.CENTRE:
        return 0.5 * back.height_mm - height / 2
    if position == IslandPosition.UPPER_CENTRE:
        return 0.36 * back.height_mm - height / 2
    edge = EDGE_DISTANCE * _camera_side_width(back)
    return 3 * edge if back.camera_island_shape == IslandShape.BAR else edge


def _island_rectangles(back, box, *, sure):
    left, top, width, height = box
    if back.camera_island_shape == IslandShape.LENSES:
        return _lenses_and_flash(back, box, share=1)
    corner = CORNER_RADII.get(back.camera_island_shape, 0.5) * min(width, height)
    island = Rectangle("island", left, top, width, height, corner, sure=sure)
    if back.camera_layout in (None, CameraLayout.OTHER):
        return [island]
    share = SHARE_OF_ISLAND
    if back.camera_island_shape == IslandShape.CIRCLE:
        share = SHARE_OF_ROUND_ISLAND
    return [island, *_lenses_and_flash(back, box, share=share)]


def _lenses_and_flash(back, box, *, share):
    """The flash is drawn where its place among the lenses is known."""
    lenses = lens_rectangles(_places_on_back(back), box, share)
    if _has_flash_among_lenses(back):
        lenses[-1] = as_flash(lenses[-1])
    elif back.flash_position == FlashPosition.CENTRE and has_room_for_flash(back.camera_layout, len(lenses)):
        lenses.append(flash_between(lenses))
    return lenses


def _has_flash_among_lenses(back):
    is_single = back.camera_layout == CameraLayout.SINGLE
    return back.flash_position == FlashPosition.AMONG_LENSES and not is_single


def _places_on_back(back):
    """Of its rear lenses, and of a flash among them; in a column where they stand by themselves and their arrangement
    is not known."""
    count = _lens_count(back) + _has_flash_among_lenses(back)
    return lens_places(back.camera_layout or CameraLayout.COLUMN, count)


def _lens_count(back):
    """How many lenses to draw: those that take pictures, at least one."""
    return min(max(back.lens_count, 1), MOST_LENSES)
