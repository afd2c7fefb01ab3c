"""How names are compared: written alike, whatever the case, blanks, hyphens and width of their letters."""

import re
import unicodedata

_SIGNS = {"+": " plus ", "&": " and ", "/": " ", "¹": "1", "²": "2", "³": "3"}
_NON_WORD_CHARACTERS = re.compile(r"[^\w]+|_")
_ROMAN = ("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN_IN_DIGITS = {numeral: str(number) for number, numeral in enumerate(_ROMAN, 2)}
_MARK = re.compile(r"\bm(?:ar)?k ?(?=\d|[ivx]+\b)")
_NUMBERS = re.compile(r"\d+")
MAX_NAME_LENGTH = 100
"""Letters of a question that are looked at."""


def normalised_name(text):
    """``"Galaxy S23+"`` → ``"galaxy s23 plus"``; full-width letters become plain ones."""
    text = text[:MAX_NAME_LENGTH]
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())  # the same, for most names and much faster
    text = unicodedata.normalize("NFKC", text).casefold()
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return " ".join(_NON_WORD_CHARACTERS.sub(" ", text).split())


def roman_in_digits(words):
    """The words of a normalised name with Roman numerals in digits: an “iPhone X” is asked for as “iphone 10”."""
    return [_ROMAN_IN_DIGITS.get(word, word) for word in words]


def without_mark(text):
    """A normalised name without the “mark” that some say before a numeral: “xperia 1 mark iv”."""
    return _MARK.sub("", text)


def compact_name(text):
    """Without blanks: ``"Lumia 1020"`` → ``"lumia1020"``."""
    return normalised_name(text).replace(" ", "")


def digit_runs(text):
    """The runs of digits in it: what tells a Galaxy S22 from an S23."""
    return set(_NUMBERS.findall(text))


def trigrams(text):
    """Every three letters in a row, with its beginning and end marked."""
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
