"""The names of the phones that readers may see: searched in the process, built on the first search.

After a small change the names of the phones that it touched are looked up beside the rest.
"""

from collections import defaultdict
from itertools import chain

from catalog.models import Alias, Brand, Camera, ModelCode, Phone, PhoneChipset
from catalog.models.vocabulary import AliasKind

from .fuzzy_search import TrigramIndex
from .word_index import TextKind

SHORT_SERIES = {"Snapdragon": "SD"}
"""How people shorten the names of series of chipsets."""


class NameIndex:
    """The names, as of ``at``, of the phones ``of`` (keys; None: all). With ``rest``, an older index of all phones, the
    names of the phones ``touched`` since are in this one."""

    def __init__(self, at, of=None):
        self.at = at
        self.of = of
        self.rest = None
        self.touched = frozenset()
        self.built = None

    def with_changes(self, touched, at):
        """The same with the present names of ``touched`` phones."""
        if self.rest is None and self.built is None:
            return NameIndex(at)
        all_touched = self.touched.union(touched)
        changed = NameIndex(at, all_touched)
        changed.rest = self.rest or self
        changed.touched = all_touched
        return changed

    def search(self, question, most):
        """The matches among all names, the best first; only the certain ones if there are any."""
        own = self.own_matches(question, most)
        if self.rest is None:
            return own
        others = self.rest.own_matches(question, most + len(self.touched))
        untouched = [match for match in others if match.phone not in self.touched]
        matches = sorted([*untouched, *own], key=lambda match: match.order)
        certain = [match for match in matches if match.certain]
        return (certain or matches)[:most]

    def own_matches(self, question, most):
        """Matches with phones by their keys, without those of ``rest``."""
        if self.built is None:
            self.built = build_name_index(self.at, self.of)
        phones, index = self.built
        return [match.of(*phones[match.phone]) for match in index.search(question, most)]


def build_name_index(at, of):
    """((key, newness) of the phones, the newest first; the index of their names). ``of`` are the keys wanted, None for
    all."""
    published = Phone.objects.published(at)
    only = {}
    if of is not None:
        published = published.filter(pk__in=of)
        only = {"phone__in": of}
    newest = published.newest_first().values_list(
        "id", "announced", "released", "slug", "brand_id", "brand__name", "name"
    )
    phones = []
    newness = []
    for key, announced, released, slug, *names in newest:
        phones.append((key, *names))
        newness.append((key, newness_of(announced or released, slug)))
    places = {phone: place for place, (phone, *_) in enumerate(phones)}
    names = searchable_names(phones, places, only)
    groups = list(searchable_groups(phones, places, only))
    return newness, TrigramIndex(names, groups)


def newness_of(day, slug):
    """The place of a phone of this day (None: not known) as ``newest_first`` has it."""
    if day is None:
        return 0, slug
    return -day.number, slug


def searchable_names(phones, places, only):
    """(text, place, ``TextKind``) of every name and code: phones with and without their brand, other names likewise."""
    brands = {phone: brand for phone, _, brand, _ in phones}
    for phone, _, brand, name in phones:
        yield f"{brand} {name}", places[phone], TextKind.NAME
        yield name, places[phone], TextKind.NAME
    for phone, name, kind in Alias.objects.filter(**only).values_list("phone", "name", "kind"):
        if phone not in places:
            continue
        if kind == AliasKind.NAME:
            yield name, places[phone], TextKind.OTHER_NAME
            yield f"{brands[phone]} {name}", places[phone], TextKind.OTHER_NAME
        else:
            yield name, places[phone], TextKind.CODE
    for phone, code in ModelCode.objects.filter(**only).values_list("phone", "code"):
        if phone in places:
            yield code, places[phone], TextKind.CODE


def searchable_groups(phones, places, only):
    """(text, places, ``TextKind``) of every brand, chipset and sensor that has phones, with and without its maker."""
    rows_by_kind = {
        TextKind.CHIPSET: chain(_part_names(PhoneChipset, "chipset", only), _part_numbers(only)),
        TextKind.SENSOR: _part_names(Camera, "sensor", only),
        TextKind.BRAND: _brand_names(phones),
    }
    for kind, rows in rows_by_kind.items():
        groups = defaultdict(set)
        for text, phone in rows:
            if phone in places:
                groups[text].add(places[phone])
        for text, members in groups.items():
            yield text, sorted(members), kind


def _brand_names(phones):
    other_names = dict(Brand.objects.exclude(other_names=None).values_list("id", "other_names"))
    for phone, brand, name, _ in phones:
        yield name, phone
        for other_name in other_names.get(brand, ()):
            yield other_name, phone


def _part_names(model, part, only):
    rows = model.objects.filter(**only).exclude(**{part: None})
    named = rows.values_list("phone", f"{part}__maker", f"{part}__name").distinct()
    for phone, maker, name in named.order_by():
        yield name, phone
        yield f"{maker} {name}", phone
        for series, short in SHORT_SERIES.items():
            if name.startswith(series):
                yield name.replace(series, short, 1), phone


def _part_numbers(only):
    rows = PhoneChipset.objects.filter(**only).exclude(chipset__part_number=None)
    for phone, number in rows.values_list("phone", "chipset__part_number").order_by():
        yield number, phone
