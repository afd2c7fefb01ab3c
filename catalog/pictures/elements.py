"""What pictures are put together from, with every colour and size resolved; templates print it as SVG."""

from dataclasses import dataclass

from .lettering import REGULAR
from .palette import colour


@dataclass(frozen=True)
class PictureText:
    """One line of text; ``anchor`` is start, middle or end. ``has_halo``: it lies over lines."""

    x: float
    y: float
    text: str
    size: float = 17
    weight: int = REGULAR
    ink: str = "ink"
    anchor: str = "start"
    has_halo: bool = False

    kind = "text"

    @property
    def fill(self):
        return colour(self.ink)


@dataclass(frozen=True)
class PictureShape:
    """A rectangle with round corners. ``paint`` and ``edge`` are names of colours; “hatch” fills with hatching."""

    x: float
    y: float
    width: float
    height: float
    corner: float = 0
    paint: str = "none"
    edge: str = "none"
    thickness: float = 1.5
    dash: str = ""

    kind = "shape"

    @property
    def fill(self):
        if self.paint == "hatch":
            return "url(#hatch)"
        return colour(self.paint)

    @property
    def stroke(self):
        return colour(self.edge)


@dataclass(frozen=True)
class PicturePath:
    """A path, moved to ``x`` and ``y`` and enlarged by ``scale``."""

    d: str
    edge: str = "none"
    paint: str = "none"
    thickness: float = 1.5
    dash: str = ""
    x: float = 0
    y: float = 0
    scale: float = 1

    kind = "path"

    @property
    def fill(self):
        return colour(self.paint)

    @property
    def stroke(self):
        return colour(self.edge)


@dataclass(frozen=True)
class Picture:
    """``title`` and ``text`` say in words what is to be seen."""

    width: float
    height: float
    elements: tuple
    title: str
    text: str
    paper = "#ffffff"

    @property
    def hatch(self):
        return colour("draw-hatch")


def line_path(x1, y1, x2, y2, **style):
    return PicturePath(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}", **style)
