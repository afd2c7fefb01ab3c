"""Normalisation of typed text: digits, quotes, dashes and spaces that keyboards and copied pages write in many ways."""

import re
import unicodedata

MAX_TEXT_LENGTH = 2000
UNSTORABLE_CHARACTERS = re.compile("[\0\ud800-\udfff]")
"""NUL and surrogates: no database takes them in a text."""
_CHARACTER_MAP = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2033\u201c\u201d\u201e\u3003", '"'),
        **dict.fromkeys("\u2032\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u00d7\u2715\u2716\u2a09\u2a2f", "x"),
        "\u2044": "/",
        "\u0192": "f",
        "\u3001": ",",
    }
)


def normalise_text(text):
    """``text`` with ASCII digits, quotes, dashes and single spaces. ValueError where it is too long."""
    if len(text) > MAX_TEXT_LENGTH:
        raise ValueError(f"This is too long: at most {MAX_TEXT_LENGTH} characters.")
    compatible = unicodedata.normalize("NFKC", text.translate(_CHARACTER_MAP))
    folded = compatible.translate(_CHARACTER_MAP)  # again: NFKC may have brought some of them back
    characters = map(_ascii_digit, folded)
    return " ".join("".join(characters).split())


def _ascii_digit(character):
    """The ASCII digit for a digit of any script; every other character as it is."""
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    if value is None:
        return character
    return str(value)


def normalise_name(text):
    """``text`` in lower case with single spaces: names that differ in nothing else are the same."""
    return " ".join(text.casefold().split())
