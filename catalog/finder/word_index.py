"""Phones by whole words and beginnings of words of their names, codes, brands, chipsets and sensors."""

from bisect import bisect_left
from collections import defaultdict

from .name_normalisation import normalised_name

MAX_JOINED_WORDS = 4
"""Neighbouring words that may be written as one: “note 10” finds the Note10, and “note10” a Note 10."""
HIGHEST_CHARACTER = "\U0010ffff"


class WordIndex:
    """Groups count after names; both are (text, phones) pairs. Phones are numbers, the newest first."""

    def __init__(self, names, groups):
        texts = [*names, *groups]
        self.first_group = len(names)
        self.texts = [text for text, _ in texts]
        self.entries = defaultdict(dict)
        for place, (text, phones) in enumerate(texts):
            self.add(normalised_name(text).split(), place, phones)
        self.words = sorted(self.entries)

    def add(self, words, place, phones):
        """Enter the words and their neighbours joined; a phone keeps the entry of fewest words."""
        for start in range(len(words)):
            for end in range(start + 1, min(start + MAX_JOINED_WORDS, len(words)) + 1):
                entry = self.entries["".join(words[start:end])]
                found = (place >= self.first_group, end - start, place)
                for phone in phones:
                    entry[phone] = min(entry.get(phone, found), found)

    def whole_words(self, asked):
        """{phone: text} with the words of ``asked`` side by side, then with each of them somewhere."""
        return self.found(asked, lambda word: self.entries.get(word, {}))

    def beginnings(self, asked):
        """{phone: text} with words that begin like ``asked``, then with a beginning for each of its words."""
        return self.found(asked, self.begun)

    def found(self, asked, entry_of):
        joined = entry_of(asked.replace(" ", ""))
        ranked = sorted(joined, key=lambda phone: (joined[phone][:2], phone))
        entries = [entry_of(word) for word in asked.split()]
        everywhere = set.intersection(*(set(entry) for entry in entries))
        scattered = sorted(everywhere.difference(joined))
        best = {**entries[0], **joined}
        return {phone: self.texts[best[phone][-1]] for phone in ranked + scattered}

    def begun(self, beginning):
        """{phone: (whether of a group, number of words, place)} of all words that begin so."""
        start = bisect_left(self.words, beginning)
        end = bisect_left(self.words, beginning + HIGHEST_CHARACTER)
        phones = {}
        for word in self.words[start:end]:
            for phone, entry in self.entries[word].items():
                phones[phone] = min(phones.get(phone, entry), entry)
        return phones
