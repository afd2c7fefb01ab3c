"""Phones by words: exact names first, then what is most alike.

Names, other names in any script and model codes, written alike, are looked up in a dictionary. What is not found there
is compared: the names that share most groups of three letters, put in order by how alike they are. Brands, chipsets
and image sensors stand for all their phones.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from .name_normalisation import compact_name, digit_runs, normalised_name, trigrams

MAX_CANDIDATES = 100
"""Names that are compared letter by letter."""
MIN_SCORE = 64
"""Of 100: below this a name is chance."""
MISSING_NUMBER_PENALTY = 12
"""What a number costs that was asked for and is not in the name."""
EXACT_SCORE, MAX_FUZZY_SCORE = 100, 99
MIN_GROUP_SCORE = 88
"""How alike the name of a brand, chipset or sensor must be to stand for its phones."""


@dataclass(frozen=True)
class NameMatch:
    """A phone and the name by which it was found. ``score`` is 100 for an exact one; ``certain`` is what was found by
    its very name or that of its group."""

    phone: int
    name: str
    score: float
    certain: bool = False

    @property
    def is_exact(self):
        return self.score == EXACT_SCORE

    def of(self, phone):
        """The same match of a phone called otherwise: by its key."""
        return replace(self, phone=phone)


class TrigramIndex:
    """``names`` are (text, phone) pairs, ``groups`` (text, phones) pairs; phones are numbers, the newest first."""

    def __init__(self, names, groups=()):
        self.names = [(text, phone) for text, phone in names if compact_name(text)]
        self.spaced = [normalised_name(text) for text, _ in self.names]
        self.squashed = [text.replace(" ", "") for text in self.spaced]
        self.phones = np.array([phone for _, phone in self.names], dtype=np.int32)
        self.exact = defaultdict(list)
        for place, text in enumerate(self.squashed):
            self.exact[text].append(place)
        self.postings, self.lengths = _trigram_postings(self.squashed)
        self.groups = {compact_name(text): (text, phones) for text, phones in groups}

    def search(self, question, most):
        """Matches, the best first, each phone once: exact ones, then those of a group called so, else what is alike."""
        asked = normalised_name(question)
        if not asked:
            return []
        exact = [self.match(place, EXACT_SCORE) for place in self.exact.get(asked.replace(" ", ""), ())]
        certain = exact + self.of_group(asked.replace(" ", ""))
        return _first_match_per_phone(certain or self.alike(asked))[:most]

    def match(self, place, score):
        return NameMatch(int(self.phones[place]), self.names[place][0], score, certain=score == EXACT_SCORE)

    def suggest(self, question, most):
        """Matches for words that are still being typed: names with a word that begins so, then what is alike."""
        asked = normalised_name(question)
        if not asked:
            return []
        begun = [place for place, name in enumerate(self.spaced) if f" {asked}" in f" {name}"]
        begun.sort(key=lambda place: (not self.spaced[place].startswith(asked), self.phones[place]))
        return _first_match_per_phone(
            [*(self.match(place, MAX_FUZZY_SCORE) for place in begun), *self.search(question, most)]
        )[:most]

    def alike(self, asked):
        """The names most like ``asked``, in order."""
        places = self.candidates(asked.replace(" ", ""))
        scored = [(self.likeness(asked, place), place) for place in places]
        kept = sorted((-score, self.phones[place], place) for score, place in scored if score >= MIN_SCORE)
        return [self.match(place, min(-score, MAX_FUZZY_SCORE)) for score, _, place in kept]

    def candidates(self, asked):
        """Places of the names that share most trigrams with ``asked``, for their length."""
        wanted = trigrams(asked)
        lists = [self.postings[trigram] for trigram in wanted if trigram in self.postings]
        if not lists:
            return []
        shared = np.bincount(np.concatenate(lists), minlength=len(self.names))
        share = shared / (self.lengths + len(wanted) - shared)
        most = min(MAX_CANDIDATES, int(np.count_nonzero(shared)))
        return np.argpartition(-share, most - 1)[:most].tolist()

    def likeness(self, asked, place):
        """0 to 100: letters in order, words in any order, all of it within; less for each number that is missing."""
        name, plain = self.spaced[place], asked.replace(" ", "")
        score = 0.5 * fuzz.ratio(plain, self.squashed[place]) + 0.25 * fuzz.token_sort_ratio(asked, name)
        score += 0.25 * max(fuzz.token_set_ratio(asked, name), fuzz.partial_ratio(plain, self.squashed[place]))
        return score - MISSING_NUMBER_PENALTY * len(digit_runs(plain) - digit_runs(self.squashed[place]))

    def of_group(self, asked):
        """The phones of the brand, chipset or sensor that is called so, or nearly so."""
        name = asked if asked in self.groups else self.nearest_group(asked)
        text, phones = self.groups.get(name, ("", ()))
        return [NameMatch(phone, text, MAX_FUZZY_SCORE, certain=True) for phone in phones]

    def nearest_group(self, asked):
        best = max(self.groups, key=lambda name: fuzz.ratio(asked, name), default="")
        alike = fuzz.ratio(asked, best) >= MIN_GROUP_SCORE and not digit_runs(asked) ^ digit_runs(best)
        return best if alike and len(asked) > 3 else None


def _trigram_postings(texts):
    """Trigram → places of the names that have it, and how many trigrams each name has."""
    places = defaultdict(list)
    lengths = np.zeros(len(texts), dtype=np.int32)
    for place, text in enumerate(texts):
        found = trigrams(text)
        lengths[place] = len(found)
        for trigram in found:
            places[trigram].append(place)
    return {trigram: np.array(found, dtype=np.int32) for trigram, found in places.items()}, lengths


def _first_match_per_phone(matches):
    first = {}
    for match in matches:
        first.setdefault(match.phone, match)
    return list(first.values())
