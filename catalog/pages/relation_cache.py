"""Cache, per process, of the relations between twins and between neighbours in a line: of all phones, as numbers.

It outlives small changes: then only the relations of the phones that were touched are read anew.
"""

from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from catalog.finder.bitsets import places_in
from catalog.models import Relation, Stamp
from catalog.models.relation_graph import CONNECTING_KINDS
from catalog.models.vocabulary import RelationKind

NO_KEY = np.iinfo(np.int64).max
CACHE_KEY = ("relations", None)
"""Where a snapshot keeps them, among what outlives small changes."""


@dataclass(frozen=True)
class RelationCache:
    """As of ``stamp``. ``rows``: relation × (key of the phone, key of the other, whether that is its predecessor)."""

    stamp: int
    rows: np.ndarray


def places_of_relations(snapshot):
    """(relation × the places of its two phones, whether one follows the other) of phones that readers may see; of two
    phones, the one whose slug comes first."""
    index = snapshot.index
    rows = cached_relations(snapshot).rows
    places = _places_of_keys(index, rows[:, :2])
    seen = (places >= 0).all(axis=1)
    places = places[seen]
    swapped = index.by_slug[places[:, 0]] > index.by_slug[places[:, 1]]
    places[swapped] = places[swapped, ::-1]
    return places, rows[seen, 2].astype(bool)


def _places_of_keys(index, keys):
    """-1 for phones that readers may not see."""
    living = places_in(index.living)
    known = np.fromiter(index.ids, dtype=np.int64, count=len(index.ids))[living]
    order = np.argsort(known)
    known = np.append(known[order], NO_KEY)
    places = np.append(living[order], -1)
    found = np.searchsorted(known, keys)
    return np.where(known[found] == keys, places[found], -1)


def cached_relations(snapshot):
    cached = snapshot.printed.get(CACHE_KEY)
    if cached is None or cached.stamp != snapshot.stamp:
        cached = RelationCache(snapshot.stamp, _rows_as_of(snapshot.stamp, cached))
        snapshot.printed[CACHE_KEY] = cached
    return cached


def _rows_as_of(stamp, cached):
    touched = None
    if cached and cached.stamp < stamp:
        touched = Stamp.touched_since(cached.stamp)
    if touched is None:
        return _read_rows(Q())
    keys = list(touched)
    others = ~np.isin(cached.rows[:, :2], keys).any(axis=1)
    return np.concatenate([cached.rows[others], _read_rows(Q(phone__in=keys) | Q(other__in=keys))])


def _read_rows(condition):
    relations = Relation.objects.filter(condition, kind__in=CONNECTING_KINDS).order_by("pk")
    rows = []
    for phone, other, kind in relations.values_list("phone_id", "other_id", "kind").iterator():
        rows.append((phone, other, kind == RelationKind.SUCCESSOR))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
