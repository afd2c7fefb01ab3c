"""Collections: the queries that editors have saved, answered by one snapshot of the catalogue."""

from catalog.models import Collection

from .finder_result import find_phones
from .index_cache import current_snapshot


def collection_results(collections, at=None):
    """(collection, ``FinderResult``) of each; one query for all of them where the index is cached."""
    snapshot = current_snapshot(at)
    return [(collection, find_phones(collection.question, snapshot=snapshot)) for collection in collections]


def cached_published_collections(snapshot):
    """The published collections, read once for as long as ``snapshot`` holds: publishing moves the stamp."""
    return snapshot.get_or_set("collections", lambda: list(Collection.objects.published()))
