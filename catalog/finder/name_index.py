"""The names of the phones that readers may see: searched in the process, built when first asked for.

After a small change the names of the phones that it touched are looked up beside the rest.
"""

from collections import defaultdict
from heapq import merge
from itertools import chain

from catalog.models import Alias, Brand, Camera, ModelCode, Phone, PhoneChipset
from catalog.models.vocabulary import AliasKind

from .fuzzy_search import TrigramIndex


class NameIndex:
    """All names as of ``at`` but for the phones ``touched`` since, whose names stand in ``recent``."""

    def __init__(self, at, of=None):
        self.at, self.of = at, of
        self.rest, self.touched, self.built = None, frozenset(), None

    def with_changes(self, touched, at):
        """The same with the present names of ``touched`` phones."""
        if self.rest is None and self.built is None:
            return NameIndex(at)
        changed = NameIndex(at, frozenset(touched) | self.touched)
        changed.rest, changed.touched = self.rest or self, changed.of
        return changed

    def search(self, question, most):
        return self.both("search", question, most)

    def suggest(self, question, most):
        return self.both("suggest", question, most)

    def both(self, how, question, most):
        """The matches of all names in one order; once something is sure, only what is."""
        if self.rest is None:
            return self.matches(how, question, most)
        others = self.rest.matches(how, question, most + len(self.touched))
        others = [match for match in others if match.phone not in self.touched]
        found = list(merge(others, self.matches(how, question, most), key=lambda match: -match.score))
        return [match for match in found if match.certain or not any(other.certain for other in found)][:most]

    def matches(self, how, question, most):
        """Matches with phones by their keys."""
        if self.built is None:
            self.built = build_name_index(self.at, self.of)
        keys, index = self.built
        return [match.of(keys[match.phone]) for match in getattr(index, how)(question, most)]


def build_name_index(at, of):
    """(keys of the phones, the newest first; the index of their names). ``of`` are the keys wanted, None for all."""
    published = Phone.objects.published(at)
    wanted = published if of is None else published.filter(pk__in=of)
    phones = list(wanted.newest_first().values_list("id", "brand_id", "brand__name", "name"))
    places = {phone: place for place, (phone, *_) in enumerate(phones)}
    only = {} if of is None else {"phone__in": of}
    return list(places), TrigramIndex(searchable_names(phones, places, only), searchable_groups(phones, places, only))


def searchable_names(phones, places, only):
    """(text, place) of every name and code: phones with and without their brand, other names likewise."""
    brands = {phone: brand for phone, _, brand, _ in phones}
    for phone, _, brand, name in phones:
        yield from ((f"{brand} {name}", places[phone]), (name, places[phone]))
    for phone, name, kind in Alias.objects.filter(**only).values_list("phone", "name", "kind"):
        if phone in places:
            called = [name, f"{brands[phone]} {name}"] if kind == AliasKind.NAME else [name]
            yield from ((text, places[phone]) for text in called)
    for phone, code in ModelCode.objects.filter(**only).values_list("phone", "code"):
        if phone in places:
            yield code, places[phone]


def searchable_groups(phones, places, only):
    """(text, places) of every brand, chipset and sensor that has phones, with and without its maker."""
    groups = defaultdict(set)
    parts = chain(_part_names(PhoneChipset, "chipset", only), _part_names(Camera, "sensor", only))
    for text, phone in chain(_brand_names(phones), parts):
        if phone in places:
            groups[text].add(places[phone])
    return [(text, sorted(members)) for text, members in groups.items()]


def _brand_names(phones):
    other = dict(Brand.objects.exclude(other_names=None).values_list("id", "other_names"))
    for phone, brand, name, _ in phones:
        for text in (name, *other.get(brand, ())):
            yield text, phone


def _part_names(model, part, only):
    rows = model.objects.filter(**only).exclude(**{part: None})
    named = rows.values_list("phone", f"{part}__maker", f"{part}__name").distinct()
    for phone, maker, name in named.order_by():
        yield from ((name, phone), (f"{maker} {name}", phone))
