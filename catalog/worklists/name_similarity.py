"""When two names may be one phone's, and what stands before a phone in its line, by names alone."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from catalog.finder import name_normalisation

ROMAN_NUMERAL = re.compile(r"[ivx]+")
DISTINGUISHING_WORD_LENGTH = 3
"""Words of so few letters tell phones apart: “Pro”, “Max”, “5G”."""
SHORTEST_CODE = 5
"""Letters and digits of the shortest code that tells two phones to be one."""
_NUMBER = re.compile(r"(\d+)(?!\d|\s?g\b)")


@lru_cache(100_000)
def spaced_name(name):
    """Kept, as what follows of names, for those of all phones: they are asked for after every change."""
    return name_normalisation.normalised_name(name)


def compact_name(name):
    return spaced_name(name).replace(" ", "")


@lru_cache(10_000)
def distinguishing_words(name):
    """(words that surely tell a phone from another: numbers and short ones; all others) of a name, each sorted."""
    parts = sorted(spaced_name(name).split())
    sure = [
        word for word in parts if len(word) <= DISTINGUISHING_WORD_LENGTH or any(letter.isdigit() for letter in word)
    ]
    return sure, [word for word in parts if word not in sure]


@lru_cache(60_000)
def name_family(name):
    """Names of different families are never alike: their digits and numerals differ."""
    return "".join(re.findall(r"\d+", compact_name(name))), tuple(
        filter(ROMAN_NUMERAL.fullmatch, spaced_name(name).split())
    )


def are_similar_names(name, other):
    """Whether they differ by no more than gaps, the order of words, or a slip in a long word."""
    if compact_name(name) == compact_name(other):
        return True
    (sure, rest), (sure_too, rest_too) = distinguishing_words(name), distinguishing_words(other)
    return sure == sure_too and len(rest) == len(rest_too) and all(map(is_one_edit_apart, rest, rest_too))


def is_one_edit_apart(word, other):
    """Whether one letter is missing, too many, another, or swapped with the next, at most."""
    return OSA.distance(word, other, score_cutoff=1) <= 1


def normalise_code(code):
    """``"SM-S918B/DS"`` → ``"sms918bds"``; empty for one that is too short to mean anything."""
    plain = compact_name(code)
    return plain if len(plain) >= SHORTEST_CODE and any(letter.isdigit() for letter in plain) else ""


@lru_cache(60_000)
def place_in_line(name):
    """(the line, the number in it): “Aquos R7” → (“aquos r*”, 7), “Xperia 1 II” → (“xperia 1 *”, 2). None for a name
    without a number. A numeral counts first, as it follows the number of the line; “5G” is none."""
    parts = spaced_name(name).split()
    for place, word in enumerate(parts):
        if place and ROMAN_NUMERAL.fullmatch(word) and (number := roman_value(word)):
            return " ".join([*parts[:place], "*", *parts[place + 1 :]]), number
    text = " ".join(parts)
    found = _NUMBER.search(text)
    return (f"{text[: found.start()]}*{text[found.end() :]}", int(found[0])) if found else None


def roman_value(word):
    """The value of a numeral up to XXXIX; 0 for letters that are none."""
    if not re.fullmatch(r"x{0,3}(ix|iv|v?i{0,3})", word):
        return 0
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in word]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
