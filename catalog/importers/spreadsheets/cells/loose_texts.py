"""Texts as they stand in other people's lists: what of them a cell holds, and what is left out. What may mean something
else is refused."""

import re
from dataclasses import dataclass

from django.db.models import BooleanField

from catalog.models.fields import Bounded, Listed
from catalog.quantities import parsers
from catalog.quantities.parsers.text_normalisation import MAX_TEXT_LENGTH
from catalog.records.value_parser import InvalidValue

from .loose_figures import main_figure, range_ends
from .loose_lists import known_items
from .text_rests import EDGES, tidy

_CONDITION = re.compile(
    r"\b(only|markets?|regions?|depend\w*|some|selected|except|models?|versions?|variants?|optional|unless|not|none|"
    r"no(?!-)|yes|without|but|carriers?|countr\w+|or|maybe|planned|later|peak|hbm|folded|unfolded|cover|"
    r"nur|außer|ohne|je nach|kein\w*|nicht|oder|sauf|seulement|selon|sans|pas|ou|solo|según|sin|secondo|senza|"
    r"non(?!-))\b|部分|仅|僅|除|のみ|一部|일부|제외|\?",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"(?P<word>[^\s,;:.()]+)(?P<rest>[\s,;:.(].*)", re.DOTALL)
_BAND_WORDS = re.compile(r"\b(?:dual|tri)-band(?: or (?:dual|tri)-band)?\b", re.IGNORECASE)
_DATE_LABELS = {
    "announced": r"announced|launched|vorgestellt|annoncé",
    "released": r"(?:available\W+)?released|release|on sale|erschienen",
}
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_NO_WORDS = {
    "no",
    "nein",
    "non",
    "否",
    "无",
    "無",
    "なし",
    "いいえ",
    "없음",
    "아니요",
    "keine",
    "aucun",
    "ninguno",
    "nessuno",
}
_YES_WORDS = {"yes", "ja", "oui", "sí", "sì", "是", "有", "あり", "はい", "예", "있음"}
_FREE_TEXTS = {"name", "notes", "text", "alias"}
_NEVER_NONE = {"colours", "complete_sections"}
_TERM_ALIASES = {
    "usb type c": "usb_c",
    "type c": "usb_c",
    "usb c": "usb_c",
    "microusb": "micro_usb",
    "miniusb": "mini_usb",
}


@dataclass(frozen=True)
class LooseText:
    """``texts`` are what the column, and perhaps its sisters, are to be read from: {name of the column: text};
    ``left_out`` is the rest."""

    texts: dict
    left_out: str = ""


def loosely_parsed(column, text):
    """The ``LooseText`` of a text that the column cannot be read from as it is; None where nothing in it is certain.

    ``InvalidValue`` where it is clear why: two figures, or a value for some markets only.
    """
    parse = _loose_parser(column)
    if parse is None or len(text) > MAX_TEXT_LENGTH:
        return None
    loose = parse(column, text)
    if loose:
        reject_condition(text, loose.left_out)
    return loose


def _loose_parser(column):
    """The function for the texts of a column; None where they are taken as they are, or not at all."""
    if column.key in _PARSERS_BY_KEY:
        return _PARSERS_BY_KEY[column.key]
    if column.name == "sensor_type":
        return _first_part
    for kind, parse in _PARSERS_BY_FIELD:
        if isinstance(column.field, kind):
            return parse
    if getattr(column.field, "flatchoices", None):
        return _loose_term
    return None


def word_for_all(column, text):
    """The text, or the word for “none” where it says no to a list or a vocabulary.

    ``InvalidValue`` for a yes or no that does not say what.
    """
    word = text.strip(" .").casefold()
    field = column.field
    is_answer = isinstance(field, BooleanField | Bounded) or field is None or column.name in _FREE_TEXTS
    if is_answer or word not in _NO_WORDS | _YES_WORDS:
        return text
    if word in _NO_WORDS and column.name not in _NEVER_NONE and _may_be_none(field):
        return "none"
    raise InvalidValue(f"“{text}” does not say which")


def _may_be_none(field):
    return isinstance(field, Listed) or "none" in dict(getattr(field, "flatchoices", None) or ())


def reject_condition(text, rest):
    """Raise ``InvalidValue`` where the rest of a text says that its value does not hold everywhere."""
    found = _CONDITION.search(_BAND_WORDS.sub("", rest))
    if found:
        raise InvalidValue(
            f"“{text}” may hold for some versions only (“{found[0]}”): write what holds for the usual one"
        )


def stated_dates(text, key):
    """{“announced” or “released”: text of the date} where a text labels its dates; the first may stand without a label
    and is that of its column ``key``. Empty where it labels none."""
    labels = "|".join(f"(?P<{name}>{words})" for name, words in _DATE_LABELS.items())
    dates = {}
    name = key
    start = 0
    found = list(re.finditer(rf"\b(?:{labels})\b", text, re.IGNORECASE))
    for label in found:
        _take_date(dates, name, text[start : label.start()])
        name = label.lastgroup
        start = label.end()
    if found:
        _take_date(dates, name, text[start:])
    return dates


def _take_date(dates, name, text):
    date = text.strip(EDGES)
    if not date or date.casefold() == "available":
        return
    if name in dates:
        raise InvalidValue(f"two dates are given for {name}")
    dates[name] = date


def left_out_brackets(text):
    """What stands in brackets."""
    return "; ".join(map(tidy, _BRACKETS.findall(text)))


def _without_brackets(column, text):
    bare = _BRACKETS.sub("", text).strip()
    if not bare or bare == text:
        return None
    return LooseText({column.name: bare}, left_out_brackets(text))


def _loose_boolean(column, text):
    """“Yes, with A-GPS” → yes."""
    found = _YES_OR_NO.fullmatch(text.strip())
    if not found:
        return None
    try:
        parsers.parse_boolean(found["word"])
    except ValueError:
        return None
    return LooseText({column.name: found["word"]}, tidy(found["rest"]))


def _loose_term(column, text):
    """The longest beginning that is a term: “USB Type-C 2.0, OTG” → USB Type-C."""
    words = re.split(r"(?<=[\s,;])", text)
    for number in range(len(words), 0, -1):
        start = "".join(words[:number]).strip(EDGES)
        start = _TERM_ALIASES.get(start.casefold().replace("-", " "), start)
        try:
            parsers.parse_choice(start, column.field.flatchoices)
        except ValueError:
            continue
        return LooseText({column.name: start}, tidy("".join(words[number:])))
    return None


def _first_part(column, text):
    first, _, rest = text.partition(", ")
    if not rest:
        return None
    return LooseText({column.name: first}, tidy(rest))


def _loose_figure(column, text):
    ends = range_ends(column.name, text)
    if ends:
        return LooseText(ends)
    figure = main_figure(text, parsers.unit_of_column(column.name))
    if not figure:
        return None
    return LooseText({column.name: figure[0]}, tidy(figure[1]))


def _loose_list(column, text):
    found = known_items(column.field, text)
    return found and LooseText({column.name: found[0]}, found[1])


_PARSERS_BY_KEY = {"chipset": _without_brackets, "launch_price": None}
_PARSERS_BY_FIELD = ((Bounded, _loose_figure), (BooleanField, _loose_boolean), (Listed, _loose_list))
