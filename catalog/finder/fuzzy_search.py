"""Phones by words: exact names first, then whole words, then beginnings of words, and only then what is most alike.

Names, other names in any script and model codes, written alike, are looked up in dictionaries. What is not found there
is compared: the names that share most groups of three letters, put in order by how alike they are. Brands, chipsets
and image sensors stand for all their phones.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from .name_normalisation import compact_name, digit_runs, normalised_name, roman_in_digits, trigrams, without_mark
from .word_index import TextKind, WordIndex

MAX_CANDIDATES = 100
"""Names that are compared letter by letter."""
MIN_SCORE = 64
"""Of 100: below this a name is chance."""
MISSING_NUMBER_PENALTY = 12
"""What a number costs that was asked for and is not in the name."""
EXACT_SCORE, GROUP_SCORE, WHOLE_WORD_SCORE, BEGINNING_SCORE, MAX_FUZZY_SCORE = 100, 99, 98, 97, 96
MIN_GROUP_SCORE = 88
"""How alike the name of a brand, chipset or sensor must be to stand for its phones."""


@dataclass(frozen=True)
class NameMatch:
    """A phone and the name by which it was found. ``score`` is 100 for an exact one; ``certain``: the words are its
    name or that of its group, or words or beginnings of words of them. ``rank`` (number of parts, ``is_part``, …)
    puts those of one score in order, and ``newness`` those of one rank; the lower come first."""

    phone: int
    name: str
    score: float
    certain: bool = False
    rank: tuple = (0, False)
    newness: tuple = ()

    @property
    def is_part(self):
        """Whether the text is no name of the phone, but a code, or what the phone is made of."""
        return self.rank[1]

    @property
    def order(self):
        return -self.score, self.rank, self.newness

    @property
    def is_exact(self):
        return self.score == EXACT_SCORE

    def of(self, phone, newness):
        """The same match of a phone by its key."""
        return replace(self, phone=phone, newness=newness)


class TrigramIndex:
    """``names`` are (text, phone, ``TextKind``), ``groups`` (text, phones, ``TextKind``); phones are numbers, the
    newest first."""

    def __init__(self, names, groups=()):
        self.names = [name for name in names if compact_name(name[0])]
        self.spaced = [normalised_name(text) for text, _, _ in self.names]
        self.squashed = [text.replace(" ", "") for text in self.spaced]
        self.phones = np.array([phone for _, phone, _ in self.names], dtype=np.int32)
        self.exact = defaultdict(list)
        for place, text in enumerate(self.spaced):
            for spelling in {text, " ".join(roman_in_digits(text.split()))}:
                self.exact[spelling.replace(" ", "")].append(place)
        self.postings, self.lengths = _trigram_postings(self.squashed)
        named = [(text, [phone], kind) for text, phone, kind in self.names]
        self.words = WordIndex([*named, *groups])
        self.groups = {compact_name(text): (text, phones) for text, phones, _ in groups}
        self.brands = {normalised_name(text) for text, _, kind in groups if kind == TextKind.BRAND}

    def search(self, question, most):
        """Matches, the best first, each phone once; what is alike only where no word is found."""
        asked = normalised_name(question)
        if not asked:
            return []
        matches = self.certain_matches(asked) or self.certain_matches_of_part(asked, question)
        if not matches:
            matches = self.nearest_group_matches(asked) or self.similar_matches(asked)
        return _first_match_per_phone(matches)[:most]

    def certain_matches_of_part(self, asked, question):
        """Those of the first part of the question that has any: what stands before a stroke, all without “mark”,
        without a brand, or the Latin words beside a name in a script that is not on record."""
        before_stroke = normalised_name(question.partition("/")[0])
        latin = " ".join(word for word in asked.split() if word.isascii())
        found = (
            self.certain_matches_unless(asked, before_stroke)
            or self.certain_matches_unless(asked, without_mark(asked))
            or self.name_matches_without_brand(asked)
            or self.certain_matches_unless(asked, latin)
        )
        return [replace(match, score=min(match.score, WHOLE_WORD_SCORE)) for match in found]

    def certain_matches_unless(self, asked, part):
        """Those of ``part``; none where it is nothing, or all that was asked."""
        if part in ("", asked):
            return []
        return self.certain_matches(part)

    def name_matches_without_brand(self, asked):
        """The phones called so by another brand: “nokia 950” is Microsoft's. Codes and chipsets do not count."""
        part = " ".join(word for word in asked.split() if word not in self.brands)
        return [match for match in self.certain_matches_unless(asked, part) if not match.is_part]

    def certain_matches(self, asked):
        """Exact names, then those of a group called so, then whole words, then beginnings of words. A code that is also
        a word of a name goes with the words: “R7” is Sharp's Aquos R7, and not Samsung's code name."""
        squashed = asked.replace(" ", "")
        exact = [self.exact_match(place) for place in self.exact.get(squashed, ())]
        exact.sort(key=lambda match: (match.rank, match.phone))
        whole = _certain(self.words.whole_words(asked), WHOLE_WORD_SCORE)
        if any(not match.is_part for match in whole):
            exact = [match for match in exact if not match.is_part]
        begun = _certain(self.words.beginnings(asked), BEGINNING_SCORE)
        return exact + self.matches_of_group(squashed) + whole + begun

    def exact_match(self, place):
        text, phone, kind = self.names[place]
        return NameMatch(phone, text, EXACT_SCORE, certain=True, rank=(0, kind >= TextKind.CODE, kind))

    def similar_matches(self, asked):
        """The names most like ``asked``, in order."""
        ranked = []
        for place in self.candidates(asked.replace(" ", "")):
            score = self.likeness(asked, place)
            if score >= MIN_SCORE:
                ranked.append((-score, self.phones[place], place))
        return [self.similar_match(place, min(-score, MAX_FUZZY_SCORE)) for score, _, place in sorted(ranked)]

    def similar_match(self, place, score):
        text, phone, _ = self.names[place]
        return NameMatch(phone, text, score)

    def candidates(self, asked):
        """Places of the names that share most trigrams with ``asked``, for their length."""
        wanted = trigrams(asked)
        postings = []
        for trigram in wanted:
            if trigram in self.postings:
                postings.append(self.postings[trigram])
        if not postings:
            return []
        shared = np.bincount(np.concatenate(postings), minlength=len(self.names))
        share = shared / (self.lengths + len(wanted) - shared)
        most = min(MAX_CANDIDATES, int(np.count_nonzero(shared)))
        return np.argpartition(-share, most - 1)[:most].tolist()

    def likeness(self, asked, place):
        """0 to 100: letters in order, words in any order, all of it within; less for each number that is missing."""
        name = self.spaced[place]
        plain_asked = asked.replace(" ", "")
        plain_name = self.squashed[place]
        letters = fuzz.ratio(plain_asked, plain_name)
        words = fuzz.token_sort_ratio(asked, name)
        within = max(fuzz.token_set_ratio(asked, name), fuzz.partial_ratio(plain_asked, plain_name))
        missing_numbers = digit_runs(plain_asked) - digit_runs(plain_name)
        return 0.5 * letters + 0.25 * words + 0.25 * within - MISSING_NUMBER_PENALTY * len(missing_numbers)

    def matches_of_group(self, name):
        """The phones of the brand, chipset or sensor of that name."""
        text, phones = self.groups.get(name, ("", ()))
        return [NameMatch(phone, text, GROUP_SCORE, certain=True, rank=(0, True)) for phone in phones]

    def nearest_group_matches(self, asked):
        return self.matches_of_group(self.nearest_group(asked.replace(" ", "")))

    def nearest_group(self, asked):
        """The name most like ``asked``, with the same numbers; None where none is near enough."""
        if len(asked) <= 3:
            return None
        nearest = max(self.groups, key=lambda name: fuzz.ratio(asked, name), default="")
        if fuzz.ratio(asked, nearest) < MIN_GROUP_SCORE or digit_runs(asked) != digit_runs(nearest):
            return None
        return nearest


def _trigram_postings(texts):
    """Trigram → places of the names that have it, and how many trigrams each name has."""
    places_of = defaultdict(list)
    lengths = np.zeros(len(texts), dtype=np.int32)
    for place, text in enumerate(texts):
        own = trigrams(text)
        lengths[place] = len(own)
        for trigram in own:
            places_of[trigram].append(place)
    postings = {trigram: np.array(places, dtype=np.int32) for trigram, places in places_of.items()}
    return postings, lengths


def _certain(found, score):
    return [NameMatch(phone, text, score, certain=True, rank=rank) for phone, text, rank in found]


def _first_match_per_phone(matches):
    first = {}
    for match in matches:
        first.setdefault(match.phone, match)
    return list(first.values())
