"""Phones by whole words and beginnings of words of their names, codes, brands, chipsets and sensors."""

from bisect import bisect_left
from collections import defaultdict
from enum import IntEnum

from .name_normalisation import normalised_name

MAX_JOINED_WORDS = 4
"""Neighbouring words that may be written as one: “note 10” finds the Note10, and “note10” a Note 10."""
HIGHEST_CHARACTER = "\U0010ffff"


class TextKind(IntEnum):
    """What a text is to its phones; the lower come first."""

    NAME = 0
    OTHER_NAME = 1
    CODE = 2
    CHIPSET = 3
    SENSOR = 4
    BRAND = 5


class WordIndex:
    """Of (text, phones, ``TextKind``). Phones are numbers, the newest first."""

    def __init__(self, texts):
        self.texts = [text for text, _, _ in texts]
        self.entries = defaultdict(dict)
        for place, (text, phones, kind) in enumerate(texts):
            self.add(normalised_name(text).split(), (kind, place), phones)
        self.words = sorted(self.entries)

    def add(self, words, kind_and_place, phones):
        """Enter the words and their neighbours joined; a phone keeps the entry of the first kind and fewest words."""
        kind, place = kind_and_place
        for start in range(len(words)):
            for end in range(start + 1, min(start + MAX_JOINED_WORDS, len(words)) + 1):
                entry = self.entries["".join(words[start:end])]
                found = (kind, end - start, place)
                for phone in phones:
                    entry[phone] = min(entry.get(phone, found), found)

    def whole_words(self, asked):
        """(phone, text, rank) with the words of ``asked`` side by side, then with each of them somewhere."""
        return self.found(asked, lambda word: self.entries.get(word, {}))

    def beginnings(self, asked):
        """(phone, text, rank) with words that begin like ``asked``, then with a beginning for each of its words."""
        return self.found(asked, self.begun)

    def found(self, asked, entry_of):
        """By rank, then the newest. A rank is (whether apart, kind, number of words)."""
        joined = entry_of(asked.replace(" ", ""))
        entries = [entry_of(word) for word in asked.split()]
        everywhere = set.intersection(*(set(entry) for entry in entries))
        found = [(_rank(joined[phone]), phone, joined[phone]) for phone in joined]
        for phone in everywhere.difference(joined):
            last = max(entry[phone] for entry in entries)
            found.append((_rank(last, apart=True), phone, entries[0][phone]))
        return [(phone, self.texts[entry[-1]], rank) for rank, phone, entry in sorted(found)]

    def begun(self, beginning):
        """{phone: (kind, number of words, place)} of all words that begin so."""
        start = bisect_left(self.words, beginning)
        end = bisect_left(self.words, beginning + HIGHEST_CHARACTER)
        phones = {}
        for word in self.words[start:end]:
            for phone, entry in self.entries[word].items():
                phones[phone] = min(phones.get(phone, entry), entry)
        return phones


def _rank(entry, *, apart=False):
    kind, words, _ = entry
    return apart, kind, words
