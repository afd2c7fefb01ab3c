"""Which phones a change touches: those of which something would have to be worked out or printed anew.

A new kind of record needs a line in ``LOOKUPS_OF_KIND``; ``tests/test_touched_phones.py`` finds what is missing.
"""

from collections import defaultdict

from .claims import Source
from .collections import Collection
from .guides import Guide
from .operators import Operator
from .part_visibility import PHONE_LOOKUPS
from .parts import Brand, Chipset, Sensor
from .phones import Phone
from .relations import Relation
from .site_pages import Page

LOOKUPS_OF_KIND = {
    **PHONE_LOOKUPS,
    Operator: (),
    Collection: (),
    Guide: (),
    Page: (),
}
"""Kind of record other than phones → how phones name it. What is stored of phones says nothing of the kinds with none
(networks, and what editors write); pages that do are printed anew because the stamp moves."""
NOT_ON_PHONES = {
    Brand: {"country", "notes"},
    Chipset: {"notes"},
    Sensor: {"notes"},
    Source: {"notes"},
}
"""Kind of record → its columns that are not prepared with phones: a change of these alone touches none."""
KEYS_IN_QUERY = 5000
"""Databases limit the values in one statement: SQLite to 32,766 where it is built with its defaults."""


def key_chunks(keys):
    """``keys`` in lists that are short enough for one statement."""
    keys = list(keys)
    return [keys[start : start + KEYS_IN_QUERY] for start in range(0, len(keys), KEYS_IN_QUERY)]


def touched_phones(records):
    """The keys of the phones that change with ``records`` (model → keys): phones themselves, those that are made of a
    part, built or sold by a brand, and those with a fact, an observation or a photo from a source. Without phones that
    are related to them."""
    found = set(records.get(Phone, ()))
    for model in records.keys() - {Phone}:
        for some in key_chunks(records[model]):
            for lookup in LOOKUPS_OF_KIND[model]:
                phones = Phone.objects.filter(**{f"{lookup}__in": some})
                found.update(phones.order_by().values_list("pk", flat=True))
    return found


def with_related_phones(phones):
    """``phones`` (keys) and all that have a relation with one of them: they print its name, and are held against it."""
    found = set(phones)
    for some in key_chunks(phones):
        found.update(Relation.objects.filter(phone__in=some).order_by().values_list("other", flat=True))
        found.update(Relation.objects.filter(other__in=some).order_by().values_list("phone", flat=True))
    return found


def records_by_model(rows):
    """Model → keys of the stored records that ``rows`` are or belong to: a camera to its phone. Rows of neither sort
    touch nothing."""
    found = defaultdict(set)
    for row in rows:
        if type(row) in (Phone, *LOOKUPS_OF_KIND):
            found[type(row)].add(row.pk)
        elif hasattr(row, "phone_id"):
            found[Phone].add(row.phone_id)
    return {model: keys - {None} for model, keys in found.items()}
