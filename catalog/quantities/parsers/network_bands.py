"""Bands of mobile networks in one text."""

import re

from .text_normalisation import normalise_text

NETWORK_KINDS = ("2g", "3g", "lte", "nr", "fr2")
_NETWORK_WORDS = {
    "2g": ("2g", "gsm", "edge"),
    "3g": ("3g", "wcdma", "umts", "hspa", "hspa+", "hsdpa", "td-scdma"),
    "lte": ("4g", "lte", "fdd", "tdd", "fdd-lte", "tdd-lte", "td-lte", "lte-fdd", "lte-tdd", "lte-a", "e-utra"),
    "nr": ("5g", "nr", "sub6", "sub-6", "sub6ghz", "sa", "nsa", "fr1"),
    "fr2": ("mmwave", "fr2"),
}
_KIND_BY_WORD = {word: kind for kind, words in _NETWORK_WORDS.items() for word in words}
_FILLER_WORDS = {"bands", "band", "and", "mhz", "sa", "nsa", "network", "networks", "tdd", "fdd"}
_TOKEN = re.compile(
    r"(?P<gap>[\s,;/|&:+]+)"
    r"|(?P<band>(?P<prefix>[bn]|band(?=\s?\d))?\s?(?P<number>\d{1,4})(?!\w|\.\d))"
    r"|(?P<word>[a-z\d][a-z\d+-]*)"
    r"|(?P<end>\.$)",
    re.IGNORECASE | re.ASCII,
)
_FIRST_FR2 = 257
_HIGHEST_BAND = {"lte": 256, "nr": 256, "fr2": 300}


def parse_bands(text, kind=None):
    """``B1/3/8/41, n77, n257`` → {"lte": [1, 3, 8, 41], "nr": [77], "fr2": [257]}, only the kinds there are.

    A number without a letter is of the kind of the one before, else of the heading before (``LTE``, ``NR``), else of
    ``kind``. What stands in brackets is left out.
    """
    typed, found, here, place = re.sub(r"\([^()]*\)", " ", normalise_text(text)), {}, kind, 0
    while place < len(typed):
        token = _TOKEN.match(typed, place)
        if not token:
            raise ValueError(f"“{typed[place : place + 20]}” is not understood: write LTE B1, B3; NR n77.")
        place = token.end()
        if token["band"]:
            here = _kind_of_band(token, here, text)
            found.setdefault(here, {})[int(token["number"])] = None
        elif token["word"]:
            here = _kind_of_word(token["word"].lower(), here)
    return {kind: list(found[kind]) for kind in NETWORK_KINDS if kind in found}


def _kind_of_band(token, here, text):
    number, prefix = int(token["number"]), (token["prefix"] or "").lower()
    kind = {"n": "nr", "b": here if here in ("2g", "3g") else "lte"}.get(prefix, here)
    if kind is None:
        raise ValueError(f"“{text}” does not say which network: write LTE B{number} or NR n{number}.")
    if kind in ("nr", "fr2"):
        kind = "fr2" if number >= _FIRST_FR2 else "nr"
    if not 1 <= number <= _HIGHEST_BAND.get(kind, 9999):
        raise ValueError(f"“{token['band'].strip()}” is no band of {'LTE' if kind == 'lte' else 'NR'}.")
    return kind


def _kind_of_word(word, here):
    if word in _FILLER_WORDS and (here or word not in _KIND_BY_WORD):
        return here
    if word not in _KIND_BY_WORD:
        raise ValueError(f"“{word}” is not understood: write LTE B1, B3; NR n77.")
    return _KIND_BY_WORD[word]
