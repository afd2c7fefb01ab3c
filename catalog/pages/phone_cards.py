"""A phone in short: its back, its lenses and the facts that decide, for lists."""

import re
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_skeleton
from django.db.models import Prefetch
from django.utils.translation import get_language, gettext_noop

from catalog.drawings.camera_islands import PhoneBack
from catalog.drawings.listed_backs import back_drawing
from catalog.drawings.scale_drawing import Drawing, at_one_scale
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.facts.imperial_facts import imperial_summary
from catalog.languages.localised_text import is_default_language
from catalog.models import Camera, Phone, Photo
from catalog.quantities.partial_dates import MONTHS
from catalog.sheet.registry import PHONE_SPECS

from .lens_summaries import LensSummary, lens_summaries

CARD_FACTS = {
    "main_sensor_type": gettext_noop("Main sensor"),
    "main_equivalent_f_number": gettext_noop("Equivalent"),
    "announced": gettext_noop("Launch"),
    "weight_g": gettext_noop("Weight"),
}
"""Key → the label it has on a card, in English."""
_MONTH_AND_YEAR = re.compile(rf"^(?:\d{{1,2}} )?({'|'.join(MONTHS)}) (\d{{4}})")


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
    """An English text as a card says it: a launch as “Nov 2022”, in the language of the page."""
    if key != "announced":
        return text
    return _MONTH_AND_YEAR.sub(_short_month, text)


def _short_month(found):
    if is_default_language():
        return f"{found[1][:3]} {found[2]}"
    month = date(int(found[2]), MONTHS.index(found[1]) + 1, 1)
    return format_skeleton("yMMM", month, locale=get_language())


def card_facts(phone, imperial):
    facts = []
    for key, label in CARD_FACTS.items():
        fact = fact_summary(PHONE_SPECS[key], phone, label)
        if imperial:
            fact = imperial_summary(PHONE_SPECS[key], fact)
        facts.append(replace(fact, text=card_text(key, fact.text)))
    return tuple(facts)
