"""Brands, chipsets, sensors and sources are seen by readers once a phone or a guide that readers may see names them.

What names a phone is seen once readers may see the phone.
"""

from django.db.models import Exists, OuterRef, Q

from .claims import Source
from .guides import GuideSource
from .parts import Brand, Chipset, Sensor
from .phones import Phone
from .vocabulary import Status

PHONE_LOOKUPS = {
    Brand: ("brand", "manufacturer", "brand__maker"),
    Chipset: ("phone_chipsets__chipset",),
    Sensor: ("cameras__sensor",),
    Source: ("claims__source", "software_observations__source", "photos__source"),
}
"""How phones name what they are made of and where their facts come from."""


def named_for_readers(model, at=None):
    """The records of ``model``, one of ``PHONE_LOOKUPS``, that something published at ``at`` (default: now) names."""
    condition = Q()
    for lookup in PHONE_LOOKUPS[model]:
        condition |= Q(Exists(Phone.objects.published(at).filter(**{lookup: OuterRef("pk")})))
    if model is Source:
        condition |= Q(Exists(GuideSource.objects.filter(source=OuterRef("pk"), guide__status=Status.PUBLISHED)))
    return model.objects.filter(condition)


def names_published_phone(path="phone", at=None):
    """Condition on rows that name a phone: that readers may see it at ``at`` (default: now).

    It looks at the phones of those rows alone; ``phone__in=Phone.objects.published()`` would have the database list all
    published phones first.
    """
    return Exists(Phone.objects.published(at).filter(pk=OuterRef(path)))
