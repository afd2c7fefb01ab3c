"""The language of a name that is written in another script than the page, for screen readers and fonts."""

import re

from markupsafe import Markup

from .language_links import page_language

_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HAN = "zh"
"""What names in Chinese characters alone are taken for."""
_LETTERS_BY_LANGUAGE = {
    "ja": _KANA, "ko": _HANGUL, HAN: _HAN, "ru": "\u0400-\u052f", "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f", "hi": "\u0900-\u097f", "bn": "\u0980-\u09ff", "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f", "ka": "\u10a0-\u10ff",
}  # fmt: skip
"""Language → its letters, or those of its script; the first that a name has letters of is the name's. Greek ones are
left out: α and Ω stand in Latin names too."""
_SCRIPTS = {language: re.compile(f"[{letters}]") for language, letters in _LETTERS_BY_LANGUAGE.items()}
_ANY = "".join(_LETTERS_BY_LANGUAGE.values())
_RUN = re.compile(rf"[{_ANY}](?:[^A-Za-zÀ-ɏ<>&]*[{_ANY}])*\d*")
"""From a letter of another script to the last one before Latin ones, with the digits after it: “ライツフォン1”."""


def name_language(text):
    """“ライツフォン1” → “ja”, “小米” → “zh”; empty for names in Latin letters. Han beside kana is Japanese."""
    text = str(text or "")
    if text.isascii():
        return ""
    return next((language for language, letters in _SCRIPTS.items() if letters.search(text)), "")


def lang_of(text):
    """The attribute of an element that holds the name ``text`` and nothing else; empty where it is the page's."""
    return _attribute(name_language(text))


def with_lang(text):
    """The name, or a text with names in it: what is in another script stands in an element with its language."""
    language = name_language(text)
    if not language:
        return text
    parts = []
    end = 0
    for run in _RUN.finditer(text):
        parts += [text[end : run.start()], _marked(run[0], language)]
        end = run.end()
    return Markup("").join([*parts, text[end:]])


def _marked(run, language):
    """A run of letters; Han is read as the whole text is, since it may have kana elsewhere."""
    language = language if language == "ja" else name_language(run)
    attribute = _attribute(language)
    return Markup("<span{}>{}</span>").format(attribute, run) if attribute else run


def _attribute(language):
    if language in ("", page_language()):
        return Markup("")
    return Markup(' lang="{}"').format(language)
