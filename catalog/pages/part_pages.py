"""Brands and chipsets with the phones that readers may see."""

from dataclasses import dataclass, replace
from operator import attrgetter

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from catalog.facts.fact_summaries import text_summary
from catalog.languages.printed_cells import PROSE
from catalog.models import Brand, Chipset, Phone, Sensor
from catalog.sheet.registry import PHONE_SPECS

CHIPSET_FACTS = {
    "chipset_maker": "maker",
    "chipset_part": "part_number",
    "process_nm": "process_nm",
    "cpu": "cpu",
    "cpu_cores": "cpu_cores",
    "cpu_max_ghz": "cpu_max_ghz",
    "gpu": "gpu",
    "modem": "modem",
}
"""Row of the sheet → the chipset's own column."""


def with_phone_counts(records, phones):
    """``records`` with ``phone_count``, the published phones along the path ``phones``; those with none left out."""
    visible = Q(**{f"{phones}__in": Phone.objects.published()})
    return records.annotate(phone_count=Count(phones, filter=visible, distinct=True)).filter(phone_count__gt=0)


def brands_with_phones():
    """By name, whether it begins with a capital or not."""
    return with_phone_counts(Brand.objects.order_by(Lower("name")), "phones")


@dataclass(frozen=True)
class ListedBrand:
    """A brand with its ``phone_count`` and its newest phone; ``launched`` is empty where no date is known."""

    brand: Brand
    newest: Phone

    @property
    def launched(self):
        day = self.newest.announced or self.newest.released
        return day.words if day else ""


def listed_brands():
    """The brands that have phones, by name. Two queries."""
    newest = Phone.objects.published().filter(brand=OuterRef("pk")).newest_first()
    brands = list(brands_with_phones().annotate(newest=Subquery(newest.values("pk")[:1])))
    phones = Phone.objects.only("name", "slug", "announced", "released").in_bulk(map(attrgetter("newest"), brands))
    return [ListedBrand(brand, phones[brand.newest]) for brand in brands]


def makers_of_phones(brand):
    """The brands that build single phones of ``brand``, each with their ``phone_count``; the one of most first."""
    phones = Phone.objects.published().filter(brand=brand)
    built = Count("phones_made", filter=Q(phones_made__in=phones), distinct=True)
    makers = Brand.objects.annotate(phone_count=built).filter(phone_count__gt=0)
    return makers.order_by("-phone_count", Lower("name"))


def chipsets_with_phones():
    return with_phone_counts(Chipset.objects.all(), "phone_chipsets__phone")


def sensors_with_phones():
    return with_phone_counts(Sensor.objects.all(), "cameras__phone")


def chipset_facts(chipset):
    facts = []
    for key, column in CHIPSET_FACTS.items():
        spec = PHONE_SPECS[key]
        value = getattr(chipset, column)
        text = None if value is None else spec.text(value)
        facts.append(text_summary(spec.label, text))
    return [*facts, *remarks_of(chipset)]


def remarks_of(part):
    """The remarks on a chipset or sensor, where there are any."""
    if not part.notes:
        return []
    return [replace(text_summary(gettext_noop("Remarks"), part.notes), key=PROSE)]
