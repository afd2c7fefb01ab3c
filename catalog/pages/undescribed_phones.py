"""Phones that readers are told of before they are described: names, dates and sources of drafts, and nothing else."""

from dataclasses import dataclass

from django.db.models import Prefetch

from catalog.models import Claim, Phone, Source
from catalog.models.vocabulary import SourceKind

MOST_SOURCES = 3


@dataclass(frozen=True)
class UndescribedPhone:
    """``announced`` in English words, None where it is not known; ``sources`` speak of it, one of each publisher."""

    name: str
    announced: str | None
    sources: tuple[Source, ...]


def undescribed_phones(**which):
    """An ``UndescribedPhone`` for each draft that readers are told of, the newest first; ``which`` filters phones. At
    most two queries."""
    claims = Prefetch("claims", Claim.objects.select_related("source").order_by("source__dated", "source__slug"))
    phones = Phone.objects.not_yet_described().filter(**which).named().newest_first()
    return [_undescribed(phone) for phone in phones.prefetch_related(claims)]


def _undescribed(phone):
    """Data sets are left out: they tell of phones and do not report that one has been announced."""
    sources = {}
    for claim in phone.claims.all():
        if claim.source.kind != SourceKind.DATASET:
            sources.setdefault(claim.source.publisher or claim.source.title, claim.source)
    named = tuple(sources.values())[:MOST_SOURCES]
    return UndescribedPhone(phone.full_name, phone.announced and phone.announced.words, named)
