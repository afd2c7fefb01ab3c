"""Phones to compare a phone with: related ones from the database, similar ones from the finder's cached index."""

from django.db.models import Prefetch

from catalog.finder.index_cache import current_snapshot
from catalog.finder.similar_phones import similar_phone_keys
from catalog.models import Camera, Phone, Relation
from catalog.models.relation_graph import connected_phone_keys
from catalog.models.vocabulary import TWIN_KINDS
from catalog.pages.suggestions import phone_suggestions

MAX_SIMILAR_PHONES = 3


def suggestions_for_phone(phone):
    """``Suggestion``s for the page of a phone fetched whole: its kin, and the phones that resemble it."""
    return phone_suggestions(phone, similar_published_phones(phone, connected_phone_keys(phone.slug)))


def similar_published_phones(phone, kin):
    """The published phones that resemble ``phone`` most, nearest first, with their cameras. Four queries.

    ``kin`` (keys) are left out, and of several that are twins of one another all but the nearest.
    """
    keys = similar_phone_keys(current_snapshot(), phone.id, without=kin, most=2 * MAX_SIMILAR_PHONES)
    chosen = without_twins(keys, twin_pairs(keys))[:MAX_SIMILAR_PHONES]
    cameras = Prefetch("cameras", Camera.objects.select_related("sensor"))
    phones = Phone.objects.published().named().prefetch_related(cameras).in_bulk(chosen)
    return [phones[key] for key in chosen if key in phones]


def twin_pairs(keys):
    """Pairs of twins among the phones of these keys, both ways round. One query."""
    twins = Relation.objects.filter(kind__in=TWIN_KINDS, phone__in=keys, other__in=keys)
    pairs = set(twins.values_list("phone", "other"))
    return pairs | {(other, one) for one, other in pairs}


def without_twins(keys, twins):
    """``keys`` without those that are twins of an earlier one; ``twins`` are pairs, both ways round."""
    found = []
    for key in keys:
        pairs = {(key, other) for other in found}
        if pairs.isdisjoint(twins):
            found.append(key)
    return found
