"""A phone in short: its back, its lenses and the facts that decide, for lists."""

import re
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.utils.translation import gettext_noop

from catalog.drawings.camera_islands import PhoneBack
from catalog.drawings.listed_backs import back_drawing
from catalog.drawings.scale_drawing import Drawing, at_one_scale
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.facts.imperial_facts import imperial_summary
from catalog.languages.localised_text import is_default_language
from catalog.models import Camera, Phone, Photo
from catalog.sheet.registry import PHONE_SPECS

from .lens_summaries import LensSummary, lens_summaries

CARD_FACTS = {
    "main_sensor_type": gettext_noop("Main sensor"),
    "main_equivalent_f_number": gettext_noop("Equivalent"),
    "announced": gettext_noop("Launch"),
    "weight_g": gettext_noop("Weight"),
}
"""Key → the label it has on a card; pages localise labels and texts."""
_DAY = re.compile(r"^\d{1,2} (?=[A-Z])")
_DATE = re.compile(r"^(?:\d{1,2} )?([A-Z][a-z]{2})[a-z]* (?=\d{4})")


@dataclass(frozen=True)
class PhoneCard:
    phone: Phone
    drawing: Drawing
    lenses: tuple[LensSummary, ...]
    facts: tuple[FactSummary, ...]
    photo: Photo | None = None
    """The one that leads its page; the drawing stands in where there is none."""


def phone_cards(phones, imperial=False):
    """One card per phone of ``phones``, fetched with ``prefetch_for_cards``; all drawn at one scale."""
    phones = list(phones)
    drawings = at_one_scale(list(map(back_drawing, map(PhoneBack.of, phones))))
    photos = Photo.objects.lead_photos(phones)
    cards = []
    for phone, drawing in zip(phones, drawings, strict=True):
        facts = card_facts(phone, imperial)
        cards.append(PhoneCard(phone, drawing, lens_summaries(phone), facts, photos.get(phone.pk)))
    return cards


def prefetch_for_cards(phones):
    """``phones`` with what their cards print, in the same number of queries for one and for many."""
    return phones.named().prefetch_related(Prefetch("cameras", Camera.objects.select_related("sensor")))


def card_text(key, text):
    """As a card says it: of a launch “Nov 2022”, in other languages than English the whole month."""
    if key != "announced":
        return text
    if not is_default_language():
        return _DAY.sub("", text)
    return _DATE.sub(r"\1 ", text)


def card_facts(phone, imperial):
    facts = []
    for key, label in CARD_FACTS.items():
        fact = fact_summary(PHONE_SPECS[key], phone, label)
        if imperial:
            fact = imperial_summary(PHONE_SPECS[key], fact)
        facts.append(replace(fact, text=card_text(key, fact.text)))
    return tuple(facts)
