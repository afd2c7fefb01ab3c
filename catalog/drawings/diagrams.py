"""Explanations drawn as paths and words on a canvas of one width, for the glossary. Lengths are in units of the canvas;
what is in millimetres is drawn to the scale that each function names."""

from dataclasses import dataclass

CANVAS_WIDTH = 320
LINE_HEIGHT = 15
"""From one line of words to the next."""


@dataclass(frozen=True)
class DiagramPath:
    """``kind`` is one of area, outline, line, thin, dashed, glass, light or dot."""

    kind: str
    d: str


@dataclass(frozen=True)
class DiagramText:
    """Words whose baseline starts, has its middle or ends at (x, y), as ``anchor`` says."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Diagram:
    """``text`` says in words what is drawn."""

    height: float
    paths: tuple[DiagramPath, ...]
    texts: tuple[DiagramText, ...]
    text: str

    @property
    def view_box(self):
        return f"0 0 {CANVAS_WIDTH} {_rounded(self.height)}"


def rectangle(kind, left, top, width, height):
    place = f"{_rounded(left)} {_rounded(top)}"
    return DiagramPath(kind, f"M{place}h{_rounded(width)}v{_rounded(height)}h{_rounded(-width)}z")


def circle(kind, x, y, radius):
    """Two halves of an arc, from its leftmost point."""
    half = f"a{_rounded(radius)} {_rounded(radius)} 0 0 1 "
    across = _rounded(2 * radius)
    return DiagramPath(kind, f"M{_rounded(x - radius)} {_rounded(y)}{half}{across} 0{half}{_rounded(-2 * radius)} 0z")


def polyline(kind, *points):
    return DiagramPath(kind, "M" + "L".join(f"{_rounded(x)} {_rounded(y)}" for x, y in points))


def sector(kind, foot, reach, radius):
    """A view upwards from ``foot``, up to ``reach`` (x, y) to the right and as far to the left."""
    x, y = foot
    across, up = reach
    arc = f"A{_rounded(radius)} {_rounded(radius)} 0 0 1 {_rounded(x + across)} {_rounded(y - up)}"
    return DiagramPath(kind, f"M{_rounded(x)} {_rounded(y)}L{_rounded(x - across)} {_rounded(y - up)}{arc}z")


def joined_paths(kind, paths):
    """Several paths as one, to keep pages small."""
    return DiagramPath(kind, "".join(path.d for path in paths))


def _rounded(number):
    return f"{number:.2f}".rstrip("0").rstrip(".")
