"""Sizes with several sides in one cell, as other people's lists have them: bodies in mm, displays in pixels."""

import re

from catalog.quantities.parsers import parse_dimensions
from catalog.quantities.parsers.text_normalisation import normalise_text

from .text_rests import tidy

_PIXELS = re.compile(
    r"(?<![\d.,])(\d{3,5}) ?(?:px|pixels)? ?[x*] ?(\d{3,5})(?![\d.,]*\d)(?: ?(?:px|pixels))?", re.IGNORECASE
)
_NAMED_SIDE = re.compile(r"(?<![a-z])[hwdtl](?![a-z])", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]{2,})\)")
_PART_END = re.compile(r"[,;] ")
_LARGEST_DIFFERENCE_MM = 0.6
"""Between the same side in mm and in hundredths of an inch, or in tenths."""


def parse_sides_text(text):
    """([height, width, thickness] in mm, what is left out). ValueError where it does not show which side is which."""
    typed = normalise_text(text)
    first, *rest = _PART_END.split(_BRACKETED.sub("", typed), maxsplit=1)
    sides = parse_dimensions(first)
    _reject_unclear_order(sides, first, text)
    notes = []
    for found in _BRACKETED.findall(typed):
        if not _is_same_size(found, sides, text):
            notes.append(found)
    return sides, "; ".join(map(tidy, [*notes, *rest]))


def parse_resolution_text(text):
    """((pixels across, pixels down), what is left out): the smaller number is the width. ValueError for two of them."""
    typed = normalise_text(text)
    found = list(_PIXELS.finditer(typed))
    sizes = {tuple(sorted((int(match[1]), int(match[2])))) for match in found}
    if len(sizes) != 1:
        raise ValueError(f"“{text}” is not one resolution: write 1440 x 3200.")
    return sizes.pop(), tidy(re.sub(r"\(\s*\)", "", _PIXELS.sub("", typed)))


def _reject_unclear_order(sides, typed, text):
    """Where no side is named, the height must be the largest and the thickness the smallest."""
    if _NAMED_SIDE.search(typed) or sides == sorted(sides, reverse=True):
        return
    raise ValueError(f"“{text}” does not show which side is the height: write H 151 x W 70 x D 8 mm.")


def _is_same_size(typed, sides, text):
    """Whether a bracket has the same sides in another unit; ValueError where it has other ones."""
    try:
        others = parse_dimensions(typed)
    except ValueError:
        return False
    differences = [abs(one - other) for one, other in zip(sides, others, strict=False)]
    if len(others) != len(sides) or max(differences) > max(_LARGEST_DIFFERENCE_MM, 0.01 * max(sides)):
        raise ValueError(f"“{text}” gives two different sizes.")
    return True
