"""Phones by words: exact names first, then whole words, then beginnings of words, and only then what is most alike.

Names, other names in any script and model codes, written alike, are looked up in dictionaries. What is not found there
is compared: the names that share most groups of three letters, put in order by how alike they are. Brands, chipsets
and image sensors stand for all their phones.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from .name_arrays import NameArrays
from .name_normalisation import digit_runs, normalised_name, trigrams, without_mark
from .name_texts import TextKind
from .text_array import TextArray
from .word_index import WordIndex

MAX_CANDIDATES = 100
"""Names that are compared letter by letter."""
MIN_SCORE = 64
"""Of 100: below this a name is chance."""
ROUNDING = 0.01
"""Of scores, in arrays of single precision."""
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
    """Of ``NameArrays``. Phones are numbers, the newest first."""

    def __init__(self, arrays):
        self.names = arrays.names
        self.spellings = arrays.spellings
        self.trigrams = arrays.trigrams
        self.words = WordIndex(arrays.names, arrays.words)
        self.group_names = TextArray(arrays.group_letters, arrays.group_ends)

    @classmethod
    def of(cls, names, groups=()):
        """``names`` are (text, phone, ``TextKind``), ``groups`` (text, phones, ``TextKind``)."""
        named = [(text, [phone], kind) for text, phone, kind in names]
        return cls(NameArrays.of([*named, *groups]))

    @cached_property
    def groups(self):
        """Spelling of a brand, chipset or sensor → the number of its text."""
        return {name: number for number, name in enumerate(self.group_names, self.names.names)}

    @cached_property
    def brands(self):
        """The names of brands, written alike."""
        groups = np.arange(self.names.names, len(self.names))
        brands = groups[self.names.kinds[groups] == TextKind.BRAND]
        return {normalised_name(self.names.texts[number]) for number in brands.tolist()}

    def search(self, question, most):
        """Matches, the best first, each phone once; what is alike only where no word is found."""
        asked = normalised_name(question)
        if not asked:
            return []
        matches = self.certain_matches(asked, most) or self.certain_matches_of_part(asked, question, most)
        if not matches:
            matches = self.nearest_group_matches(asked, most) or self.similar_matches(asked)
        return _first_match_per_phone(matches)[:most]

    def certain_matches_of_part(self, asked, question, most):
        """Those of the first part of the question that has any: what stands before a stroke, all without “mark”,
        without a brand, or the Latin words beside a name in a script that is not on record."""
        before_stroke = normalised_name(question.partition("/")[0])
        latin = " ".join(word for word in asked.split() if word.isascii())
        found = (
            self.certain_matches_unless(asked, before_stroke, most)
            or self.certain_matches_unless(asked, without_mark(asked), most)
            or self.name_matches_without_brand(asked, most)
            or self.certain_matches_unless(asked, latin, most)
        )
        return [replace(match, score=min(match.score, WHOLE_WORD_SCORE)) for match in found]

    def certain_matches_unless(self, asked, part, most):
        """Those of ``part``; none where it is nothing, or all that was asked."""
        if part in ("", asked):
            return []
        return self.certain_matches(part, most)

    def name_matches_without_brand(self, asked, most):
        """The phones called so by another brand: “nokia 950” is Microsoft's. Codes and chipsets do not count."""
        part = " ".join(word for word in asked.split() if word not in self.brands)
        return [match for match in self.certain_matches_unless(asked, part, most) if not match.is_part]

    def certain_matches(self, asked, most):
        """Exact names, then those of a group called so, then whole words, then beginnings of words. A code that is also
        a word of a name goes with the words: “R7” is Sharp's Aquos R7, and not Samsung's code name.

        So many of each that there are ``most`` phones, if there are.
        """
        squashed = asked.replace(" ", "")
        exact = []
        for number in self.spellings.texts_spelled(self.names, squashed):
            exact.append(self.exact_match(number))
        exact.sort(key=lambda match: (match.rank, match.phone))
        whole = self.words.whole_words(asked)
        if whole.has_names:
            exact = [match for match in exact if not match.is_part]
        matches = exact + self.matches_of_group(squashed, most)
        matches += _certain(whole.first(most + len(matches)), WHOLE_WORD_SCORE)
        if len(_first_match_per_phone(matches)) >= most:
            return matches
        begun = self.words.beginnings(asked)
        return matches + _certain(begun.first(most + len(matches)), BEGINNING_SCORE)

    def exact_match(self, number):
        phone = int(self.names.phones_of(number)[0])
        kind = self.names.kind(number)
        return NameMatch(
            phone, self.names.texts[number], EXACT_SCORE, certain=True, rank=(0, kind >= TextKind.CODE, kind)
        )

    def similar_matches(self, asked):
        """The names most like ``asked``, in order."""
        ranked = []
        numbers = self.candidates(asked.replace(" ", ""))
        texts = self.names.texts.at(numbers)
        names = list(map(normalised_name, texts))
        for place in places_of_likely_names(asked, names):
            score = likeness(asked, names[place])
            if score >= MIN_SCORE:
                number = numbers[place]
                ranked.append((-score, int(self.names.phones_of(number)[0]), number, texts[place]))
        return [NameMatch(phone, text, min(-score, MAX_FUZZY_SCORE)) for score, phone, _, text in sorted(ranked)]

    def candidates(self, asked):
        """The numbers of the texts that share most trigrams with ``asked``, for their length."""
        wanted = trigrams(asked)
        shared = self.trigrams.shared_counts(wanted)
        most = min(MAX_CANDIDATES, int(np.count_nonzero(shared)))
        if not most:
            return []
        lengths = self.trigrams.lengths
        share = shared / np.maximum(lengths + (len(wanted) - shared), 1)
        found = []
        for number in np.argpartition(-share, most - 1)[:most].tolist():
            found.append(number)
            if number + 1 < len(lengths) and not lengths[number + 1]:
                found.append(number + 1)
        return found

    def matches_of_group(self, name, most):
        """The newest phones of the brand, chipset or sensor of that name."""
        number = self.groups.get(name)
        if number is None:
            return []
        text = self.names.texts[number]
        phones = self.names.phones_of(number)[:most].tolist()
        return [NameMatch(phone, text, GROUP_SCORE, certain=True, rank=(0, True)) for phone in phones]

    def nearest_group_matches(self, asked, most):
        return self.matches_of_group(self.nearest_group(asked.replace(" ", "")), most)

    def nearest_group(self, asked):
        """The name most like ``asked``, with the same numbers; None where none is near enough."""
        if len(asked) <= 3:
            return None
        nearest = process.extractOne(asked, list(self.groups), scorer=fuzz.ratio, score_cutoff=MIN_GROUP_SCORE)
        if nearest is None or digit_runs(asked) != digit_runs(nearest[0]):
            return None
        return nearest[0]


def places_of_likely_names(asked, names):
    """The places of the ``names`` whose ``likeness`` can reach ``MIN_SCORE``: of most, two of its four measures show
    that it cannot."""
    if not names:
        return []
    plain_names = [name.replace(" ", "") for name in names]
    letters = process.cdist([asked.replace(" ", "")], plain_names, scorer=fuzz.ratio)[0]
    words = process.cdist([asked], names, scorer=fuzz.token_sort_ratio)[0]
    highest = 0.5 * letters + 0.25 * words + 25
    return np.flatnonzero(highest > MIN_SCORE - ROUNDING).tolist()


def likeness(asked, name):
    """0 to 100: letters in order, words in any order, all of it within; less for each number that is missing."""
    plain_asked = asked.replace(" ", "")
    plain_name = name.replace(" ", "")
    letters = fuzz.ratio(plain_asked, plain_name)
    words = fuzz.token_sort_ratio(asked, name)
    within = max(fuzz.token_set_ratio(asked, name), fuzz.partial_ratio(plain_asked, plain_name))
    missing_numbers = digit_runs(plain_asked) - digit_runs(plain_name)
    return 0.5 * letters + 0.25 * words + 0.25 * within - MISSING_NUMBER_PENALTY * len(missing_numbers)


def _certain(found, score):
    return [NameMatch(phone, text, score, certain=True, rank=rank) for phone, text, rank in found]


def _first_match_per_phone(matches):
    first = {}
    for match in matches:
        first.setdefault(match.phone, match)
    return list(first.values())
