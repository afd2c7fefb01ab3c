"""How names are compared: written alike, whatever the case, blanks, hyphens and width of their letters."""

import re
import unicodedata

_SIGNS = {"+": " plus ", "&": " and ", "/": " ", "¹": "1", "²": "2", "³": "3"}
_GAPS = re.compile(r"[^\w]+|_")
_NUMBERS = re.compile(r"\d+")
LONGEST = 100
"""Letters of a question that are looked at."""


def spaced(text):
    """``"Galaxy S23+"`` → ``"galaxy s23 plus"``; full-width letters become plain ones."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return " ".join(_GAPS.sub(" ", text).split())


def squashed(text):
    """Without blanks: ``"Lumia 1020"`` → ``"lumia1020"``."""
    return spaced(text).replace(" ", "")


def numbers(text):
    """The runs of digits in it: what tells a Galaxy S22 from an S23."""
    return set(_NUMBERS.findall(text))


def trigrams(text):
    """Every three letters in a row, with its beginning and end marked."""
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
