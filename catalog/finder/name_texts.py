"""The texts by which phones are found, as arrays: names, codes, and what stands for many phones."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from .name_normalisation import normalised_name
from .text_array import TextArray


class TextKind(IntEnum):
    """What a text is to its phones; the lower come first."""

    NAME = 0
    OTHER_NAME = 1
    CODE = 2
    CHIPSET = 3
    SENSOR = 4
    BRAND = 5


class SpelledTexts:
    """(text, phones, ``TextKind``) as the arrays of names are made of them. ``spaced``: the texts, written alike;
    ``is_repeated``: whether a text is the end of the one before it, which is the same to the same phones: a name
    without its brand."""

    def __init__(self, texts):
        self.kinds = [kind for _, _, kind in texts]
        self.spaced = [normalised_name(text) for text, _, _ in texts]
        self.is_repeated = [False] * len(texts)
        for number, (before, text) in enumerate(pairwise(texts), 1):
            is_end = before[0].endswith(f" {text[0]}")
            self.is_repeated[number] = is_end and before[1] is text[1] and before[2] == text[2]

    @property
    def names(self):
        """(number, text written alike, whether it is repeated) of names and codes."""
        for number, spaced in enumerate(self.spaced):
            if self.kinds[number] < TextKind.CHIPSET:
                yield number, spaced, self.is_repeated[number]


@dataclass(frozen=True)
class NameTexts:
    """``letters`` and ``ends`` of the texts as ``TextArray`` has them; the ``TextKind`` of each is in ``kinds``, its
    phones, which are numbers and the newest first, are in ``phones`` from ``starts[n]`` to ``starts[n + 1]``."""

    letters: np.ndarray
    ends: np.ndarray
    kinds: np.ndarray
    starts: np.ndarray
    phones: np.ndarray

    @classmethod
    def of(cls, texts):
        """Of (text, phones, ``TextKind``)."""
        array = TextArray.of([text for text, _, _ in texts])
        kinds = np.array([kind for _, _, kind in texts], dtype=np.uint8)
        starts = np.zeros(len(texts) + 1, dtype=np.uint32)
        starts[1:] = np.cumsum([len(phones) for _, phones, _ in texts])
        phones = np.fromiter(chain.from_iterable(phones for _, phones, _ in texts), dtype=np.int32)
        return cls(array.letters, array.ends, kinds, starts, phones)

    def __len__(self):
        return len(self.kinds)

    @cached_property
    def texts(self):
        return TextArray(self.letters, self.ends)

    @cached_property
    def names(self):
        """How many texts are names and codes of one phone; they come before the others."""
        return int(np.searchsorted(self.kinds >= TextKind.CHIPSET, True))

    def kind(self, number):
        return TextKind(int(self.kinds[number]))

    def phones_of(self, number):
        """The phones of one text."""
        return self.phones[self.starts[number] : self.starts[number + 1]]

    def spread(self, numbers):
        """(places in ``numbers``, phone) for every phone of each of these texts."""
        first = self.starts[numbers].astype(np.int64)
        counts = self.starts[numbers + 1].astype(np.int64) - first
        origins = np.repeat(np.arange(len(numbers)), counts)
        before = np.cumsum(counts) - counts
        inside = np.arange(len(origins)) - before[origins]
        return origins, self.phones[first[origins] + inside]
