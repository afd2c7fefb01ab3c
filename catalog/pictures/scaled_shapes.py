"""Drawings in millimetres as elements of a picture."""

from .elements import PictureShape, PictureText
from .lettering import STRONG

PAINTS = {
    "display": ("draw-glass", "none"),
    "island": ("draw-glass", "draw-line"),
    "lens": ("draw-chip", "draw-line"),
    "sensor": ("draw-chip", "draw-line"),
    "used": ("hatch", "draw-line"),
    "bump": ("none", "draw-line"),
    "card": ("none", "draw-line"),
    "frame": ("none", "draw-line"),
    "flash": ("none", "draw-line"),
}
"""Kind of a rectangle → its fill and its outline; all others are bodies."""
BODY_PAINTS = ("draw-fill", "draw-line")
OUTLINE_DASHES = {1: "", 2: "10 4", 3: "2 3", 4: "12 3 2 3", 5: "5 3", 6: "12 3 2 3 2 3"}
UNSURE = "4 4"


def drawing_elements(drawing, left, top, scale):
    """Every shape of a ``Drawing`` with its box at (left, top), ``scale`` units a millimetre."""
    elements = [_shape(shape, left, top, scale) for shape in drawing.shapes]
    for label in drawing.labels:
        x = left + label.x * scale
        y = top + label.y * scale
        elements.append(PictureText(x, y, label.text, 20, STRONG, anchor="middle", has_halo=True))
    return elements


def _shape(shape, left, top, scale):
    x = round(left + shape.x * scale, 2)
    y = round(top + shape.y * scale, 2)
    box = (x, y, round(shape.width * scale, 2), round(shape.height * scale, 2), round(shape.corner * scale, 2))
    if shape.kind.startswith("outline-"):
        dash = OUTLINE_DASHES[int(shape.kind.removeprefix("outline-"))]
        return PictureShape(*box, edge="ink", thickness=2, dash=dash)
    paint, edge = PAINTS.get(shape.kind, BODY_PAINTS)
    return PictureShape(*box, paint=paint, edge=edge, dash="" if shape.sure else UNSURE)
