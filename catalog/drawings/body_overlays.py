"""Fronts laid over one another, and sides, as outlines that differ in their lines and carry letters."""

from dataclasses import dataclass, replace
from itertools import filterfalse
from operator import attrgetter

from catalog.languages.active_language import gettext
from catalog.languages.listed_words import comma_list
from catalog.models import Phone

from .bodies import Body, body_of, sides_text
from .scale_drawing import VIEW_GAP_MM, Drawing, DrawingLabel, body_rectangle, has_front, side_rectangle
from .size_differences import SizeDifference, size_differences

LETTERS = "ABCDEF"
WIDTH_OF = attrgetter("width_mm")
HEIGHT_OF = attrgetter("height_mm")


@dataclass(frozen=True)
class PhoneOutline:
    """Which letter and pattern of line stand for a phone, and its sides in words."""

    letter: str
    number: int
    phone: Phone
    figures: str


@dataclass(frozen=True)
class BodyOverlay:
    """Fronts over one another and, beside them, sides; ``drawing`` is None where no front is known."""

    drawing: Drawing | None
    outlines: tuple[PhoneOutline, ...]
    undrawn: tuple[Body, ...]
    differences: list[SizeDifference]


def body_overlay(phones, imperial=False):
    """``BodyOverlay`` of the same phones: fronts by the middle of their lower edge, sides by their fronts."""
    fronts = list(filter(has_front, phones))
    others = filterfalse(has_front, phones)
    return BodyOverlay(
        drawing=_overlay_drawing(fronts) if fronts else None,
        outlines=tuple(_phone_outline(number, phone, imperial) for number, phone in enumerate(fronts, 1)),
        undrawn=tuple(body_of(phone, imperial) for phone in others),
        differences=size_differences(phones, imperial),
    )


def _phone_outline(number, phone, imperial):
    words = gettext("{sides}, thickness not known")
    if phone.depth_mm:
        words = gettext("{sides}, {thickness} thick")
    figures = words.format(
        sides=sides_text(phone.width_mm, phone.height_mm, imperial=imperial),
        thickness=sides_text(phone.depth_mm, imperial=imperial),
    )
    return PhoneOutline(LETTERS[number - 1], number, phone, figures)


def _overlay_drawing(phones):
    broadest = max(map(WIDTH_OF, phones))
    tallest = max(map(HEIGHT_OF, phones))
    outlines = [*_front_outlines(phones, broadest), *_side_outlines(phones, broadest + VIEW_GAP_MM)]
    names = comma_list(map(attrgetter("full_name"), phones))
    return Drawing(
        width=round(max(shape.x + shape.width for shape in outlines), 3),
        height=tallest,
        shapes=tuple(replace(shape, y=round(tallest - shape.height, 3)) for shape in outlines),
        text=gettext("The fronts of {phones} over one another, and their sides.").format(phones=names),
        margin=4,
        labels=_letter_labels(phones, broadest, tallest),
    )


def _front_outlines(phones, broadest):
    for number, phone in enumerate(phones, 1):
        front = body_rectangle("body", phone.width_mm, phone.height_mm)
        yield _patterned_rectangle(front, number, (broadest - phone.width_mm) / 2)


def _side_outlines(phones, left):
    for number, phone in enumerate(phones, 1):
        if phone.depth_mm:
            side = side_rectangle(phone.depth_mm, phone.height_mm)
            yield _patterned_rectangle(side, number, left)


def _patterned_rectangle(shape, number, right):
    return replace(shape, kind=f"outline-{number}", x=round(right, 3))


def _letter_labels(phones, broadest, tallest):
    """On the upper edge of each front, each in a column of its own, so that none lies over another."""
    narrowest = min(map(WIDTH_OF, phones))
    column = narrowest / len(phones)
    left = (broadest - narrowest) / 2
    labels = []
    for place, phone in enumerate(phones):
        x = round(left + column * (place + 0.5), 2)
        y = round(tallest - phone.height_mm + 1.5, 2)
        labels.append(DrawingLabel(x, y, LETTERS[place]))
    return tuple(labels)
