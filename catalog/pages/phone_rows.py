"""Phones as light rows, for the pages of brands, chipsets and sensors."""

from dataclasses import dataclass

from django.db.models import Prefetch

from catalog.drawings.back_silhouettes import BackSilhouette, back_silhouette
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.facts.imperial_facts import imperial_summary
from catalog.models import Camera, Phone
from catalog.sheet.registry import PHONE_SPECS

ROW_FACTS = ("main_sensor_type", "focal_lengths_eq_mm", "weight_g")


@dataclass(frozen=True)
class PhoneRow:
    """``facts`` are those of ``ROW_FACTS`` that are known; ``note`` is what the page says of just this phone."""

    phone: Phone
    back: BackSilhouette | None
    facts: tuple[FactSummary, ...]
    note: str = ""

    @property
    def year(self):
        """Of its launch, else of its first sale; empty where neither is known."""
        day = self.phone.announced or self.phone.released
        return str(day.year) if day else ""


def prefetch_for_rows(phones):
    """``phones`` with what their rows print. Two queries, for one and for many."""
    return phones.named().prefetch_related(Prefetch("cameras", Camera.objects.select_related("sensor")))


def phone_row(phone, imperial=False, note_of=None):
    """Of a phone fetched with ``prefetch_for_rows``. ``note_of`` gives it a line of its own, which then stands for the
    facts."""
    back = back_silhouette(phone)
    if note_of:
        return PhoneRow(phone, back, (), note_of(phone))
    return PhoneRow(phone, back, tuple(row_facts(phone, imperial)))


def row_facts(phone, imperial):
    facts = []
    for key in ROW_FACTS:
        fact = fact_summary(PHONE_SPECS[key], phone)
        if imperial:
            fact = imperial_summary(PHONE_SPECS[key], fact)
        if fact.is_known:
            facts.append(fact)
    return facts
