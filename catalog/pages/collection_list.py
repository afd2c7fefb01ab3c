"""The collections in a list: how many phones each finds, and the first of them drawn."""

from dataclasses import dataclass

from catalog.drawings.back_outlines import back_outline_drawing
from catalog.drawings.scale_drawing import Drawing, at_one_scale
from catalog.finder.collections import collection_results
from catalog.models import Collection, Phone

from .phone_cards import prefetch_for_cards

FIRST_PHONES = 4


@dataclass(frozen=True)
class CollectionEntry:
    """``total`` phones match now, ``maybe`` more may; ``first`` are pairs of phone and back."""

    collection: Collection
    total: int
    maybe: int
    first: tuple[tuple[Phone, Drawing], ...]


def collection_entries():
    """A ``CollectionEntry`` for each published collection. The same few queries for one and for many."""
    results = collection_results(Collection.objects.published())
    keys = {collection.pk: _first_keys(finding) for collection, finding in results}
    phones = _drawn_phones(set().union(*keys.values()))
    entries = []
    for collection, finding in results:
        first = tuple(phones[key] for key in keys[collection.pk] if key in phones)
        entries.append(CollectionEntry(collection, finding.found.total, finding.found.maybe_total, first))
    return entries


def _first_keys(finding):
    ids = finding.index.places.ids
    return [ids[place] for place in finding.matches(0, FIRST_PHONES)]


def _drawn_phones(keys):
    """Key → (phone, back), all at one scale."""
    phones = list(prefetch_for_cards(Phone.objects.published()).filter(pk__in=keys))
    drawings = at_one_scale(list(map(back_outline_drawing, phones)))
    return {phone.pk: (phone, drawing) for phone, drawing in zip(phones, drawings, strict=True)}
