"""Phones as light rows under the years of their launch, for the pages of brands, chipsets and sensors."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_noop

from catalog.drawings.back_silhouettes import BackSilhouette, back_silhouette
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.facts.imperial_facts import imperial_summary
from catalog.models import Camera, Phone
from catalog.sheet.registry import PHONE_SPECS

ROW_FACTS = ("main_sensor_type", "focal_lengths_eq_mm", "weight_g")
DATE_NOT_KNOWN = gettext_noop("Date not known")


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


@dataclass(frozen=True)
class LaunchYear:
    label: str
    rows: tuple[PhoneRow, ...]


def prefetch_for_rows(phones):
    """``phones`` with what their rows print. Two queries, for one and for many."""
    return phones.named().prefetch_related(Prefetch("cameras", Camera.objects.select_related("sensor")))


def launch_years(phones, imperial=False, note_of=None):
    """``phones`` in their order, fetched with ``prefetch_for_rows``, by the year of their launch.

    ``note_of`` gives a phone a line of its own, which then stands for the facts.
    """
    rows = [phone_row(phone, imperial, note_of) for phone in phones]
    years = []
    for label, of_year in groupby(rows, key=attrgetter("year")):
        years.append(LaunchYear(label or DATE_NOT_KNOWN, tuple(of_year)))
    return years


def phone_row(phone, imperial=False, note_of=None):
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
