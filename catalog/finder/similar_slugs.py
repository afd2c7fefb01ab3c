"""Phones whose slugs are most like one that is none: for whoever followed a link with a mistake."""

import numpy as np
from rapidfuzz import fuzz, process

from catalog.models import Phone

from .bitsets import places_in
from .index_cache import phones_in_order

MAX_SLUG_LENGTH = 120
LEAST_SIMILARITY = 58
"""Of 100: how alike a slug must be to be offered. Below lie chance likenesses, such as “favicon” to “fairphone”."""
SIMILARITY_MARGIN = 15
"""How much less alike than the best one the others may be."""


def similar_slugs(snapshot, slug, most=5):
    """(slug, name) of the phones whose slugs are most like ``slug``; of those that are as like, by alphabet. One query,
    and none where no slug is like it. All slugs are compared: 5 ms for 100,000."""
    places, slugs = snapshot.get_or_set("slugs", lambda: _slugs(snapshot.index))
    matches = process.extract(
        slug[:MAX_SLUG_LENGTH].lower(), slugs, scorer=fuzz.ratio, limit=most, score_cutoff=LEAST_SIMILARITY
    )
    if not matches:
        return []
    _, best, _ = matches[0]
    keys = snapshot.index.keys(places[row] for _, score, row in matches if score > best - SIMILARITY_MARGIN)
    return [(phone.slug, phone.full_name) for phone in phones_in_order(keys, Phone.objects.named())]


def _slugs(index):
    """(the places of the phones, their slugs), by alphabet."""
    places = places_in(index.living)
    places = places[np.argsort(index.by_slug[places])].tolist()
    slugs = list(index.places.slugs)
    return places, [slugs[place] for place in places]
