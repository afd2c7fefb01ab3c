"""The letters of pictures: how wide texts are in the bundled font, and how they are broken and shortened to fit."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

from catalog.languages.line_breaks import broken_lines

FONTS = Path(__file__).parent / "fonts"
REGULAR, STRONG = 400, 600
FONT_FILES = {REGULAR: FONTS / "Inter-Regular.ttf", STRONG: FONTS / "Inter-SemiBold.ttf"}
FONT_FAMILY = "Inter, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"
"""The bundled font first; a saved SVG may be opened where it is not there."""
_MEASURED_AT = 100


@cache
def _font(weight):
    return ImageFont.truetype(FONT_FILES[weight], _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


def text_width(text, size, weight=REGULAR):
    """In the units of the picture."""
    return _font(weight).getlength(text) * size / _MEASURED_AT


def fitting_size(text, width, sizes, weight=REGULAR):
    """The largest of ``sizes`` (falling) at which ``text`` is no wider than ``width``; else the smallest."""
    for size in sizes:
        if text_width(text, size, weight) <= width:
            return size
    return sizes[-1]


def wrapped(text, width, size, weight=REGULAR):
    """Lines of whole words, each no wider than ``width`` as long as no word is."""
    return broken_lines(text, lambda line: text_width(line, size, weight) <= width)


def shortened(text, width, size, weight=REGULAR):
    """``text``, with “…” in the place of what does not fit."""
    if text_width(text, size, weight) <= width:
        return text
    while text and text_width(f"{text}…", size, weight) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
