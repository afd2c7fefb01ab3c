"""What the search by words keeps of all names, as arrays: texts, words, spellings and groups of three letters."""

from collections import defaultdict
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from .name_normalisation import compact_name, normalised_name, roman_in_digits
from .name_texts import NameTexts, SpelledTexts, TextKind
from .text_array import TextArray
from .word_index import WordArrays

LETTER_BITS = 21
"""Of a letter’s number in Unicode."""
TEXT_SHIFT = 32
MIN_LETTERS = 10
"""Of names that share the groups of three letters of those with their brand: of a short one these are too few."""


@dataclass(frozen=True)
class SpellingArrays:
    """Names and codes by their letters alone. ``hashes``: those of the spellings, rising; ``texts``: the numbers of
    their texts."""

    hashes: np.ndarray
    texts: np.ndarray

    @classmethod
    def of(cls, spelled):
        """Of ``SpelledTexts``."""
        hashes = []
        texts = []
        for number, spaced, _ in spelled.names:
            words = spaced.split()
            for spelling in {"".join(words), "".join(roman_in_digits(words))}:
                hashes.append(crc32(spelling.encode()))
                texts.append(number)
        hashes = np.array(hashes, dtype=np.uint32)
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], np.array(texts, dtype=np.int32)[order])

    def texts_spelled(self, names, spelling):
        """The numbers of the texts of that spelling, rising."""
        wanted = np.uint32(crc32(spelling.encode()))
        start = np.searchsorted(self.hashes, wanted, side="left")
        end = np.searchsorted(self.hashes, wanted, side="right")
        found = []
        for number in self.texts[start:end].tolist():
            words = normalised_name(names.texts[number]).split()
            if spelling in ("".join(words), "".join(roman_in_digits(words))):
                found.append(number)
        return found


@dataclass(frozen=True)
class TrigramArrays:
    """``keys``: each three letters in a row as one number, rising; ``texts`` has the texts with them, from
    ``starts[n]`` to ``starts[n + 1]``. ``lengths``: how many each text has; 0 for one that the text before it ends
    with: that stands for both, and has the length of the shorter."""

    keys: np.ndarray
    starts: np.ndarray
    texts: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, spelled):
        """Of ``SpelledTexts``."""
        spellings = []
        own = []
        shorter = {}
        count = 0
        for number, spaced, is_repeated in spelled.names:
            count += 1
            spelling = f"  {spaced.replace(' ', '')} "
            if is_repeated and len(spelling) > MIN_LETTERS:
                shorter[number - 1] = len(spelling) - 2
            else:
                spellings.append(spelling)
                own.append(number)
        keys, texts = _trigrams_of(spellings, np.array(own, dtype=np.int64))
        different = np.unique(keys)
        pairs = np.sort(np.searchsorted(different, keys) << TEXT_SHIFT | texts)
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        starts = np.searchsorted(pairs, np.arange(len(different) + 1) << TEXT_SHIFT)
        texts = (pairs & (1 << TEXT_SHIFT) - 1).astype(np.int32)
        lengths = np.bincount(texts, minlength=count)
        for number, length in shorter.items():
            lengths[number] = min(length, lengths[number])
        return cls(different, starts, texts, np.minimum(lengths, 255).astype(np.uint8))

    def shared_counts(self, wanted):
        """How many of the ``wanted`` trigrams each text has."""
        shared = np.zeros(len(self.lengths), dtype=np.int64)
        if not len(self.keys):
            return shared
        keys = np.array([_key(*map(ord, trigram)) for trigram in wanted], dtype=np.int64)
        where = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        postings = [self.texts[:0]]
        for place in where[self.keys[where] == keys].tolist():
            postings.append(self.texts[self.starts[place] : self.starts[place + 1]])
        return np.bincount(np.concatenate(postings), minlength=len(self.lengths))


def _key(first, second, third):
    return (first << LETTER_BITS | second) << LETTER_BITS | third


def _trigrams_of(spellings, texts):
    """(key, text) of every three letters in a row of each of ``spellings``, whose numbers are ``texts``."""
    lengths = np.array([len(spelling) for spelling in spellings], dtype=np.int64)
    letters = np.frombuffer("".join(spellings).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    if not len(letters):
        return letters, letters
    keys = _key(letters[:-2], letters[1:-1], letters[2:])
    is_inside = np.ones(len(letters), dtype=bool)
    ends = np.cumsum(lengths)
    is_inside[ends - 1] = False
    is_inside[ends - 2] = False
    owners = np.repeat(texts, lengths)
    return keys[is_inside[:-2]], owners[is_inside]


@dataclass(frozen=True)
class NameArrays:
    """``group_letters`` and ``group_ends``: the spelling of each brand, chipset and sensor, as ``TextArray`` has them,
    in the order of their texts, which come after those of names."""

    names: NameTexts
    words: WordArrays
    spellings: SpellingArrays
    trigrams: TrigramArrays
    group_letters: np.ndarray
    group_ends: np.ndarray

    @classmethod
    def of(cls, texts):
        """Of (text, phones, ``TextKind``); texts of nothing but signs are left out."""
        by_place = defaultdict(list)
        for text in texts:
            if compact_name(text[0]):
                by_place[text[2] >= TextKind.CHIPSET].append(text)
        texts = [*by_place[False], *by_place[True]]
        spelled = SpelledTexts(texts)
        groups = TextArray.of([spaced.replace(" ", "") for spaced in spelled.spaced[len(by_place[False]) :]])
        return cls(
            NameTexts.of(texts),
            WordArrays.of(spelled),
            SpellingArrays.of(spelled),
            TrigramArrays.of(spelled),
            groups.letters,
            groups.ends,
        )
