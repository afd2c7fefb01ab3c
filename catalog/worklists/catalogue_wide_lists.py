"""Worklists for which all phones are looked at together: found when somebody asks, and kept by this process until the
catalogue's stamp moves. Four queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from django.db.models import Value

from catalog.models import Alias, Claim, ModelCode, Phone, Relation, Stamp
from catalog.models.vocabulary import TWIN_KINDS, AliasKind, ClaimState, RelationKind

from .findings import WorklistFinding
from .name_similarity import are_similar_names, name_family, normalise_code, place_in_line


class NamedPhone(NamedTuple):
    """A phone as far as it is looked at here. ``announced`` is a number that sorts, 0 where it is not known."""

    key: int
    brand: int
    name: str
    full_name: str
    announced: int


@dataclass
class CatalogueWideTasks:
    """Worklist → key of each phone → what there is to do."""

    stamp: int
    works: dict = field(default_factory=dict)


_cache = None


def catalogue_wide_tasks():
    """What is found among all phones as they are now; one query where it is kept."""
    global _cache  # noqa: PLW0603 - one per process, replaced whole
    stamp, kept = Stamp.current(), _cache
    if kept is None or kept.stamp != stamp:
        kept = _cache = CatalogueWideTasks(stamp, find_catalogue_wide_tasks())
    return kept.works


def find_catalogue_wide_tasks():
    phones, ties = named_phones(), list(Relation.objects.order_by("pk").values_list("phone", "kind", "other"))
    told_apart = {frozenset((phone, other)) for phone, _, other in ties}
    return {
        "duplicates": probable_duplicates(phones, told_apart),
        "no_predecessor": phones_without_predecessor(phones, phones_needing_no_predecessor(ties)),
    }


def named_phones():
    rows = Phone.objects.not_withdrawn().values_list("pk", "brand", "name", "brand__name", "announced")
    return [
        NamedPhone(key, brand, name, f"{maker} {name}", announced.number if announced else 0)
        for key, brand, name, maker, announced in rows.order_by("pk")
    ]


# Probable duplicates


def probable_duplicates(phones, told_apart):
    """Phones of one brand with names alike, and phones with the same model code. Those with a relation to each other
    are known to be two."""
    by_key, found = {phone.key: phone for phone in phones}, defaultdict(list)
    names, codes = names_and_codes(by_key)
    pairs = dict.fromkeys(similar_name_pairs(names, by_key), "names alike") | shared_code_pairs(codes)
    for (one, other), words in sorted(pairs.items()):
        if frozenset((one, other)) not in told_apart:
            found[one].append(WorklistFinding("name", f"{by_key[other].full_name}: {words}", field="id_name"))
            found[other].append(WorklistFinding("name", f"{by_key[one].full_name}: {words}", field="id_name"))
    return dict(found)


def names_and_codes(by_key):
    """(key, text) of all names and of all model codes of the phones. One query."""
    others = Alias.objects.filter(kind=AliasKind.NAME).order_by().values_list("phone", "name", Value("name"))
    codes = ModelCode.objects.order_by().values_list("phone", "code", Value("code"))
    texts = {"name": [(key, phone.name) for key, phone in by_key.items()], "code": []}
    for key, text, kind in sorted(others.union(codes, all=True)):
        if key in by_key:
            texts[kind].append((key, text))
    return texts["name"], texts["code"]


def similar_name_pairs(names, by_key):
    """Pairs of keys, the lower first. Only names of one brand with the same numbers are compared."""
    families = defaultdict(set)
    for key, name in names:
        families[by_key[key].brand, name_family(name)].add((name, key))
    for family in families.values():
        for (name, one), (like, other) in combinations(sorted(family), 2):
            if one != other and are_similar_names(name, like):
                yield min(one, other), max(one, other)


def shared_code_pairs(codes):
    """Pair of keys → the code that both have."""
    having = defaultdict(dict)
    for key, code in codes:
        if plain := normalise_code(code):
            having[plain].setdefault(key, code)
    return {
        pair: f"both have the model code {phones[pair[0]]}"
        for phones in having.values()
        if len(phones) > 1
        for pair in combinations(sorted(phones), 2)
    }


# Phones without a predecessor


def phones_needing_no_predecessor(ties):
    """Keys of phones that need no predecessor: they have one, are twins of a phone that may, or have none by what a
    source says."""
    kinds = (*TWIN_KINDS, RelationKind.SUCCESSOR)
    first = Claim.objects.filter(key=RelationKind.SUCCESSOR, state=ClaimState.NONE, accepted=True)
    return {phone for phone, kind, _ in ties if kind in kinds}.union(first.values_list("phone", flat=True))


def phones_without_predecessor(phones, settled):
    """Phones that follow no other though the brand has an earlier one of the same line: “R7” after “R6”."""
    lines = defaultdict(list)
    for phone in phones:
        if place := place_in_line(phone.name):
            line, number = place
            lines[phone.brand, line].append((number, phone.key, phone))
    return {
        phone.key: [
            WorklistFinding(RelationKind.SUCCESSOR.value, f"After {earlier.full_name}?", field="relations-heading")
        ]
        for line in lines.values()
        for earlier, phone in predecessor_pairs(sorted(line, key=lambda one: one[:2]))
        if phone.key not in settled
    }


def predecessor_pairs(line):
    """Yield (earlier, later): the nearest with a lower number that was not announced after it."""
    for place, (number, _, phone) in enumerate(line):
        lower = (
            other for low, _, other in reversed(line[:place]) if low < number and is_not_announced_after(other, phone)
        )
        if earlier := next(lower, None):
            yield earlier, phone


def is_not_announced_after(one, other):
    return not (one.announced and other.announced and one.announced > other.announced)
