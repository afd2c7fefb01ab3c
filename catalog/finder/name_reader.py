"""Reads the names of the phones that readers may see, for the search by words."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.db.models import IntegerField
from django.db.models.functions import Coalesce

from catalog.models import Alias, Brand, Camera, Chipset, ModelCode, Phone, PhoneChipset, Sensor
from catalog.models.vocabulary import AliasKind

from .name_arrays import NameArrays
from .name_texts import TextKind
from .text_array import TextArray

SHORT_SERIES = {"Snapdragon": "SD"}
"""How people shorten the names of series of chipsets."""


@dataclass(frozen=True)
class NamedPhones:
    """The phones of the names, the newest first: ``keys``; ``days`` as numbers of partial dates, 0 where not known; and
    slugs as ``TextArray`` has them."""

    keys: np.ndarray
    days: np.ndarray
    slug_letters: np.ndarray
    slug_ends: np.ndarray

    def newness(self, number):
        """The place of a phone as ``newest_first`` has it."""
        return -int(self.days[number]), TextArray(self.slug_letters, self.slug_ends)[number]


def read_names(at, of=None):
    """(``NamedPhones``, ``NameArrays``) of the phones ``of`` (keys; None: all) that readers may see at ``at``."""
    published = Phone.objects.published(at)
    only = {}
    if of is not None:
        published = published.filter(pk__in=of)
        only = {"phone__in": of}
    day = Coalesce("announced", "released", output_field=IntegerField())
    newest = published.newest_first().annotate(day=day).values_list("id", "day", "slug", "brand_id", "name")
    keys, days, slugs, brands, names = _lists(newest, 5)
    texts = TextArray.of(slugs)
    days = np.array([day or 0 for day in days], dtype=np.int32)
    phones = NamedPhones(np.array(keys, dtype=np.int64), days, texts.letters, texts.ends)
    reader = _TextReader(phones.keys, brands, names, only)
    return phones, NameArrays.of([*reader.names(), *reader.groups()])


def _lists(rows, count):
    """The columns of rows as lists, or tuples."""
    columns = list(zip(*rows.iterator(), strict=True))
    return columns or [()] * count


class _TextReader:
    """(text, phones, ``TextKind``) of everything that phones are found by; phones are numbers: their place in ``keys``.
    ``brands`` are keys and ``own_names`` texts, by phone. ``only`` narrows what is read of other tables."""

    def __init__(self, keys, brands, own_names, only):
        self.keys = keys
        self.brands = brands
        self.own_names = own_names
        self.only = only
        self.order = np.argsort(keys, kind="stable")
        self.brand_names = dict(Brand.objects.values_list("id", "name"))

    def numbers_of(self, phones):
        """(which of ``phones``, keys, are among these, their numbers)."""
        phones = np.asarray(phones, dtype=np.int64)
        if not len(self.keys):
            return np.zeros(len(phones), dtype=bool), np.zeros(0, dtype=np.int64)
        where = np.minimum(np.searchsorted(self.keys, phones, sorter=self.order), len(self.keys) - 1)
        numbers = self.order[where]
        is_here = self.keys[numbers] == phones
        return is_here, numbers[is_here]

    def named(self, phone, name, kind):
        """A name with and without the brand."""
        brand = self.brand_names[self.brands[phone]]
        phones = [phone]
        return [(f"{brand} {name}", phones, kind), (name, phones, kind)]

    def names(self):
        """Of every name and code: phones with and without their brand, other names likewise."""
        for phone, name in enumerate(self.own_names):
            yield from self.named(phone, name, TextKind.NAME)
        for phone, name, kind in self.rows(Alias.objects, "name", "kind"):
            if kind == AliasKind.NAME:
                yield from reversed(self.named(phone, name, TextKind.OTHER_NAME))
            else:
                yield name, [phone], TextKind.CODE
        for phone, code in self.rows(ModelCode.objects, "code"):
            yield code, [phone], TextKind.CODE

    def rows(self, records, *columns):
        """(number of the phone, *columns) of records of phones that are among these."""
        phones, *values = _lists(records.filter(**self.only).values_list("phone_id", *columns), len(columns) + 1)
        is_here, numbers = self.numbers_of(phones)
        places = np.flatnonzero(is_here).tolist()
        for place, number in zip(places, numbers.tolist(), strict=True):
            yield number, *(column[place] for column in values)

    def groups(self):
        """Of every chipset, sensor and brand that has phones, with and without its maker."""
        rows_by_kind = {
            TextKind.CHIPSET: self.chipsets(),
            TextKind.SENSOR: self.parts(Camera, "sensor_id", part_names(Sensor)),
            TextKind.BRAND: self.brand_texts(),
        }
        for kind, rows in rows_by_kind.items():
            groups = defaultdict(list)
            for text, phones in rows:
                groups[text].append(phones)
            for text, phones in groups.items():
                yield text, np.unique(np.concatenate(phones)).tolist(), kind

    def chipsets(self):
        texts = part_names(Chipset)
        for key, number in Chipset.objects.exclude(part_number=None).values_list("id", "part_number"):
            texts[key].append(number)
        return self.parts(PhoneChipset, "chipset_id", texts)

    def brand_texts(self):
        texts = {key: [name] for key, name in self.brand_names.items()}
        for key, others in Brand.objects.exclude(other_names=None).values_list("id", "other_names"):
            texts[key].extend(others)
        return _texts_with_phones(np.array(self.brands, dtype=np.int64), np.arange(len(self.brands)), texts)

    def parts(self, model, column, texts):
        """(text, phones) of each of the ``texts`` (by key) of a part that phones have by rows of ``model``."""
        rows = model.objects.filter(**self.only).exclude(**{column: None})
        phones, parts = _lists(rows.values_list("phone_id", column), 2)
        is_here, numbers = self.numbers_of(phones)
        return _texts_with_phones(np.asarray(parts, dtype=np.int64)[is_here], numbers, texts)


def part_names(model):
    """Key → the texts of each chipset or sensor: its name, the same with its maker, and with its series shortened."""
    texts = {}
    for key, maker, name in model.objects.values_list("id", "maker", "name"):
        texts[key] = [name, f"{maker} {name}"]
        for series, short in SHORT_SERIES.items():
            if name.startswith(series):
                texts[key].append(name.replace(series, short, 1))
    return texts


def _texts_with_phones(parts, phones, texts):
    """(text, phones) of each of ``texts`` (by part). ``parts`` and ``phones`` are pairs."""
    order = np.argsort(parts, kind="stable")
    different, starts = np.unique(parts[order], return_index=True)
    members = np.split(phones[order], starts[1:])
    pairs = zip(different.tolist(), members, strict=False)  # of no parts there is one empty list of phones
    return chain.from_iterable(((text, some) for text in texts[part]) for part, some in pairs)
