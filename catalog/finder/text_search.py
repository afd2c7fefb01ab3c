"""Phones by words: exact names first, then what is most alike.

Names, other names in any script and model codes, written alike, are looked up in a dictionary. What is not found there
is compared: the names that share most groups of three letters, put in order by how alike they are. Brands, chipsets
and image sensors stand for all their phones.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from .name_normalisation import numbers, spaced, squashed, trigrams

CANDIDATES = 100
"""Names that are compared letter by letter."""
LEAST_ALIKE = 64
"""Of 100: below this a name is chance."""
OTHER_NUMBER = 12
"""What a number costs that was asked for and is not in the name."""
EXACT, MOST_ALIKE = 100, 99
SURE_GROUP = 88
"""How alike the name of a brand, chipset or sensor must be to stand for its phones."""


@dataclass(frozen=True)
class Match:
    """A phone and the name by which it was found. ``score`` is 100 for an exact one; ``certain`` is what was found by
    its very name or that of its group."""

    phone: int
    name: str
    score: float
    certain: bool = False

    @property
    def is_exact(self):
        return self.score == EXACT

    def of(self, phone):
        """The same match of a phone called otherwise: by its key."""
        return replace(self, phone=phone)


class SearchIndex:
    """``names`` are (text, phone) pairs, ``groups`` (text, phones) pairs; phones are numbers, the newest first."""

    def __init__(self, names, groups=()):
        self.names = [(text, phone) for text, phone in names if squashed(text)]
        self.spaced = [spaced(text) for text, _ in self.names]
        self.squashed = [text.replace(" ", "") for text in self.spaced]
        self.phones = np.array([phone for _, phone in self.names], dtype=np.int32)
        self.exact = defaultdict(list)
        for place, text in enumerate(self.squashed):
            self.exact[text].append(place)
        self.postings, self.lengths = _postings(self.squashed)
        self.groups = {squashed(text): (text, phones) for text, phones in groups}

    def search(self, question, most):
        """Matches, the best first, each phone once: exact ones, then those of a group called so, else what is alike."""
        asked = spaced(question)
        if not asked:
            return []
        exact = [self.match(place, EXACT) for place in self.exact.get(asked.replace(" ", ""), ())]
        certain = exact + self.of_group(asked.replace(" ", ""))
        return _each_once(certain or self.alike(asked))[:most]

    def match(self, place, score):
        return Match(int(self.phones[place]), self.names[place][0], score, certain=score == EXACT)

    def suggest(self, question, most):
        """Matches for words that are still being typed: names with a word that begins so, then what is alike."""
        asked = spaced(question)
        if not asked:
            return []
        begun = [place for place, name in enumerate(self.spaced) if f" {asked}" in f" {name}"]
        begun.sort(key=lambda place: (not self.spaced[place].startswith(asked), self.phones[place]))
        return _each_once([*(self.match(place, MOST_ALIKE) for place in begun), *self.search(question, most)])[:most]

    def alike(self, asked):
        """The names most like ``asked``, in order."""
        places = self.candidates(asked.replace(" ", ""))
        scored = [(self.likeness(asked, place), place) for place in places]
        kept = sorted((-score, self.phones[place], place) for score, place in scored if score >= LEAST_ALIKE)
        return [self.match(place, min(-score, MOST_ALIKE)) for score, _, place in kept]

    def candidates(self, asked):
        """Places of the names that share most trigrams with ``asked``, for their length."""
        wanted = trigrams(asked)
        lists = [self.postings[trigram] for trigram in wanted if trigram in self.postings]
        if not lists:
            return []
        shared = np.bincount(np.concatenate(lists), minlength=len(self.names))
        share = shared / (self.lengths + len(wanted) - shared)
        most = min(CANDIDATES, int(np.count_nonzero(shared)))
        return np.argpartition(-share, most - 1)[:most].tolist()

    def likeness(self, asked, place):
        """0 to 100: letters in order, words in any order, all of it within; less for each number that is missing."""
        name, plain = self.spaced[place], asked.replace(" ", "")
        score = 0.5 * fuzz.ratio(plain, self.squashed[place]) + 0.25 * fuzz.token_sort_ratio(asked, name)
        score += 0.25 * max(fuzz.token_set_ratio(asked, name), fuzz.partial_ratio(plain, self.squashed[place]))
        return score - OTHER_NUMBER * len(numbers(plain) - numbers(self.squashed[place]))

    def of_group(self, asked):
        """The phones of the brand, chipset or sensor that is called so, or nearly so."""
        name = asked if asked in self.groups else self.nearly_group(asked)
        text, phones = self.groups.get(name, ("", ()))
        return [Match(phone, text, MOST_ALIKE, certain=True) for phone in phones]

    def nearly_group(self, asked):
        best = max(self.groups, key=lambda name: fuzz.ratio(asked, name), default="")
        alike = fuzz.ratio(asked, best) >= SURE_GROUP and not numbers(asked) ^ numbers(best)
        return best if alike and len(asked) > 3 else None


def _postings(texts):
    """Trigram → places of the names that have it, and how many trigrams each name has."""
    places = defaultdict(list)
    lengths = np.zeros(len(texts), dtype=np.int32)
    for place, text in enumerate(texts):
        found = trigrams(text)
        lengths[place] = len(found)
        for trigram in found:
            places[trigram].append(place)
    return {trigram: np.array(found, dtype=np.int32) for trigram, found in places.items()}, lengths


def _each_once(matches):
    first = {}
    for match in matches:
        first.setdefault(match.phone, match)
    return list(first.values())
