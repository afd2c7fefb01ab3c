"""Phones by whole words and beginnings of words of their names, codes, brands, chipsets and sensors."""

from bisect import bisect_left
from collections import defaultdict
from enum import IntEnum
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from .name_normalisation import normalised_name, roman_in_digits

MAX_JOINED_WORDS = 4
"""Neighbouring words that may be written as one: “note 10” finds the Note10, and “note10” a Note 10."""
MAX_PARTITIONED_WORDS = 6
ROMAN_HANDICAP = 10
"""Words that a name counts more where its Roman numerals were asked in digits."""
HIGHEST_CHARACTER = "\U0010ffff"


class TextKind(IntEnum):
    """What a text is to its phones; the lower come first."""

    NAME = 0
    OTHER_NAME = 1
    CODE = 2
    CHIPSET = 3
    SENSOR = 4
    BRAND = 5


class Entry(NamedTuple):
    """Where a word, or neighbouring words as one, stand in a text; the lower is the better place.

    ``is_part``: no name of the phone, but a code, or what it is made of. ``goes_on``: the text has more words after it.
    """

    is_part: bool
    words: int
    kind: TextKind
    goes_on: bool
    place: int


class WordIndex:
    """Of (text, phones, ``TextKind``). Phones are numbers, the newest first."""

    def __init__(self, texts):
        self.texts = [text for text, _, _ in texts]
        self.entries = defaultdict(dict)
        for place, (text, phones, kind) in enumerate(texts):
            words = normalised_name(text).split()
            self.add(words, (kind, place), phones)
            in_digits = roman_in_digits(words)
            if in_digits != words and kind < TextKind.CODE:
                self.add(in_digits, (kind, place), phones, handicap=ROMAN_HANDICAP)
        self.words = sorted(self.entries)

    def add(self, words, kind_and_place, phones, handicap=0):
        """Enter the words and their neighbours joined; a phone keeps its best entry."""
        kind, place = kind_and_place
        for start in range(len(words)):
            for end in range(start + 1, min(start + MAX_JOINED_WORDS, len(words)) + 1):
                joined = self.entries["".join(words[start:end])]
                entry = Entry(kind >= TextKind.CODE, end - start + handicap, kind, end < len(words), place)
                for phone in phones:
                    joined[phone] = min(joined.get(phone, entry), entry)

    def whole_words(self, asked):
        """(phone, text, rank) with the words of ``asked`` side by side, then in two places or more."""
        return self.found(asked, lambda word: self.entries.get(word, {}))

    def beginnings(self, asked):
        """(phone, text, rank) with words that begin like ``asked``, then like each of its parts."""
        return self.found(asked, cache(self.begun))

    def found(self, asked, entry_of):
        """By rank, then the newest. A rank is (number of parts, *the worst entry but for its place)."""
        found = {}
        for parts in partitions(asked.split()):
            entries = sorted(map(entry_of, parts), key=len)
            for phone in _in_all(entries):
                if phone in found:
                    continue
                worst = max(entry[phone] for entry in entries)
                found[phone] = (len(parts), *worst)
        ranked = sorted((rank[:-1], phone, rank[-1]) for phone, rank in found.items())
        return [(phone, self.texts[place], rank) for rank, phone, place in ranked]

    def begun(self, beginning):
        """Phone → its best ``Entry`` of all words that begin so."""
        start = bisect_left(self.words, beginning)
        end = bisect_left(self.words, beginning + HIGHEST_CHARACTER)
        phones = {}
        for word in self.words[start:end]:
            for phone, entry in self.entries[word].items():
                phones[phone] = min(phones.get(phone, entry), entry)
        return phones


def _in_all(entries):
    """The keys that all of these dictionaries have; the smallest comes first."""
    smallest, *others = entries
    common = smallest.keys()
    for other in others:
        common = [key for key in common if key in other]
    return common


def partitions(words):
    """The words as one; then in two parts of neighbours, in three, … up to each by itself: “samsung note 9” has a
    part “note9”. Of many words only the first and the last of these."""
    yield ["".join(words)]
    cuts = range(1, len(words))
    fewest = 1
    if len(words) > MAX_PARTITIONED_WORDS:
        fewest = len(cuts)
    for count in range(fewest, len(words)):
        for places in combinations(cuts, count):
            bounds = pairwise((0, *places, len(words)))
            yield ["".join(words[start:end]) for start, end in bounds]
