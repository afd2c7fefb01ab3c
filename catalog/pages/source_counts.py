"""The sources that readers may see: counted by kind, searched by name."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from catalog.models import Source
from catalog.models.part_visibility import named_for_readers
from catalog.models.vocabulary import SourceKind

OTHER_KIND = "other"
"""Stands in addresses for sources whose kind is not known."""
KIND_LABELS = {**dict(SourceKind.choices), OTHER_KIND: gettext_noop("Kind not known")}
MAX_SEARCH_LENGTH = 80


@dataclass(frozen=True)
class SourceCount:
    """How many sources there are of a kind; ``value`` stands for it in addresses."""

    value: str
    label: str
    count: int


def source_counts():
    """Those kinds that there are any of, in the order of the vocabulary. One query."""
    kinds = named_for_readers(Source).values_list("kind", flat=True)
    numbers = Counter(kind or OTHER_KIND for kind in kinds)
    counts = []
    for value, label in KIND_LABELS.items():
        if numbers[value]:
            counts.append(SourceCount(value, label, numbers[value]))
    return counts


def listed_sources(kind="", words=""):
    """A queryset by title: those of a kind, with every one of ``words`` in title, publisher or address."""
    sources = named_for_readers(Source).order_by(Lower("title"), "slug")
    if kind in SourceKind.values:
        sources = sources.filter(kind=kind)
    if kind == OTHER_KIND:
        sources = sources.filter(kind=None)
    for word in words.split():
        sources = sources.filter(Q(title__icontains=word) | Q(publisher__icontains=word) | Q(url__icontains=word))
    return sources
