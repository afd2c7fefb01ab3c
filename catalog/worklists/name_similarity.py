"""Similar names, normalised model codes, and the place of a phone in its line: all by names alone."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from catalog.finder import name_normalisation

ROMAN_NUMERAL = re.compile(r"[ivx]+")
_NUMERAL_TO_39 = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
DISTINGUISHING_WORD_LENGTH = 3
"""Words of so few letters distinguish phones: “Pro”, “Max”, “5G”."""
SHORTEST_CODE = 5
"""Letters and digits of the shortest code by which two phones are taken for one."""
_NUMBER = re.compile(r"(\d+)(?!\d|\s?g\b)")


@lru_cache(100_000)
def spaced_name(name):
    """Cached like the functions below for the names of all phones: every change compares them again."""
    return name_normalisation.normalised_name(name)


def compact_name(name):
    return spaced_name(name).replace(" ", "")


@lru_cache(10_000)
def distinguishing_words(name):
    """(words that surely distinguish a phone: numbers and short ones; all others) of a name, each sorted."""
    sure = []
    other = []
    for word in sorted(spaced_name(name).split()):
        words = sure if is_distinguishing(word) else other
        words.append(word)
    return sure, other


def is_distinguishing(word):
    """Whether two names that differ in ``word`` are surely two phones."""
    return len(word) <= DISTINGUISHING_WORD_LENGTH or has_digit(word)


def has_digit(text):
    return any(character.isdigit() for character in text)


@lru_cache(60_000)
def name_family(name):
    """(digits, Roman numerals) of a name. Names of different families are never similar."""
    digits = re.findall(r"\d+", compact_name(name))
    numerals = filter(ROMAN_NUMERAL.fullmatch, spaced_name(name).split())
    return "".join(digits), tuple(numerals)


def are_similar_names(name, other):
    """Whether they differ by no more than gaps, the order of words, or a slip in a long word."""
    if compact_name(name) == compact_name(other):
        return True
    sure, rest = distinguishing_words(name)
    other_sure, other_rest = distinguishing_words(other)
    if sure != other_sure or len(rest) != len(other_rest):
        return False
    return all(map(is_one_edit_apart, rest, other_rest))


def is_one_edit_apart(word, other):
    """Whether one letter is missing, too many, another, or swapped with the next, at most."""
    return OSA.distance(word, other, score_cutoff=1) <= 1


def normalise_code(code):
    """``"SM-S918B/DS"`` → ``"sms918bds"``; empty for one that is too short to mean anything."""
    plain = compact_name(code)
    if len(plain) < SHORTEST_CODE or not has_digit(plain):
        return ""
    return plain


@lru_cache(60_000)
def place_in_line(name):
    """(the line, the number in it): “Aquos R7” → (“aquos r*”, 7), “Xperia 1 II” → (“xperia 1 *”, 2). None for a name
    without a number. A numeral counts first, as it follows the number of the line; “5G” is none."""
    words = spaced_name(name).split()
    for place, word in enumerate(words):
        number = roman_value(word) if place else 0
        if number:
            line = [*words[:place], "*", *words[place + 1 :]]
            return " ".join(line), number
    text = " ".join(words)
    found = _NUMBER.search(text)
    if not found:
        return None
    return f"{text[: found.start()]}*{text[found.end() :]}", int(found[0])


def roman_value(word):
    """The value of a numeral up to XXXIX; 0 for a word that is none."""
    if not _NUMERAL_TO_39.fullmatch(word):
        return 0
    total = 0
    values = [_ROMAN_DIGITS[letter] for letter in word]
    for place, value in enumerate(values):
        is_subtracted = value < max(values[place:])
        total += -value if is_subtracted else value
    return total
