"""The items of a list in a text that says more: “Wi-Fi 802.11 a/b/g/n/ac, dual-band”, “4K@30fps, 1080p@30/60fps”."""

import re

from catalog.quantities import parsers
from catalog.quantities.parsers.text_normalisation import normalise_text

from .text_rests import tidy

_LINES_BY_NAME = {"8k": 4320, "4k": 2160, "uhd": 2160, "qhd": 1440, "fhd": 1080, "hd": 720}
_VIDEO = re.compile(
    r"(?<!\w)(?P<lines>8k|4k|uhd|qhd|fhd|hd|\d{3,4}p) ?[@ ] ?(?P<rates>\d{2,3}(?: ?/ ?\d{2,3})*) ?(?:fps|p|hz)?",
    re.IGNORECASE,
)
_IP_CODE = re.compile(r"\bIP[0-6X][0-9X]K?\b", re.IGNORECASE)
_WIFI_WORDS = re.compile(r"^(?:wi-?fi|wlan)\b[ :]*|\b802\.11(?=[ a-z])", re.IGNORECASE)
_WIFI_GENERATIONS = {
    "g": "3",
    "n": "4",
    "ac": "5",
    "ax": "6",
    "be": "7",
    **{number: number for number in ("3", "4", "5", "6", "6e", "7")},
}
_PARTS = re.compile(r"[,;\n]|\s[/&+]\s|\band\b|\bund\b|\bet\b")
_LEAD = re.compile(r"^(?:yes|ja|oui|sí|with|mit|avec|con)\b[ :]*", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\(([^()]*)\)")
_TERM_ALIASES = {
    "a-gps": "gps",
    "agps": "gps",
    "bds": "beidou",
    "北斗": "beidou",
    "hspa": "umts",
    "4g": "lte",
    "5g": "nr",
}


def known_items(field, text):
    """(the items that a column knows, as one text; what else the text says), None where it knows none."""
    typed = normalise_text(text)
    if field.name == "video_modes":
        return _video_modes(typed)
    if field.name == "ip_codes":
        return _ip_codes(typed)
    if field.name == "wifi":
        return _with_rest(*_wifi_generations(typed))
    if field.words:
        return _with_rest(*_terms(field.words.choices, typed))
    return None


def _with_rest(items, others):
    if not items:
        return None
    return ", ".join(dict.fromkeys(items)), ", ".join(others)


def _video_modes(typed):
    """“4K@30/60fps” → 2160p30, 2160p60."""
    modes = []
    for found in _VIDEO.finditer(typed):
        name = found["lines"].casefold()
        lines = _LINES_BY_NAME.get(name) or int(name.removesuffix("p"))
        modes += [f"{lines}p{rate.strip()}" for rate in found["rates"].split("/")]
    rest = filter(None, map(str.strip, re.split(r"[,;\n]", _VIDEO.sub("", typed))))
    return _with_rest(modes, list(rest))


def _ip_codes(typed):
    rest = tidy(_IP_CODE.sub("", typed))
    codes = map(str.upper, _IP_CODE.findall(typed))
    return _with_rest(list(codes), list(filter(None, [rest])))


def _wifi_generations(typed):
    """“Wi-Fi 802.11 a/b/g/n/ac” → 3, 4, 5; a and b have no generation. Numbers count only after the word Wi-Fi."""
    items = []
    others = []
    for part in _PARTS.split(typed):
        bare = _WIFI_WORDS.sub("", part.strip()).strip()
        is_named = bare != part.strip()
        for word in filter(None, map(str.strip, bare.split("/"))):
            generation = _wifi_generation(word.casefold(), is_named=is_named or "/" in bare)
            if generation:
                items.append(generation)
            else:
                others.append(word)
    return items, others


def _wifi_generation(word, *, is_named):
    word = word.removeprefix("wi-fi ").removeprefix("802.11")
    if not is_named:
        return None
    return _WIFI_GENERATIONS.get(word)


def _terms(choices, typed):
    """The terms of a vocabulary, and the words that are none."""
    items = []
    others = []
    for part in _PARTS.split(typed):
        others += [found.strip() for found in _BRACKETED.findall(part)]
        word = _LEAD.sub("", _LEAD.sub("", _BRACKETED.sub("", part).strip()))
        if not word:
            continue
        try:
            items.append(str(parsers.parse_choice(_TERM_ALIASES.get(word.casefold(), word), choices)))
        except ValueError:
            others.append(word)
    return items, others
