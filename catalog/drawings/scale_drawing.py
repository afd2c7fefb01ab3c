"""Rectangles on one baseline, in millimetres; templates print them as SVG with a viewBox in millimetres.

What phones and sensors look like is in ``bodies`` and ``sensor_drawings``; here is what both need, and the small
outlines for lists.
"""

from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from django.utils.translation import gettext_lazy

from catalog.languages.active_language import gettext
from catalog.languages.localised_text import localised
from catalog.quantities import formatters
from catalog.sheet.phone_parts import main_display

VIEW_GAP_MM = 14
"""Between two views of one drawing."""
FULL_FRAME_MM = (36, 24)
ONE_INCH_TYPE_MM = (13.2, 8.8)
DRAWING_CAVEAT = gettext_lazy(
    "Drawn from its measurements. Where the display sits and how round the corners are is not known: "
    "it is centred, and all corners are drawn alike. What is dashed has a size or a place that is not known."
)


@dataclass(frozen=True)
class Rectangle:
    """A rectangle; a circle is one that is all corner. ``kind`` is one of body, side, bump, display,
    island, lens, flash, folded, card, outline, sensor, used or frame. ``sure`` is off where its size or place is not
    known."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    corner: float = 0
    sure: bool = True


@dataclass(frozen=True)
class DrawingLabel:
    """A short text with the middle of its baseline at (x, y)."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """Shapes on one baseline, and the box around them. ``text`` says it in words."""

    width: float
    height: float
    shapes: tuple[Rectangle, ...]
    text: str
    margin: float = 1
    labels: tuple[DrawingLabel, ...] = ()

    @property
    def box(self):
        """Width and height with the margin."""
        width = round(self.width + 2 * self.margin, 3)
        height = round(self.height + 2 * self.margin, 3)
        return width, height

    @property
    def view_box(self):
        """Left, top, width and height of the box with its margin, as SVG wants them."""
        width, height = self.box
        return f"{-self.margin} {-self.margin} {width} {height}"

    @property
    def ems(self):
        """Its height where 30 mm are one em: in one size of type, several drawings are at one scale."""
        return round(self.box[1] / 30, 4)


def phone_outline_drawing(phone):
    """Front and side only, for lists; None unless height and width are known."""
    return outline_drawing(phone, display_size(phone))


def outline_drawing(outline, display):
    """The same of anything that has a phone's name and sides, and of the ``Size`` of its display."""
    front = front_rectangles(outline, display)
    if not front:
        return None
    return row_drawing([front, side_and_bump_rectangles(outline)], dimensions_text(outline))


def display_size(phone):
    display = main_display(phone)
    return display and display.size


def at_one_scale(drawings):
    """``drawings`` in boxes of one height, so that at one height on the page they are at one scale. None stays None."""
    tallest = max(map(attrgetter("height"), filter(None, drawings)), default=0)
    return [_lowered_drawing(drawing, tallest) for drawing in drawings]


def _lowered_drawing(drawing, height):
    """``drawing`` at the foot of a box of ``height``."""
    if drawing is None:
        return None
    down = height - drawing.height
    shapes = tuple(shifted_rectangle(shape, 0, down) for shape in drawing.shapes)
    return replace(drawing, height=height, shapes=shapes)


def sensor_rectangle(size):
    return Rectangle("sensor", 0, 0, size.width_mm, size.height_mm, 0.15)


def frame_rectangle(sides):
    """An outline to hold sensors against."""
    return Rectangle("frame", 0, 0, *sides, 0.15)


def row_drawing(views, text, *, gap=VIEW_GAP_MM, **options):
    """Views (lists of shapes, the largest first in each) beside one another on one baseline; empty ones left out."""
    views = list(filter(None, views))
    tallest = max(shape.height for shape in chain.from_iterable(views))
    placed = []
    right = 0.0
    for view in views:
        down = tallest - view[0].height
        placed += [shifted_rectangle(shape, right, down) for shape in view]
        right += max(shape.x + shape.width for shape in view) + gap
    return Drawing(round(right - gap, 3), round(tallest, 3), tuple(placed), text, **options)


def shifted_rectangle(shape, right, down):
    """Further right and down, with every length rounded to what can be seen."""
    return Rectangle(
        shape.kind,
        round(shape.x + right, 3),
        round(shape.y + down, 3),
        round(shape.width, 3),
        round(shape.height, 3),
        round(shape.corner, 2),
        shape.sure,
    )


def has_front(phone):
    """Whether height and width are known, so that front and back can be drawn."""
    return bool(phone.height_mm and phone.width_mm)


def front_rectangles(phone, display):
    if not has_front(phone):
        return []
    return [
        body_rectangle("body", phone.width_mm, phone.height_mm),
        *_display_rectangles(phone.width_mm, phone.height_mm, display),
    ]


def body_rectangle(kind, width_mm, height_mm):
    """A body seen from before or behind."""
    return Rectangle(kind, 0, 0, width_mm, height_mm, round(min(8, width_mm / 4), 2))


def _display_rectangles(width_mm, height_mm, size):
    """The display in the middle of the front, unless it is too large to be true."""
    if not size or size.width_mm > width_mm or size.height_mm > height_mm:
        return []
    return [centred_rectangle("display", size, width_mm, height_mm, corner=5)]


def centred_rectangle(kind, size, width_mm, height_mm, **options):
    """A ``Size`` in the middle of a box."""
    left = (width_mm - size.width_mm) / 2
    top = (height_mm - size.height_mm) / 2
    return Rectangle(kind, left, top, size.width_mm, size.height_mm, **options)


def side_and_bump_rectangles(phone):
    """The bump runs the whole length, as its place is not looked at here."""
    if not phone.depth_mm:
        return []
    slab = side_rectangle(phone.depth_mm, phone.height_mm)
    if not phone.depth_with_bump_mm:
        return [slab]
    return [slab, replace(slab, kind="bump", width=phone.depth_with_bump_mm, sure=False)]


def side_rectangle(depth_mm, height_mm):
    """A body seen from the side."""
    return Rectangle("side", 0, 0, depth_mm, height_mm, round(min(3, depth_mm / 2.5), 2))


def millimetres_text(*sides, imperial=False):
    """``9.3 mm``, ``77 × 161 mm``; in inches each side has its unit."""
    if imperial:
        return " × ".join(formatters.to_imperial(formatters.format_quantity(side, "mm")) for side in sides)
    numbers = " × ".join(map(formatters.format_number, sides))
    return f"{numbers}{formatters.THIN_SPACE}mm"


def dimensions_text(phone, imperial=False):
    """What is known of its sides; empty unless height and width are."""
    if not has_front(phone):
        return ""
    words = gettext("{phone}: {height} high, {width} wide, thickness not known.")
    if phone.depth_mm:
        words = gettext("{phone}: {height} high, {width} wide, {thickness} thick.")
    return words.format(
        phone=phone.full_name,
        height=side_text(phone.height_mm, imperial),
        width=side_text(phone.width_mm, imperial),
        thickness=side_text(phone.depth_mm or 0, imperial),
    )


def side_text(length_mm, imperial=False):
    """One side in the language of the page."""
    return localised(millimetres_text(length_mm, imperial=imperial))
