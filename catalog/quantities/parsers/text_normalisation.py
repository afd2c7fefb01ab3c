"""One way to write each character: what keyboards, scripts and copied pages write in several."""

import unicodedata

MAX_TEXT_LENGTH = 2000
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
    """``text`` with plain digits, quotes, dashes and single spaces. ValueError where it is too long to be read."""
    if len(text) > MAX_TEXT_LENGTH:
        raise ValueError(f"This is too long: at most {MAX_TEXT_LENGTH} characters.")
    folded = unicodedata.normalize("NFKC", text.translate(_CHARACTER_MAP)).translate(_CHARACTER_MAP)
    return " ".join("".join(map(_ascii_digit, folded)).split())


def _ascii_digit(character):
    """The plain digit for one of any script; every other character as it is."""
    value = None if character.isascii() else unicodedata.decimal(character, None)
    return character if value is None else str(value)
