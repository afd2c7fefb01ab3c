"""How lenses stand to one another on the back, for schematic drawings: neither their sizes nor their gaps are known."""

from math import cos, inf, pi, sin
from statistics import mean

from catalog.models.vocabulary import CameraLayout

from .scale_drawing import Rectangle

PITCH = 1.2
"""From the middle of one lens to the next, in diameters of a lens."""
FLASH_SIZE = 0.36
"""Diameter of the flash, in diameters of a lens."""
LENSES_AROUND_FLASH = {CameraLayout.SQUARE: 4, CameraLayout.RING: 3}
"""Layouts with room for a flash in their middle, and of how many lenses at least."""


def lens_places(layout, count):
    """The middles of ``count`` lenses as (x, y), in pitches from the left and the top; none for a layout that cannot be
    drawn. Of “a single lens” there is one."""
    place = _PLACES.get(layout)
    if place is None:
        return []
    if count == 1 or layout == CameraLayout.SINGLE:
        return [(0, 0)]
    return _moved_to_corner([place(number, count) for number in range(count)])


def arrangement_size(places, diameter):
    """Width and height of the box around lenses of one ``diameter``."""
    width, height = _extent(places)
    return width * diameter, height * diameter


def lens_rectangles(places, box, share=1):
    """The lenses as large as ``share`` of the ``box`` (left, top, width, height) allows, in its middle and dashed."""
    left, top, width, height = box
    across, along = _extent(places)
    diameter = share * min(width / across, height / along)
    first_x = left + (width - across * diameter + diameter) / 2
    first_y = top + (height - along * diameter + diameter) / 2
    lenses = []
    for x, y in places:
        middle = (first_x + x * PITCH * diameter, first_y + y * PITCH * diameter)
        lenses.append(_circle("lens", middle, diameter))
    return lenses


def as_flash(lens):
    """A flash in the place of a lens."""
    middle = (lens.x + lens.width / 2, lens.y + lens.height / 2)
    return _circle("flash", middle, FLASH_SIZE * lens.width)


def has_room_for_flash(layout, count):
    """Whether ``count`` lenses so arranged leave room in their middle."""
    return count >= LENSES_AROUND_FLASH.get(layout, inf)


def flash_between(lenses):
    """A flash in the middle of ``lenses``."""
    radius = lenses[0].width / 2
    middle = (mean(lens.x for lens in lenses) + radius, mean(lens.y for lens in lenses) + radius)
    return _circle("flash", middle, FLASH_SIZE * lenses[0].width)


def _circle(kind, middle, diameter):
    x, y = middle
    radius = diameter / 2
    return Rectangle(kind, x - radius, y - radius, diameter, diameter, radius, sure=False)


def _extent(places):
    """Width and height of all lenses, in diameters."""
    across = max((x for x, _ in places), default=0)
    along = max((y for _, y in places), default=0)
    return 1 + across * PITCH, 1 + along * PITCH


def _moved_to_corner(places):
    """The same with the leftmost at 0 and the topmost at 0."""
    left = min(x for x, _ in places)
    top = min(y for _, y in places)
    return [(x - left, y - top) for x, y in places]


def _in_column(number, count):
    return 0, number


def _in_row(number, count):
    return number, 0


def _in_two_columns(number, count):
    """The left column is filled first."""
    column, row = divmod(number, (count + 1) // 2)
    return column, row


def _in_ring(number, count):
    """From the top, clockwise; neighbours are a pitch apart."""
    angle = 2 * pi * number / count
    radius = 1 / (2 * sin(pi / count))
    return radius * sin(angle), -radius * cos(angle)


def _in_triangle(number, count):
    """Two below one another, the third beside their middle; further ones around them."""
    left_column = [(0, 0), (0, 1)]
    beside = [(sin(pi / 3), 0.5), (-sin(pi / 3), 0.5), (sin(pi / 3), -0.5)]
    return [*left_column, *beside][number]


_PLACES = {
    CameraLayout.SINGLE: _in_column,
    CameraLayout.COLUMN: _in_column,
    CameraLayout.ROW: _in_row,
    CameraLayout.TWO_COLUMNS: _in_two_columns,
    CameraLayout.SQUARE: _in_two_columns,
    CameraLayout.TRIANGLE: _in_triangle,
    CameraLayout.RING: _in_ring,
}
