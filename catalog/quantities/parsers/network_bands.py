"""Parser of bands of mobile networks."""

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
_KIND_BY_WORD = {}
for _kind, _words in _NETWORK_WORDS.items():
    _KIND_BY_WORD |= dict.fromkeys(_words, _kind)
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
    found = {}
    for token in _tokens(re.sub(r"\([^()]*\)", " ", normalise_text(text))):
        if token["band"]:
            kind = _kind_of_band(token, kind, text)
            found.setdefault(kind, {})[int(token["number"])] = None
        elif token["word"]:
            kind = _kind_of_word(token["word"].lower(), kind)
    return {kind: list(found[kind]) for kind in NETWORK_KINDS if kind in found}


def _tokens(text):
    """Yield matches of ``_TOKEN`` from end to end; ValueError where there is none."""
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token:
            raise ValueError(f"“{text[place : place + 20]}” is not understood: write LTE B1, B3; NR n77.")
        place = token.end()
        yield token


def _kind_of_band(token, kind_before, text):
    """The kind of network of a band, from its letter, else as ``kind_before``; ValueError for a band there is not."""
    number = int(token["number"])
    prefix = (token["prefix"] or "").lower()
    kind = _kind_of_prefix(prefix, kind_before)
    if kind is None:
        raise ValueError(f"“{text}” does not say which network: write LTE B{number} or NR n{number}.")
    if kind in ("nr", "fr2"):
        kind = "fr2" if number >= _FIRST_FR2 else "nr"
    if not 1 <= number <= _HIGHEST_BAND.get(kind, 9999):
        network = "LTE" if kind == "lte" else "NR"
        raise ValueError(f"“{token['band'].strip()}” is not a band of {network}.")
    return kind


def _kind_of_prefix(prefix, kind_before):
    if prefix == "n":
        return "nr"
    if prefix == "b" and kind_before not in ("2g", "3g"):
        return "lte"
    return kind_before


def _kind_of_word(word, kind_before):
    """The kind of network that follows a heading. Fillers change nothing; some of them are headings at the start."""
    is_heading = word in _KIND_BY_WORD
    if word in _FILLER_WORDS and (kind_before or not is_heading):
        return kind_before
    if not is_heading:
        raise ValueError(f"“{word}” is not understood: write LTE B1, B3; NR n77.")
    return _KIND_BY_WORD[word]
