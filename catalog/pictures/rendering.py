"""Pictures as SVG, and as PNG by resvg, with no font but the bundled one: the same on every machine."""

from functools import lru_cache

from django.template.loader import render_to_string
from resvg_py import svg_to_bytes

from .lettering import FONT_FAMILY, FONT_FILES

CACHED_PNGS = 64
"""At about 50 kB each, per process."""


def picture_svg(picture):
    """The text of a file that needs nothing beside it."""
    return render_to_string("pictures/picture.svg", {"picture": picture, "font": FONT_FAMILY})


def picture_png(picture):
    return png_of_svg(picture_svg(picture))


@lru_cache(maxsize=CACHED_PNGS)
def png_of_svg(svg):
    """Cached by what is drawn: the same drawing is never made into pixels twice in a row."""
    files = [str(path) for path in FONT_FILES.values()]
    return bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files))
