"""Prefetching of everything that a page prints of phones; the same number of queries for one and for many."""

from django.db.models import Prefetch

from catalog.models import Camera, Claim, Phone, PhoneChipset, Relation, SoftwareObservation

from .child_rows import attach_child_rows, attach_relations

PREFETCHED_TABLES = (
    "aliases",
    "displays",
    "memory_versions",
    "launch_prices",
    "usb_ports",
    "markets",
    "model_codes",
    "variations",
    "extra_rows",
)
CLAIMS_PREFETCH = Prefetch("claims", Claim.objects.select_related("source"))


def with_all_rows(phones, at=None, visible=None):
    """``phones`` (a queryset) with all rows, claims and relations; related phones only where they are among ``visible``
    (a queryset; None: those that are published)."""
    if visible is None:
        visible = Phone.objects.published(at)
    return with_claims(phones).prefetch_related(
        *PREFETCHED_TABLES,
        Prefetch("cameras", Camera.objects.select_related("sensor", "shares_sensor_with")),
        Prefetch("phone_chipsets", PhoneChipset.objects.select_related("chipset")),
        Prefetch("software_observations", SoftwareObservation.objects.select_related("source")),
        Prefetch(
            "relations",
            Relation.objects.filter(other__in=visible).select_related("other__brand__maker", "other__manufacturer"),
        ),
        Prefetch(
            "relations_back",
            Relation.objects.filter(phone__in=visible).select_related("phone__brand__maker", "phone__manufacturer"),
        ),
    )


def fetch_phones(phones, at=None):
    """The same as a list, in a third of the queries. For a few phones at a time: their rows come as JSON."""
    found = list(with_claims(phones))
    if found:
        attach_child_rows(found)
        attach_relations(found, Phone.objects.published(at))
    return found


def with_claims(phones):
    return phones.select_related("brand__maker", "manufacturer").prefetch_related(CLAIMS_PREFETCH)


def in_slug_order(phones, slugs):
    """``phones`` in the order of ``slugs``; those that are missing are left out."""
    by_slug = {phone.slug: phone for phone in phones}
    found = map(by_slug.get, slugs)
    return list(filter(None, found))
