"""Labels and values of the sheet in the language of the page.

What is worked out, stored and compared is worded in English; pages ask here where they print it. A text is looked up
whole, then as a form with places, then piece by piece: labels, choices and countries as words, dates, figures and
amounts in the language's form. What is no word of the sheet, such as a name, stays as it is.
"""

import re
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_decimal_symbol
from django.conf import settings
from django.utils import translation
from markupsafe import Markup

from catalog.models.vocabulary import ClaimState
from catalog.quantities.countries import COUNTRY_NAMES, WORLDWIDE
from catalog.quantities.formatters import sentence_case

from .active_language import active_language
from .localised_figures import is_wide, number_words, with_dates, with_figures
from .sheet_messages import VERBATIM_ROWS, sheet_words
from .value_forms import CAMERA_TITLE, CONTEXT_WORDS, PLACES, VALUE_FORMS, VALUE_WORDS

MAX_CACHED_TEXTS = 20_000
_PLACE = re.compile(r"\{(\w+)\}")
_FIGURE_PLACES = ("number", "fraction", "known", "all")
_SEPARATOR = re.compile(r"([()]|, |; | · | / )")
_BRACKETS = re.compile(r"(?P<text>.*\S) \((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\)(?P<rest>.*)")
_DECIMAL_COMMA = re.compile(r"\d,\d")
_FIGURES = re.compile(r"[\d.]+(?:, [\d.]+)+(?=\N{NARROW NO-BREAK SPACE})")
"""Several figures before the one unit of them all."""
STATE_WORDS = frozenset((*VALUE_WORDS, *map(str, ClaimState.labels)))
"""What is said of rows of names too."""
_BARE_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CODES_BY_NAME = {name: code for code, name in COUNTRY_NAMES.items() if code != WORLDWIDE}
_WIDE_SIGNS = {": ": "：", " (": "（", ")": "）"}
_NAMES_WITH_COMMAS = ("name", "alias", "lens_name")
"""Rows of names that are no lists."""
_PROSE = re.compile(r"(?:^| )[a-z]{2,}\b")
"""A word with a small letter, as sentences have and names have not; units stand behind another space."""


class LocalText(str):
    """A text that is in the language of the page already: asked for once more, it stays."""

    __slots__ = ()


def is_default_language():
    language = active_language()
    return language is None or language == settings.LANGUAGE_CODE


def localised(text, key=""):
    """``text`` in the language of the page: “5,000 mAh” → “5.000 mAh”, “18 November 2022” → “18. November 2022”.

    ``key`` is the row of the sheet that has the value, where the page knows it: names stay in rows of names, and “Bar”
    is not the same in every row. HTML is in the language of the page already.
    """
    if not text or is_default_language() or isinstance(text, LocalText | Markup):
        return text
    return LocalText(_localised(str(text), key, active_language()))


def localised_date(date):
    """A ``PartialDate`` in words of the language of the page."""
    return localised(date.words)


@lru_cache(MAX_CACHED_TEXTS)
def _localised(text, key, language):
    key = key.removeprefix("main_")
    if key in VERBATIM_ROWS and text not in STATE_WORDS:
        return _in_form(text, language, VERBATIM_FORMS) or _list_of_names(text, key)
    if (key, text) in CONTEXT_WORDS:
        return translation.pgettext(key, text)
    if _BARE_FIGURE.fullmatch(text):
        return number_words(text, language)
    found = translation.gettext(text)
    return found if found != text else _words(text, language)


def _words(text, language):
    for read in (_looked_up, _in_form, _under_heading, _with_known_head, _listed, _with_brackets):
        found = read(text, language)
        if found:
            return found
    text = _FIGURES.sub(lambda found: _list_of_figures(found[0], language), text)
    return with_figures(with_dates(text, language), language)


def _looked_up(text, language):
    """A label, a choice or a country in the language; empty for other texts."""
    same = ""
    for message in dict.fromkeys((text, sentence_case(text))):
        if message in sheet_words():
            found = same = translation.gettext(message)
            if found != message:
                return found
    if text in _CODES_BY_NAME:
        return Locale.parse(language).territories.get(_CODES_BY_NAME[text], text)
    return same


def _looked_up_label(text, language):
    """The same, of headings and labels that pages bring too."""
    found = translation.gettext(text)
    return found if found != text else _looked_up(text, language)


def _in_form(text, language, forms=VALUE_FORMS):
    """A text that has one of ``forms``; empty for others."""
    for form in forms:
        found = _form_pattern(form).fullmatch(text)
        if found:
            places = {name: _in_place(name, words, language) for name, words in found.groupdict().items()}
            if "thing" not in places or places["thing"] != found["thing"]:
                return translation.gettext(form).format(**places)
    return ""


VERBATIM_FORMS = [form for form in VALUE_FORMS if "{date}" in form]


@cache
def _form_pattern(form):
    """What reads a text of the form: its words, and what may stand in each place."""
    parts = _PLACE.split(form)
    for number, part in enumerate(parts):
        parts[number] = f"(?P<{part}>{PLACES[part]})" if number % 2 else re.escape(part)
    return re.compile("".join(parts))


def _in_place(name, words, language):
    if name in _FIGURE_PLACES:
        return number_words(words, language)
    return _words(words, language)


def _under_heading(text, language):
    """“Body: Weight”; a text that holds a colon otherwise is left to others."""
    heading, colon, rest = text.partition(": ")
    words = colon and (_looked_up_label(heading, language) or _in_form(heading, language))
    if not words:
        return ""
    return f"{words}{_sign(': ', words)}{_words(rest, language)}"


def _with_known_head(text, language):
    """“SAR, head (US) (Leitz Phone 1)”: a label with a note behind it, whatever signs are in the label."""
    found = _BRACKETS.fullmatch(text)
    words = found and not found["rest"] and _looked_up_label(found["text"], language)
    return f"{words}{_bracketed(found['note'], language)}" if words else ""


def _listed(text, language):
    """The pieces of a list; empty where it is none."""
    pieces = _pieces(text)
    if len(pieces) == 1 or _FIGURES.match(text):
        return ""
    words = [_words(piece, language) for piece in pieces[::2]]
    if words == pieces[::2] and any(map(_PROSE.search, words)):
        return text
    signs = _list_signs(words, pieces[1::2], language)
    return words[0] + "".join(f"{sign}{word}" for sign, word in zip(signs, words[1:], strict=True))


def _pieces(text):
    """Pieces, and between them the signs that separate them; what is in brackets is not taken apart."""
    pieces = [""]
    depth = 0
    for part in _SEPARATOR.split(text):
        depth += (part == "(") - (part == ")")
        if depth == 0 and part in (", ", "; ", " · ", " / "):
            pieces += [part, ""]
        else:
            pieces[-1] += part
    return _with_whole_terms(pieces)


def _with_whole_terms(pieces):
    """The same, where terms such as “Variable, in steps” and “Telephoto, 2nd” are not taken apart either."""
    found = [pieces[0]]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        term = f"{found[-1]}{sign}{piece}"
        if term in sheet_words() or CAMERA_TITLE.fullmatch(term):
            found[-1] = term
        else:
            found += [sign, piece]
    return found


def _list_signs(words, signs, language):
    """Commas as the language has them throughout a list; semicolons between figures with commas."""
    comma = _comma(words, language)
    return [comma if sign == ", " else sign for sign in signs]


def _comma(words, language):
    return "; " if _has_decimal_commas(words, language) else translation.gettext(", ")


def _list_of_figures(text, language):
    figures = [number_words(figure, language) for figure in text.split(", ")]
    return _comma(figures, language).join(figures)


def _list_of_names(text, key):
    """Names as they are, between the commas of the language."""
    if key in _NAMES_WITH_COMMAS or ", " not in text:
        return text
    first, *others = _pieces(text)
    signs = [translation.gettext(sign) if sign == ", " else sign for sign in others[::2]]
    return first + "".join(map("".join, zip(signs, others[1::2], strict=True)))


def _has_decimal_commas(texts, language):
    return get_decimal_symbol(language) == "," and any(map(_DECIMAL_COMMA.search, texts))


def _with_brackets(text, language):
    """“210 g (nano-skin back)”, and what stands in the brackets."""
    found = _BRACKETS.fullmatch(text)
    if not found:
        return ""
    before, note, rest = found.groups()
    return f"{_words(before, language)}{_bracketed(note, language)}{rest and _words(rest, language)}"


def _bracketed(note, language):
    """Names keep the brackets that they have: scripts look for them."""
    words = _words(note, language)
    if words == note:
        return f" ({note})"
    return f"{_sign(' (', words)}{words}{_sign(')', words)}"


def _sign(sign, *beside):
    """The sign between or around texts; a wide one in a text of wide letters."""
    return _WIDE_SIGNS.get(sign, sign) if any(map(is_wide, beside)) else sign
