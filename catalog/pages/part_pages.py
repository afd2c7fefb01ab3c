"""Brands and chipsets with the phones that readers may see."""

from dataclasses import dataclass, replace

from django.db.models import Count
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from catalog.facts.fact_summaries import text_summary
from catalog.finder.newest_phones import newest_keys
from catalog.finder.part_phones import phones_of_part, with_phone_counts
from catalog.languages.printed_cells import PROSE
from catalog.models import Brand, Chipset, Phone, Sensor
from catalog.sheet.registry import PHONE_SPECS

MAX_MADE_FOR_OTHERS = 50
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


def brands_with_phones(snapshot):
    """By name, whether it begins with a capital or not; each with its ``phone_count``, as are the other two."""
    return with_phone_counts(snapshot, Brand.objects.order_by(Lower("name")))


@dataclass(frozen=True)
class ListedBrand:
    """A brand with its ``phone_count`` and its newest phone; ``launched`` is empty where no date is known."""

    brand: Brand
    newest: Phone

    @property
    def launched(self):
        day = self.newest.announced or self.newest.released
        return day.words if day else ""


def listed_brands(snapshot):
    """The brands that have phones, by name. Two queries, and none where the snapshot has been asked before."""
    return snapshot.get_or_set("listed brands", lambda: _listed_brands(snapshot))


def _listed_brands(snapshot):
    brands = brands_with_phones(snapshot)
    newest = {}
    for brand in brands:
        newest[brand.pk] = newest_keys(snapshot, phones_of_part(snapshot, brand), most=1)[0]
    phones = Phone.objects.only("name", "slug", "announced", "released").in_bulk(newest.values())
    listed = [(brand, phones.get(newest[brand.pk])) for brand in brands]
    return [ListedBrand(brand, phone) for brand, phone in listed if phone]


def phones_made_for_others(brand):
    """The newest phones that a brand builds and others sell, with nothing but their names."""
    made = Phone.objects.published().filter(manufacturer=brand).exclude(brand=brand).named().newest_first()
    return list(made.only("name", "slug", "brand__name")[:MAX_MADE_FOR_OTHERS])


def makers_of_phones(brand):
    """The brands that build single phones of ``brand``, each with their ``phone_count``; the one of most first."""
    phones = Phone.objects.published().filter(brand=brand).exclude(manufacturer=None)
    counts = dict(phones.values_list("manufacturer").annotate(Count("pk")).order_by())
    makers = list(Brand.objects.filter(pk__in=counts).order_by(Lower("name")))
    for maker in makers:
        maker.phone_count = counts[maker.pk]
    return sorted(makers, key=lambda maker: -maker.phone_count)


def chipsets_with_phones(snapshot):
    return with_phone_counts(snapshot, Chipset.objects.all())


def sensors_with_phones(snapshot):
    return with_phone_counts(snapshot, Sensor.objects.all())


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
