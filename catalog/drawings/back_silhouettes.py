"""Backs of phones for lists: the same shapes as ``bodies`` draws, in few and light paths."""

from dataclasses import dataclass

from .camera_islands import camera_island
from .scale_drawing import body_rectangle, has_front

MM_PER_EM = 30
"""As in ``Drawing.ems``: at one size of type all are at one scale."""


@dataclass(frozen=True)
class BackSilhouette:
    """Paths in millimetres; ``island`` and ``lenses`` are empty where they are not known."""

    width: float
    height: float
    body: str
    island: str
    lenses: str

    @property
    def view_box(self):
        return f"-1 -1 {self.width + 2:g} {self.height + 2:g}"

    @property
    def ems(self):
        """(width, height) in units of the size of type."""
        return round((self.width + 2) / MM_PER_EM, 3), round((self.height + 2) / MM_PER_EM, 3)


def back_silhouette(phone):
    """Of a phone with its cameras prefetched; None unless height and width are known."""
    if not has_front(phone):
        return None
    island = camera_island(phone)
    shapes = island.shapes if island else ()
    body = body_rectangle("body", phone.width_mm, phone.height_mm)
    return BackSilhouette(
        phone.width_mm,
        phone.height_mm,
        body=rounded_path([body]),
        island=rounded_path(shapes_of_kind(shapes, "island")),
        lenses=rounded_path(shapes_of_kind(shapes, "lens")),
    )


def shapes_of_kind(shapes, kind):
    return [shape for shape in shapes if shape.kind == kind]


def rounded_path(rectangles):
    """All of them as one path."""
    return "".join(map(_rectangle_path, rectangles))


def _rectangle_path(shape):
    corner = min(shape.corner, shape.width / 2, shape.height / 2)
    across, along, left, top, radius = map(_tenth, _path_lengths(shape, corner))
    arcs = []
    for x, y in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        arcs.append(f"a{radius} {radius} 0 0 1 {_signed(radius, x)} {_signed(radius, y)}")
    return f"M{left} {top}h{across}{arcs[0]}v{along}{arcs[1]}h-{across}{arcs[2]}v-{along}{arcs[3]}z"


def _path_lengths(shape, corner):
    """Length of the straight parts, and where the upper one begins."""
    return shape.width - 2 * corner, shape.height - 2 * corner, shape.x + corner, shape.y, corner


def _tenth(length):
    """To a tenth of a millimetre; never “-0”."""
    return f"{round(length, 1) or 0:g}"


def _signed(length, sign):
    return length if sign > 0 else f"-{length}"
