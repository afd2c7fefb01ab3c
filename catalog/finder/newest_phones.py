"""The phones that readers may see, the newest first, as ``Phone.objects.newest_first`` has them; asks no database."""

import numpy as np

from .bitsets import places_in
from .facets import PHONE

DAYS = (0, 31, 92)
"""The most days that a day, a month and a quarter have after their first."""
SLUG_RANKS = 1 << 36
"""More than any phone's rank by its slug."""


def newest_places(snapshot, phones=None, most=None):
    """The places of ``phones`` (bits; None: all) as an array, the newest first; of these the first ``most``."""
    living = snapshot.index.living
    places = places_in(living if phones is None else phones & living)
    ranks = snapshot.get_or_set("newest ranks", lambda: newest_first_ranks(snapshot.index))[places]
    if most is not None and most < len(places):
        first = np.argpartition(ranks, most)[:most]
        places = places[first]
        ranks = ranks[first]
    return places[np.argsort(ranks)]


def newest_keys(snapshot, phones=None, most=None):
    """The primary keys of the same."""
    return snapshot.index.keys(newest_places(snapshot, phones, most).tolist())


def newest_first_ranks(index):
    """A number for each place, the smaller the newer: by the first day that the announcement, else the release, may
    mean, the more precise of two dates first, what has no date last; of equals by slug."""
    first, last = index.phones.intervals(PHONE.by_key["announced"])
    released = index.phones.intervals(PHONE.by_key["released"])
    unknown = ~np.isfinite(first)
    first = np.where(unknown, released[0], first)[0]
    last = np.where(unknown, released[1], last)[0]
    dated = np.isfinite(first)
    ranks = np.zeros(len(first), dtype=np.int64)
    vagueness = np.searchsorted(DAYS, last[dated] - first[dated])
    ranks[dated] = vagueness - len(DAYS) - 1 - first[dated].astype(np.int64) * (len(DAYS) + 1)
    return ranks * SLUG_RANKS + index.by_slug
