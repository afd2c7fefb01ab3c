"""A phone in short: its drawing and the facts that decide, for lists."""

from dataclasses import dataclass

from django.db.models import Prefetch

from catalog.drawings.scale_drawing import Drawing, at_one_scale, phone_outline_drawing
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.facts.imperial_facts import imperial_summary
from catalog.models import Camera, Phone, Photo
from catalog.sheet.registry import PHONE_SPECS

CARD_FACTS = {
    "announced": "Announced",
    "main_sensor_type": "Main sensor",
    "main_sensor_area_mm2": "Sensor area",
    "focal_lengths_eq_mm": "Rear lenses",
    "main_equivalent_f_number": "Equivalent f-number",
    "weight_g": "Weight",
}
"""Key → the label it has on a card."""


@dataclass(frozen=True)
class PhoneCard:
    phone: Phone
    drawing: Drawing | None
    facts: tuple[FactSummary, ...]
    photo: Photo | None = None
    """The one that leads its page; the drawing stands in where there is none."""


def phone_cards(phones, imperial=False):
    """One card per phone of ``phones``, fetched with ``prefetch_for_cards``; all drawn at one scale."""
    phones = list(phones)
    drawings = at_one_scale(list(map(phone_outline_drawing, phones)))
    photos = Photo.objects.lead_photos(phones)
    cards = []
    for phone, drawing in zip(phones, drawings, strict=True):
        cards.append(PhoneCard(phone, drawing, card_facts(phone, imperial), photos.get(phone.pk)))
    return cards


def prefetch_for_cards(phones):
    """``phones`` with what their cards print, in the same number of queries for one and for many."""
    return phones.named().prefetch_related("displays", Prefetch("cameras", Camera.objects.select_related("sensor")))


def card_facts(phone, imperial):
    facts = []
    for key, label in CARD_FACTS.items():
        fact = fact_summary(PHONE_SPECS[key], phone, label)
        if imperial:
            fact = imperial_summary(PHONE_SPECS[key], fact)
        facts.append(fact)
    return tuple(facts)
