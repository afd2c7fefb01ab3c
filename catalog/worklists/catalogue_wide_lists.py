"""Worklists that compare all phones with each other: computed on demand, and cached by this process until the
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
    """What is compared of a phone. ``announced`` is a ``PartialDate.number``, 0 where it is not known."""

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
    """Worklist → key of each phone → findings, as of now. One query on a cache hit."""
    global _cache  # noqa: PLW0603 - one per process, replaced whole
    stamp = Stamp.current()
    cache = _cache
    if cache is None or cache.stamp != stamp:
        cache = CatalogueWideTasks(stamp, find_catalogue_wide_tasks())
        _cache = cache
    return cache.works


def find_catalogue_wide_tasks():
    phones = named_phones()
    relations = list(Relation.objects.order_by("pk").values_list("phone", "kind", "other"))
    related = {frozenset((phone, other)) for phone, _, other in relations}
    return {
        "duplicates": probable_duplicates(phones, related),
        "no_predecessor": phones_without_predecessor(phones, phones_needing_no_predecessor(relations)),
    }


def named_phones():
    rows = Phone.objects.not_withdrawn().values_list("pk", "brand", "name", "brand__name", "announced")
    phones = []
    for key, brand, name, brand_name, announced in rows.order_by("pk"):
        number = announced.number if announced else 0
        phones.append(NamedPhone(key, brand, name, full_name=f"{brand_name} {name}", announced=number))
    return phones


# Probable duplicates


def probable_duplicates(phones, related):
    """Phones of one brand with similar names, and phones with the same model code. Those with a relation to each other
    (``related``: frozensets of two keys) are known to be two."""
    by_key = {phone.key: phone for phone in phones}
    names, codes = names_and_codes(by_key)
    pairs = dict.fromkeys(similar_name_pairs(names, by_key), "similar names")
    pairs |= shared_code_pairs(codes)
    found = defaultdict(list)
    for (one, other), words in sorted(pairs.items()):
        if frozenset((one, other)) not in related:
            found[one].append(duplicate_finding(by_key[other], words))
            found[other].append(duplicate_finding(by_key[one], words))
    return dict(found)


def duplicate_finding(phone, words):
    return WorklistFinding("name", f"{phone.full_name}: {words}", field="id_name")


def names_and_codes(by_key):
    """[(key, name)] and [(key, model code)] of the phones, other names included. One query."""
    names = [(key, phone.name) for key, phone in by_key.items()]
    codes = []
    other_names = Alias.objects.filter(kind=AliasKind.NAME).order_by().values_list("phone", "name", Value("name"))
    model_codes = ModelCode.objects.order_by().values_list("phone", "code", Value("code"))
    for key, text, kind in sorted(other_names.union(model_codes, all=True)):
        if key in by_key:
            texts = names if kind == "name" else codes
            texts.append((key, text))
    return names, codes


def similar_name_pairs(names, by_key):
    """Pairs of keys, the lower first. Only names of one brand with the same numbers are compared."""
    families = defaultdict(set)
    for key, name in names:
        brand = by_key[key].brand
        families[brand, name_family(name)].add((name, key))
    for family in families.values():
        for (name, key), (other_name, other_key) in combinations(sorted(family), 2):
            if key != other_key and are_similar_names(name, other_name):
                yield min(key, other_key), max(key, other_key)


def shared_code_pairs(codes):
    """Pair of keys, the lower first → words on the model code that both have."""
    phones_by_code = defaultdict(dict)
    for key, code in codes:
        normalised = normalise_code(code)
        if normalised:
            phones_by_code[normalised].setdefault(key, code)
    pairs = {}
    for codes_by_phone in phones_by_code.values():
        for one, other in combinations(sorted(codes_by_phone), 2):
            pairs[one, other] = f"both have the model code {codes_by_phone[one]}"
    return pairs


# Phones without a predecessor


def phones_needing_no_predecessor(relations):
    """Keys of phones with a predecessor, of twins (their original may have one), and of phones that have none
    according to an accepted claim."""
    kinds = (*TWIN_KINDS, RelationKind.SUCCESSOR)
    related = {phone for phone, kind, _ in relations if kind in kinds}
    first = Claim.objects.filter(key=RelationKind.SUCCESSOR, state=ClaimState.NONE, accepted=True)
    return related.union(first.values_list("phone", flat=True))


def phones_without_predecessor(phones, settled):
    """Phones that follow no other though the brand has an earlier one of the same line: “R7” after “R6”. ``settled``
    are the keys of phones that are left out."""
    found = {}
    for line in lines_of_phones(phones):
        for earlier, phone in predecessor_pairs(line):
            if phone.key not in settled:
                words = f"After {earlier.full_name}?"
                found[phone.key] = [WorklistFinding(RelationKind.SUCCESSOR.value, words, field="relations-heading")]
    return found


def lines_of_phones(phones):
    """Lists of (number in the line, key, phone) in order, one per brand and line."""
    lines = defaultdict(list)
    for phone in phones:
        place = place_in_line(phone.name)
        if place:
            line, number = place
            lines[phone.brand, line].append((number, phone.key, phone))
    return map(sorted, lines.values())


def predecessor_pairs(line):
    """Yield (earlier, later): the nearest with a lower number that was not announced after it."""
    for place, (number, _, phone) in enumerate(line):
        for lower, _, other in reversed(line[:place]):
            is_earlier = lower < number and is_not_announced_after(other, phone)
            if is_earlier:
                yield other, phone
                break


def is_not_announced_after(one, other):
    """Whether the dates allow that ``one`` came first; unknown ones do."""
    if not (one.announced and other.announced):
        return True
    return one.announced <= other.announced
