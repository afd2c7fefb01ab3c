"""The search index of the phones that readers may see, kept in the process until the catalogue changes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Min
from django.utils import timezone

from catalog.models import Alias, Brand, Camera, ModelCode, Phone, PhoneChipset, Stamp
from catalog.models.vocabulary import AliasKind, Status

from .search import SearchIndex

MOST = 50
"""Phones that one search gives."""


@dataclass(frozen=True)
class Live:
    """``ids`` are the phones' primary keys by their place in the index. It holds while the stamp stands, and until
    ``due``, when the next embargo ends; None when there is none."""

    stamp: int
    due: datetime | None
    ids: list[int]
    index: SearchIndex

    def holds(self, stamp, at):
        return self.stamp == stamp and (self.due is None or at < self.due)

    def key_of(self, match):
        """The primary key of a match's phone."""
        return self.ids[match.phone]

    def phones(self, matches, phones):
        """Those of ``phones`` (a queryset) that are matched and that readers may see now, in the matches' order."""
        keys = [self.key_of(match) for match in matches]
        found = {phone.pk: phone for phone in phones.published().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]


def phones_called(words, phones):
    """Those of ``phones`` (a queryset) that go by these words, the best match first; the newest if no words."""
    if not words:
        return list(phones.published().newest_first()[:MOST])
    kept = live()
    return kept.phones(kept.index.search(words, MOST), phones)


_kept = None


def live(at=None):
    """The index as of now; one query where it is kept already. Two threads may build it twice, which does no harm."""
    global _kept  # noqa: PLW0603 - one per process, replaced whole
    at, stamp = at or timezone.now(), Stamp.current()
    if _kept is None or not _kept.holds(stamp, at):
        _kept = build(stamp, at)
    return _kept


def build(stamp, at):
    phones = list(Phone.objects.published(at).newest_first().values_list("id", "brand_id", "brand__name", "name"))
    places = {phone: place for place, (phone, *_) in enumerate(phones)}
    waiting = Phone.objects.filter(status=Status.PUBLISHED, publish_at__gt=at)
    due = waiting.aggregate(due=Min("publish_at"))["due"]
    return Live(stamp, due, list(places), SearchIndex(names_of(phones, places), groups_of(phones, places)))


def names_of(phones, places):
    """(text, place) of every name and code: phones with and without their brand, other names likewise."""
    brands = {phone: brand for phone, _, brand, _ in phones}
    for phone, _, brand, name in phones:
        yield from ((f"{brand} {name}", places[phone]), (name, places[phone]))
    for phone, name, kind in Alias.objects.values_list("phone", "name", "kind"):
        if phone in places:
            called = [name, f"{brands[phone]} {name}"] if kind == AliasKind.NAME else [name]
            yield from ((text, places[phone]) for text in called)
    for phone, code in ModelCode.objects.values_list("phone", "code"):
        if phone in places:
            yield code, places[phone]


def groups_of(phones, places):
    """(text, places) of every brand, chipset and sensor that has phones, with and without its maker."""
    groups = defaultdict(set)
    for text, phone in chain(_brand_names(phones), _part_names(PhoneChipset, "chipset"), _part_names(Camera, "sensor")):
        if phone in places:
            groups[text].add(places[phone])
    return [(text, sorted(members)) for text, members in groups.items()]


def _brand_names(phones):
    other = dict(Brand.objects.exclude(other_names=None).values_list("id", "other_names"))
    for phone, brand, name, _ in phones:
        for text in (name, *other.get(brand, ())):
            yield text, phone


def _part_names(model, part):
    rows = model.objects.exclude(**{part: None}).values_list("phone", f"{part}__maker", f"{part}__name").distinct()
    for phone, maker, name in rows.order_by():
        yield from ((name, phone), (f"{maker} {name}", phone))
