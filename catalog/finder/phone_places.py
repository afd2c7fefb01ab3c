"""Which phone is where in the index: the places of a whole build as arrays, and what changed since beside them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np

from .text_array import TextArray

RANKS_BETWEEN = 1 << 12
"""Ranks that are left between two phones for slugs that come later."""
NOT_CHANGED = object()


@dataclass(frozen=True)
class PlaceArrays:
    """``ids`` by place; ``by_key``: the places in the order of the ids; ``slugs`` by place, as ``TextArray`` has them;
    ``by_slug``: the places in the order of the slugs. The arrays are never written to once they are made."""

    ids: np.ndarray
    by_key: np.ndarray
    slug_letters: np.ndarray
    slug_ends: np.ndarray
    by_slug: np.ndarray

    @classmethod
    def of(cls, ids, slugs):
        """Of lists by place."""
        keys = np.array(ids, dtype=np.int64)
        texts = TextArray.of(slugs)
        by_slug = sorted(range(len(slugs)), key=slugs.__getitem__)
        by_key = np.argsort(keys, kind="stable").astype(np.int32)
        return cls(keys, by_key, texts.letters, texts.ends, np.array(by_slug, dtype=np.int32))


@dataclass(frozen=True)
class PhonePlaces:
    """``arrays`` of the whole build; ``more_ids`` and ``more_slugs`` of the places that were taken since, and
    ``changed``: key → its place since, None where the phone is gone."""

    arrays: PlaceArrays
    more_ids: list = field(default_factory=list)
    more_slugs: list = field(default_factory=list)
    changed: dict = field(default_factory=dict)

    def with_changes(self, gone, ids, slugs):
        """Without the phones ``gone`` (keys), and with more phones at the end."""
        start = len(self.ids)
        changed = self.changed | dict.fromkeys(gone) | dict(zip(ids, range(start, start + len(ids)), strict=True))
        return PhonePlaces(self.arrays, [*self.more_ids, *ids], [*self.more_slugs, *slugs], changed)

    @cached_property
    def ids(self):
        """The keys of the phones by place, those of phones that are gone among them."""
        return _WithMore(_Numbers(self.arrays.ids), self.more_ids)

    @cached_property
    def slugs(self):
        """The same of the slugs."""
        return _WithMore(TextArray(self.arrays.slug_letters, self.arrays.slug_ends), self.more_slugs)

    @cached_property
    def of(self):
        """The places by key, without those of phones that are gone."""
        return _PlaceByKey(self.arrays, self.changed)

    def alive(self, width):
        """Which of so many places are those of phones that are not gone."""
        flags = np.zeros(width, dtype=bool)
        flags[: len(self.arrays.ids)] = True
        built = _PlaceByKey(self.arrays, {})
        for key, place in self.changed.items():
            if key in built:
                flags[built[key]] = False
            if place is not None:
                flags[place] = True
        return flags

    def slug_ranks(self, width):
        """Numbers that have the places in the order of their slugs."""
        ranks = np.zeros(width, dtype=np.int64)
        ranks[self.arrays.by_slug] = np.arange(1, len(self.arrays.by_slug) + 1) * RANKS_BETWEEN
        first = len(self.arrays.ids)
        for order, number in enumerate(sorted(range(len(self.more_slugs)), key=self.more_slugs.__getitem__)):
            after = self._slugs_before(self.more_slugs[number])
            ranks[first + number] = after * RANKS_BETWEEN + order + 1
        return ranks

    def _slugs_before(self, slug):
        """How many slugs of the whole build come before this one."""
        slugs = TextArray(self.arrays.slug_letters, self.arrays.slug_ends)
        return bisect_left(self.arrays.by_slug, slug, key=slugs.__getitem__)


class _Numbers(Sequence):
    """An array of numbers that gives Python's own."""

    def __init__(self, numbers):
        self.numbers = numbers

    def __len__(self):
        return len(self.numbers)

    def __getitem__(self, place):
        return int(self.numbers[place])

    def __iter__(self):
        return iter(self.numbers.tolist())


class _WithMore(Sequence):
    """A sequence with a list after it."""

    def __init__(self, first, more):
        self.first = first
        self.more = more

    def __len__(self):
        return len(self.first) + len(self.more)

    def __getitem__(self, place):
        if place < len(self.first):
            return self.first[place]
        return self.more[place - len(self.first)]

    def __iter__(self):
        return chain(self.first, self.more)

    def __eq__(self, other):
        return list(self) == list(other)

    __hash__ = None


class _PlaceByKey(Mapping):
    """Key → place."""

    def __init__(self, arrays, changed):
        self.arrays = arrays
        self.changed = changed

    def __getitem__(self, key):
        place = self.changed.get(key, NOT_CHANGED)
        if place is NOT_CHANGED:
            place = self.built_place(key)
        if place is None:
            raise KeyError(key)
        return place

    def built_place(self, key):
        """The place of a key in the whole build; None where it has none."""
        ids = self.arrays.ids
        found = int(np.searchsorted(ids, key, sorter=self.arrays.by_key))
        if found == len(ids):
            return None
        place = int(self.arrays.by_key[found])
        if ids[place] != key:
            return None
        return place

    def __iter__(self):
        for key in self.arrays.ids.tolist():
            if key not in self.changed:
                yield key
        for key, place in self.changed.items():
            if place is not None:
                yield key

    def __len__(self):
        return sum(1 for _ in self)
