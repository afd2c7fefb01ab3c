"""What the rear cameras stand on, drawn on the back of a body from what is known of it.

Where its size is not known it is drawn in the usual proportions of its shape and dashed, as nobody should measure it.
"""

from dataclasses import dataclass

from catalog.models.vocabulary import HELPER_ROLES, IslandPosition, IslandShape
from catalog.sheet import phone_parts

from .scale_drawing import Rectangle, millimetres_text

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
LENS_DIAMETER = 0.17
"""Diameter of a lens that stands by itself, for a body 1 wide."""
CORNER_RADII = {IslandShape.SQUARE: 0.25, IslandShape.RECTANGLE_UPRIGHT: 0.25, IslandShape.RECTANGLE_ACROSS: 0.25,
          IslandShape.BAR: 0.03}  # fmt: skip
"""Radius, of the shorter side; half of it for the shapes that are not named: they are round at their ends."""
EDGE_DISTANCE = 0.06
"""From the body's edge, for a body 1 wide."""
MOST_LENSES = 4


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
    shape = phone.camera_island_shape
    if not (phone.height_mm and phone.width_mm) or shape not in (*USUAL_PROPORTIONS, IslandShape.LENSES):
        return None
    width, height = drawn_size(phone)
    left, top = _island_position(phone, width, height)
    sure = bool(phone.camera_island_position) and _is_measured(phone)
    return CameraIsland(tuple(_island_rectangles(phone, (left, top, width, height), sure=sure)), top, height, sure)


def camera_island_words(phone, imperial=False):
    """What is known and what is not, for the caption of a back."""
    shape, place = phone.get_camera_island_shape_display(), phone.get_camera_island_position_display()
    where = (place or "").lower()
    if not shape:
        return f"Camera island not known; cameras: {where}" if where else "Camera island not known"
    sides = [side for side in (phone.camera_island_width_mm, phone.camera_island_height_mm) if side]
    measured = millimetres_text(*sides, imperial=imperial) if sides else ""
    return "; ".join(filter(None, [", ".join(filter(None, [shape, where])), measured, _unknown_words(phone)]))


def _unknown_words(phone):
    if phone.camera_island_shape == IslandShape.OTHER:
        return "not drawn"
    place, size = not phone.camera_island_position, not _is_measured(phone)
    missing = [word for word, unknown in (("place", place), ("size", size)) if unknown]
    return f"{' and '.join(missing)} not known" if missing else ""


def _is_measured(phone):
    return phone.camera_island_shape != IslandShape.LENSES and all(_stated_size(phone))


def _stated_size(phone):
    """Width and height in mm, None for what is not known; one side says both of what is as wide as it is high."""
    width, height = phone.camera_island_width_mm, phone.camera_island_height_mm
    if phone.camera_island_shape in (IslandShape.CIRCLE, IslandShape.SQUARE):
        return width or height, height or width
    if phone.camera_island_shape == IslandShape.BAR:
        return width or (phone.width_mm and _camera_side_width(phone)), height
    return width, height


def drawn_size(phone):
    """Width and height in mm as drawn: stated, else usual; never larger than the back."""
    across = _camera_side_width(phone)
    if phone.camera_island_shape == IslandShape.LENSES:
        return LENS_DIAMETER * across, LENS_DIAMETER * across * (1.2 * _lens_count(phone) - 0.2)
    usual = (share * across for share in USUAL_PROPORTIONS[phone.camera_island_shape])
    width, height = (stated or share for stated, share in zip(_stated_size(phone), usual, strict=True))
    return min(width, phone.width_mm), min(height, phone.height_mm)


def _camera_side_width(phone):
    """Width in mm of the part of the back that the cameras are on: of a phone that opens like a book, one leaf."""
    return min(phone.width_mm, phone.folded_width_mm or phone.width_mm, 0.7 * phone.height_mm)


def _lens_count(phone):
    """How many to draw in a column, where they stand by themselves."""
    rear = [camera for camera in phone_parts.cameras_facing(phone, phone_parts.REAR) if camera.role not in HELPER_ROLES]
    return min(max(len(rear), 1), MOST_LENSES)


def _island_position(phone, width, height):
    """Left and top in mm. Where the place is not known: top centre, as good as any."""
    edge, across = EDGE_DISTANCE * _camera_side_width(phone), _camera_side_width(phone)
    position = phone.camera_island_position or IslandPosition.TOP_CENTRE
    left = {IslandPosition.TOP_LEFT: edge, IslandPosition.TOP_RIGHT: phone.width_mm - edge - width,
            IslandPosition.FULL_WIDTH: (across - width) / 2}  # fmt: skip
    top = {IslandPosition.CENTRE: 0.5, IslandPosition.UPPER_CENTRE: 0.36}
    down = top[position] * phone.height_mm - height / 2 if position in top else _distance_from_top(phone, edge)
    inside = max(0, min(down, phone.height_mm - height))
    return max(0, min(left.get(position, (phone.width_mm - width) / 2), phone.width_mm - width)), inside


def _distance_from_top(phone, edge):
    """A bar lies a little lower than what stands in a corner."""
    return 3 * edge if phone.camera_island_shape == IslandShape.BAR else edge


def _island_rectangles(phone, box, *, sure):
    left, top, width, height = box
    if phone.camera_island_shape == IslandShape.LENSES:
        return [Rectangle("lens", left, top + 1.2 * width * place, width, width, width / 2, sure=False)
                for place in range(_lens_count(phone))]  # fmt: skip
    corner = CORNER_RADII.get(phone.camera_island_shape, 0.5) * min(width, height)
    return [Rectangle("island", left, top, width, height, corner, sure=sure)]
