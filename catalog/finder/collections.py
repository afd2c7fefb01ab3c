"""The questions that editors have saved, answered with one look at the catalogue."""

from catalog.models import Collection

from .finder_result import find_phones
from .index_cache import current_snapshot


def collection_results(collections, at=None):
    """(collection, ``Finding``) of each; one query for all of them where the index is kept already."""
    kept = current_snapshot(at)
    return [(one, find_phones(one.question, kept=kept)) for one in collections]


def cached_published_collections(kept):
    """The published collections, read once for as long as ``kept`` (a ``Live``) holds: publishing moves the stamp."""
    key = ("collections",)
    if key not in kept.kept:
        kept.kept[key] = list(Collection.objects.published())
    return kept.kept[key]
