"""The questions that editors have saved, answered with one look at the catalogue."""

from catalog.models import Collection

from .index_cache import live
from .search_results import find


def answered(collections, at=None):
    """(collection, ``Finding``) of each; one query for all of them where the index is kept already."""
    kept = live(at)
    return [(one, find(one.question, kept=kept)) for one in collections]


def published_with(kept):
    """The published collections, read once for as long as ``kept`` (a ``Live``) holds: publishing moves the stamp."""
    key = ("collections",)
    if key not in kept.kept:
        kept.kept[key] = list(Collection.objects.published())
    return kept.kept[key]
