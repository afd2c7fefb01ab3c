"""Marks that distinguish phones without colour: a letter and a shape each, the same in every drawing of a page."""

from dataclasses import dataclass

from catalog.facts.derived_values import derived_once
from catalog.models import Phone

from .lens_kit import LensKit, lens_kit

MARK_SHAPES = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "M-4-4h8v8h-8z",
    "M0-5.5 5.2 3.5H-5.2z",
    "M0-6 5.5 0 0 6-5.5 0z",
    "M0 5.5 5.2-3.5H-5.2z",
    "M-1.7-5h3.4v3.3H5v3.4H1.7V5h-3.4V1.7H-5v-3.4h3.3z",
)
"""Circle, square, triangle, diamond, triangle on its head, cross: outlines in px around their middle."""


@dataclass(frozen=True)
class MarkedPhone:
    """A phone's lenses with its mark in drawings. ``number`` starts at 1."""

    number: int
    kit: LensKit

    @property
    def phone(self) -> Phone:
        return self.kit.phone

    @property
    def letter(self):
        return "ABCDEF"[self.number - 1]

    @property
    def shape(self):
        return MARK_SHAPES[self.number - 1]


def marked_phones(phones):
    """In the order of ``phones``, six at most, fetched with ``whole``."""
    marked = phones[: len(MARK_SHAPES)]
    return [_marked_phone(phone, number) for number, phone in enumerate(marked, 1)]


@derived_once
def _marked_phone(phone, number):
    return MarkedPhone(number, lens_kit(phone))
