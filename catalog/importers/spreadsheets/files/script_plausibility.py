"""Whether a text made of bytes is one that people write: a wrong encoding gives letters that nobody puts together."""

import re
import unicodedata
from itertools import groupby, pairwise

_LATIN_ALPHABETS = tuple(
    map(
        frozenset,
        (
            "àâæçéèêëîïôœùûüÿ",  # French
            "äöüßé",  # German
            "áéíóúüñ",  # Spanish
            "áâãàçéêíóôõúü",  # Portuguese
            "àèéìíîòóùú",  # Italian
            "àçèéíïòóúü",  # Catalan
            "éëèïöü",  # Dutch
            "æøåéô",  # Danish, Norwegian
            "åäöéü",  # Swedish, Finnish
            "áéíóúýþæðö",  # Icelandic
            "áčďéěíňóřšťúůýž",  # Czech
            "áäčďéíľňóôšťúýž",  # Slovak, without its two rarest
            "ąćęłńóśźż",  # Polish
            "áéíóöőúüű",  # Hungarian
            "ăâîşţ",  # Romanian
            "čćđšž",  # Croatian, Slovenian
        ),
    )
)
_LETTERS_AS_SIGNS = frozenset("ªºµƒˆ")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¿¡¢£¤¥¦§¨©«¬®¯°±²³¶¸¹»¼½¾×÷‚„…†‡‰‹›•€˛ˇ˘˙˝][^\W\d_]")
_RAISED_BEFORE_LETTER = re.compile(r"[²³¹¼½¾][^\W\d_]")
_MOST_ACCENTS_IN_A_ROW = 3
_SPACING_ACCENTS = frozenset("˛ˇ˘˙˝")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ")
_MIXED_SCRIPTS = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_IDEOGRAPH = r"\u3400-\u9fff\uac00-\ud7a3"
_RUN = re.compile(rf"[{_IDEOGRAPH}\u3040-\u30ff]+")
_RUN_IN_WORD = re.compile(rf"(?<=[a-z])[{_IDEOGRAPH}]{{1,2}}(?![{_IDEOGRAPH}\u3040-\u30ff])|[{_IDEOGRAPH}]+(?=[a-z])")
_NOT_CHARACTERS = {"Cc", "Cn", "Co", "Cs"}
_FEW_LETTERS = 10
"""Below so many letters, shares of them say little."""
_MANY_CODES = 25
"""So many different letters of a language do not all lie in one half of its standard."""


def is_plausible(text, encoding):
    """Whether somebody may have written ``text``, which ``encoding`` (a key of ``text_encodings.LEGACY``) has made."""
    if any(unicodedata.category(sign) in _NOT_CHARACTERS for sign in set(text) - set("\t\r\n")):
        return False
    if encoding in _COMMON_LETTERS:
        return _is_east_asian(text, encoding)
    if _SIGN_IN_WORD.search(text) or _RAISED_BEFORE_LETTER.search(text) or _has_odd_capital(text):
        return False
    letters = {letter.lower() for letter in set(text) if _is_foreign_letter(letter)}
    if encoding == "cp1251":
        return letters <= _CYRILLIC and not _MIXED_SCRIPTS.search(text)
    if _has_many_accents_in_a_row(text) or not _SPACING_ACCENTS.isdisjoint(text):
        return False
    return any(letters <= alphabet for alphabet in _LATIN_ALPHABETS)


def _is_foreign_letter(sign):
    return not sign.isascii() and sign.isalpha() and sign not in _LETTERS_AS_SIGNS


def _has_odd_capital(text):
    """Whether a capital with an accent follows a small letter."""
    return any(before.islower() and after.isupper() and not after.isascii() for before, after in pairwise(text))


def _has_many_accents_in_a_row(text):
    runs = groupby(text, key=_is_foreign_letter)
    return any(is_foreign and len(list(run)) > _MOST_ACCENTS_IN_A_ROW for is_foreign, run in runs)


def _is_east_asian(text, encoding):
    """Whether most letters are among the common ones of their language, and they do not stand alone in Latin words."""
    letters = list(filter(_is_foreign_letter, text))
    if 2 * len(_RUN_IN_WORD.findall(text)) > len(_RUN.findall(text)):
        return False
    is_common, is_elsewhere = _COMMON_LETTERS[encoding]
    codes = [_code(letter, encoding) for letter in letters]
    share = sum(map(is_common, codes)) / max(1, len(codes))
    if len(letters) < _FEW_LETTERS:
        return share >= 0.5
    is_other_standard = len(set(codes)) >= _MANY_CODES and all(map(is_elsewhere, codes))
    return share >= 0.9 and not is_other_standard


def _code(letter, encoding):
    """The two bytes of a letter in the standard by which its commonness is told; (0, 0) where it is not in it."""
    try:
        code = letter.encode(_STANDARDS.get(encoding, encoding))
    except UnicodeEncodeError:
        return 0, 0
    return tuple(code.rjust(2, b"\0")[:2])


_STANDARDS = {"cp932": "euc_jp", "gb18030": "gb2312", "cp949": "euc_kr"}


def _is_common_japanese(code):
    return code[0] in (0xA1, 0xA4, 0xA5) or 0xB0 <= code[0] <= 0xCF


def _is_common_chinese(code):
    return 0xB0 <= code[0] <= 0xD7


def _is_common_traditional(code):
    return 0xA4 <= code[0] <= 0xC6


def _is_common_korean(code):
    return 0xB0 <= code[0] <= 0xC8


def _has_high_end(code):
    """In Big5 every third letter has a low second byte; those of the other standards never have."""
    return code[1] >= 0xA1


def _never(code):
    return False


_COMMON_LETTERS = {
    "cp932": (_is_common_japanese, _is_common_korean),
    "euc_jp": (_is_common_japanese, _is_common_korean),
    "gb18030": (_is_common_chinese, _is_common_korean),
    "cp950": (_is_common_traditional, _has_high_end),
    "cp949": (_is_common_korean, _never),
}
"""Encoding → (whether a code is of a common letter, whether it is where another standard has its own: not all are)."""
