"""Many texts in two arrays: a fraction of the memory of a list of strings, and shared where the arrays are."""

from collections.abc import Sequence

import numpy as np


class TextArray(Sequence):
    """``letters``: all texts in UTF-8, one after the other; text ``n`` ends at ``ends[n]``."""

    def __init__(self, letters, ends):
        self.letters = letters
        self.ends = ends

    @classmethod
    def of(cls, texts):
        encoded = [text.encode() for text in texts]
        lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), np.cumsum(lengths))

    def __len__(self):
        return len(self.ends)

    def __getitem__(self, place):
        """The text at a place, counted from 0; IndexError beyond the last."""
        return self.encoded(place).decode()

    def at(self, places):
        """The texts at several places, which must be there."""
        places = np.asarray(places, dtype=np.int64)
        starts = np.where(places > 0, self.ends[places - 1], 0).tolist()
        letters = memoryview(self.letters)
        texts = []
        for start, end in zip(starts, self.ends[places].tolist(), strict=True):
            texts.append(str(letters[start:end], "utf-8"))
        return texts

    def __iter__(self):
        letters = self.letters.tobytes()
        start = 0
        for end in self.ends.tolist():
            yield letters[start:end].decode()
            start = end

    def encoded(self, place):
        if not 0 <= place < len(self.ends):
            raise IndexError(place)
        start = 0
        if place:
            start = int(self.ends[place - 1])
        return self.letters[start : int(self.ends[place])].tobytes()
