"""Fronts laid over one another, and sides, as outlines that differ in their lines and carry letters."""

from dataclasses import dataclass, replace

from catalog.models import Phone

from .bodies import Body, body_of, flat
from .scale_drawing import GAP, Drawing, Label, edge, sheet
from .size_differences import Difference, size_differences

LETTERS = "ABCDEF"


@dataclass(frozen=True)
class Outline:
    """Which letter and pattern of line stand for a phone, and its sides in words."""

    letter: str
    number: int
    phone: Phone
    figures: str


@dataclass(frozen=True)
class Overlay:
    """Fronts over one another and, beside them, sides; ``drawing`` is None where no front is known."""

    drawing: Drawing | None
    outlines: tuple[Outline, ...]
    undrawn: tuple[Body, ...]
    differences: list[Difference]


def bodies_overlaid(phones, imperial=False):
    """``Overlay`` of the same phones: fronts by the middle of their lower edge, sides by their fronts."""
    fronts = [phone for phone in phones if phone.height_mm and phone.width_mm]
    others = [body_of(phone, imperial) for phone in phones if phone not in fronts]
    outlines = [_outline(number, phone, imperial) for number, phone in enumerate(fronts, 1)]
    drawing = _laid_over(fronts) if fronts else None
    return Overlay(drawing, tuple(outlines), tuple(others), size_differences(phones, imperial))


def _outline(number, phone, imperial):
    sides = flat(phone.width_mm, phone.height_mm, imperial=imperial)
    thick = f"{flat(phone.depth_mm, imperial=imperial)} thick" if phone.depth_mm else "thickness not known"
    return Outline(LETTERS[number - 1], number, phone, f"{sides}, {thick}")


def _laid_over(phones):
    broadest, tallest = max(phone.width_mm for phone in phones), max(phone.height_mm for phone in phones)
    fronts = [_pattern(sheet("body", phone.width_mm, phone.height_mm), number, (broadest - phone.width_mm) / 2)
              for number, phone in enumerate(phones, 1)]  # fmt: skip
    sides = [_pattern(edge(phone.depth_mm, phone.height_mm), number, broadest + GAP)
             for number, phone in enumerate(phones, 1) if phone.depth_mm]  # fmt: skip
    shapes = [replace(shape, y=round(tallest - shape.height, 3)) for shape in [*fronts, *sides]]
    width = max(shape.x + shape.width for shape in shapes)
    words = f"The fronts of {', '.join(phone.full_name for phone in phones)} over one another, and their sides."
    return Drawing(round(width, 3), tallest, tuple(shapes), words, margin=4, labels=_letters(phones, broadest, tallest))


def _pattern(shape, number, right):
    return replace(shape, kind=f"outline-{number}", x=round(right, 3))


def _letters(phones, broadest, tallest):
    """On the upper edge of each front, each in a column of its own, so that none lies over another."""
    narrowest = min(phone.width_mm for phone in phones)
    column, left = narrowest / len(phones), (broadest - narrowest) / 2
    return tuple(
        Label(round(left + column * (place + 0.5), 2), round(tallest - phone.height_mm + 1.5, 2), LETTERS[place])
        for place, phone in enumerate(phones)
    )
