"""How tests read drawings back: from the SVG in a page, and from a browser's screen."""

import re
from dataclasses import dataclass

RECT = re.compile(r'<rect class="([^"]+)" x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"')
SVG = re.compile(r'<svg class="drawing".*?</svg>', re.DOTALL)


@dataclass(frozen=True)
class Rect:
    kinds: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self):
        return self.y + self.height

    @property
    def is_dashed(self):
        return "unsure" in self.kinds


@dataclass(frozen=True)
class Svg:
    """``box`` is the width and height of the viewBox; ``scale`` the ems that a millimetre has, None where not given."""

    box: tuple[float, float]
    scale: float | None
    rects: tuple[Rect, ...]

    def rect(self, kind):
        return next(rect for rect in self.rects if kind in rect.kinds)


def drawings(html):
    """Svg by the first part of the id of its title: ``body-acme-brick-front``."""
    found = (svg for svg in SVG.findall(html) if "-title" in svg)
    return {re.search(r'<title id="(.+?)-title"', svg)[1]: _read(svg) for svg in found}


def _read(svg):
    width, height = map(float, re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg).groups())
    ems = re.search(r' height="([\d.]+)em"', svg)
    rects = (_rect(*found) for found in RECT.findall(svg))
    return Svg((width, height), float(ems[1]) / height if ems else None, tuple(rects))


def _rect(classes, *lengths):
    return Rect(tuple(re.findall(r"shape--(\S+)", classes)), *map(float, lengths))


def on_screen(reader, selector):
    """(x, y, width, height) in pixels of every rectangle of that selector, without its line."""
    script = "all => all.map(one => one.getBoundingClientRect()).map(box => [box.x, box.y, box.width, box.height])"
    return reader.locator(selector).evaluate_all(script)
