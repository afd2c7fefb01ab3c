"""The intervals of one number as codes: each different interval is stored once, and each entry has its code."""

from dataclasses import dataclass

import numpy as np

from .bitsets import pack_flags

CODE_TYPES = (np.uint8, np.uint16, np.uint32)
NO_NUMBER = np.full((1, 2), np.nan, dtype=np.float32)
"""The interval of code 0: there is no entry, or it has no number."""


@dataclass(frozen=True)
class CodedNumbers:
    """``codes``: slot × place. ``low`` and ``high``: the least and the most that a number of each code may be, 32-bit
    floats. The arrays are never written to once they are made."""

    codes: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def flagged(self, is_chosen):
        """The entries of whose code that is true (``is_chosen``: by code): slot × place, as bits."""
        return pack_flags(self.looked_up(is_chosen))

    def looked_up(self, table):
        """What a ``table`` by code (of bytes or flags) has for each entry: slot × place."""
        if self.codes.dtype != np.uint8:
            return table[self.codes]
        padded = np.zeros(256, dtype=table.dtype)
        padded[: len(table)] = table
        translated = self.codes.tobytes().translate(padded.tobytes())
        return np.frombuffer(translated, dtype=table.dtype).reshape(self.codes.shape)

    def counts(self):
        """How many entries have each code."""
        counts = np.zeros(len(self.low), dtype=np.int64)
        for slot in self.codes:
            counts += np.bincount(slot, minlength=len(self.low))
        return counts


class CodedNumbersBuilder:
    """The same from intervals that come a few thousand entries at a time."""

    def __init__(self):
        self.codes = []
        self.keys = []

    def add(self, intervals):
        """Of some entries: entry × (least, most), 32-bit floats."""
        keys = _interval_keys(intervals)
        different = np.unique(keys)
        self.codes.append(np.searchsorted(different, keys).astype(_code_type(len(different))))
        self.keys.append(different)

    def built(self, where, slots, width):
        """``where``: of each addition the entries, as an index into slot × place without dimensions."""
        nothing = _interval_keys(NO_NUMBER)
        different = np.unique(np.concatenate([nothing, *self.keys]))
        others = different[different != nothing]
        codes = np.zeros(slots * width, dtype=_code_type(len(others) + 1))
        for entries, own_codes, own_keys in zip(where, self.codes, self.keys, strict=True):
            found = np.searchsorted(others, own_keys) + 1
            found[own_keys == nothing] = 0
            codes[entries] = found.astype(codes.dtype)[own_codes]
        intervals = np.concatenate([nothing, others]).view(np.float32).reshape(-1, 2)
        low, high = np.ascontiguousarray(intervals.T)
        return CodedNumbers(codes.reshape(slots, width), low, high)


def _interval_keys(intervals):
    """Each interval as one number that stands for it alone."""
    return np.ascontiguousarray(intervals).view(np.uint64).reshape(-1)


def _code_type(count):
    """The smallest type that can tell so many codes apart."""
    for kind in CODE_TYPES:
        if count <= np.iinfo(kind).max + 1:
            return kind
    raise OverflowError(f"{count} different intervals")
