"""The line of a phone as a picture."""

from functools import partial

from django.utils.translation import gettext

from .elements import PicturePath, PictureShape, PictureText, line_path
from .frame import INNER_WIDTH, MARGIN, DrawnBody, framed_picture
from .lettering import STRONG

MOST_SCALE = 1.7
ARROW_HEAD = "M-4.5 -9L0 0L4.5 -9z"


def line_picture(drawing, phone, source):
    """Of the ``LineDrawing`` around ``phone``."""
    return framed_picture(partial(_line_body, drawing, phone), source)


def _line_body(drawing, phone, top):
    scale = min(MOST_SCALE, INNER_WIDTH / drawing.width)
    placed = _Placing(MARGIN, top, scale)
    elements = [*_connections(drawing, placed), *_texts(drawing, placed)]
    for box in drawing.boxes:
        elements += _box(box, placed)
    height = drawing.height * scale + 8
    return DrawnBody(gettext("The line, step by step"), phone.full_name, drawing.text, height, tuple(elements))


class _Placing:
    """Places of the drawing as places of the picture."""

    def __init__(self, left, top, scale):
        self.left = left
        self.top = top
        self.scale = scale

    def x(self, x):
        return self.left + x * self.scale

    def y(self, y):
        return self.top + y * self.scale


def _connections(drawing, placed):
    for path in drawing.arrows:
        yield PicturePath(path, edge="draw-line", thickness=1, x=placed.left, y=placed.top, scale=placed.scale)
        x, y = _end_of_arrow(path)
        yield PicturePath(ARROW_HEAD, paint="draw-line", x=placed.x(x), y=placed.y(y))
    for x1, x2, y in drawing.bonds:
        yield line_path(placed.x(x1), placed.y(y), placed.x(x2), placed.y(y), edge="accent")


def _end_of_arrow(path):
    """(x, y) where “M12 60H184V90” ends: arrows end going down."""
    rest, _, y = path.rpartition("V")
    across = rest.rpartition("H")[2]
    x = across if "H" in rest else rest.removeprefix("M").partition(" ")[0]
    return float(x), float(y)


def _texts(drawing, placed):
    for head in drawing.heads:
        yield PictureText(placed.x(head.x), placed.y(head.y), head.text, 11.5 * placed.scale, ink="ink-soft")
    for note in drawing.notes:
        yield PictureText(placed.x(note.x), placed.y(note.y), note.text, 11 * placed.scale)


def _box(box, placed):
    paint, edge = ("accent-wash", "accent") if box.is_own else ("draw-fill", "draw-line")
    sides = (box.width * placed.scale, box.height * placed.scale)
    yield PictureShape(placed.x(box.x), placed.y(box.y), *sides, 6 * placed.scale, paint, edge)
    *names, when = box.lines
    for text, y in names:
        yield PictureText(placed.x(box.text_x), placed.y(y), text, 12.5 * placed.scale, STRONG)
    text, y = when
    yield PictureText(placed.x(box.text_x), placed.y(y), text, 11.5 * placed.scale, ink="ink-soft")
