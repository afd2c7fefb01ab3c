"""The one display that TechAPI tells of a phone."""

import re

from catalog.quantities import parsers

from .parsed_phone import ParsedPart, ParsedValue
from .techapi_fields import add_values, nonzero_text

_KEYS = (("display_size_in", "size_inch"), ("refresh_hz", "refresh_hz"), ("stated_ppi", "ppi"))
_REMARK = re.compile(r"\s*\([^()]*\)")


def parse_display(display, parsed):
    """Add the main display, where anything is said of it."""
    values = []
    add_values(values, parsed, display, _KEYS)
    values += _pixel_values(nonzero_text(display.get("resolution")), parsed)
    values += _technology_values(nonzero_text(display.get("type")))
    if values:
        parsed.displays.append(ParsedPart("main", values))


def _pixel_values(text, parsed):
    """Width and height of a resolution; a doubt where it is none."""
    if not text:
        return []
    try:
        width, height = parsers.parse_resolution(text)
    except ValueError as fault:
        parsed.doubts.append(str(fault).removesuffix("."))
        return []
    return [
        ParsedValue("display_width_px", str(width), text),
        ParsedValue("display_height_px", str(height), text),
    ]


def _technology_values(text):
    """The technology without remarks in brackets: “LTPO OLED (foldable)”."""
    technology = _REMARK.sub("", text or "").strip()
    if not technology:
        return []
    return [ParsedValue("display_technology", technology, text)]
