"""In which encoding a CSV file is: by its mark, as UTF-8, else by what its bytes make in each that may be meant."""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from .script_plausibility import is_plausible
from .tables import UnreadableSpreadsheet

UTF_8 = "utf-8"
LEGACY = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp932": "CP932 (Japanese, Shift JIS)",
    "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB18030 (simplified Chinese, GBK)",
    "cp950": "Big5 (traditional Chinese)",
    "cp949": "EUC-KR (Korean, CP949)",
}
"""What spreadsheet programs write beside Unicode → what people call it."""
ENCODINGS = {
    UTF_8: "UTF-8",
    "utf-8-sig": "UTF-8 with its mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16, little-endian, without its mark",
    "utf-16-be": "UTF-16, big-endian, without its mark",
    "iso2022_jp": "ISO-2022-JP (Japanese)",
    **LEGACY,
}
_OTHER_NAMES = {
    "shift_jis": "cp932",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "cp950",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
}
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK_SIZE = 1_000_000
_SAMPLE_SIZE = 50_000
_MOST_CHAOS = 0.25
_FEW_SIGNS = 4
_NOT_ASCII = re.compile(rb"[^\0-\x7f]")
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
NO_TEXT = "This is not a spreadsheet: upload XLSX or CSV."


@dataclass(frozen=True)
class EncodingChoice:
    """``encoding`` is the one that the file must be in, None where somebody has to say; ``possible`` are all in which
    it can be read, the likeliest first."""

    encoding: str | None
    possible: tuple[str, ...]


def find_encoding(data):
    """The ``EncodingChoice`` for the bytes of a file; ``UnreadableSpreadsheet`` where they are no text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _only(validated_encoding(data, encoding))
    if b"\0" in data:
        return _utf_16_choice(data)
    if b"\x1b$" in data and _decodes(data, "iso2022_jp"):
        return _only("iso2022_jp")
    if not _decodes(data, UTF_8):
        return _legacy_choice(data, list(LEGACY))
    if _is_chance_utf_8(data):
        return _legacy_choice(data, [UTF_8, *LEGACY])
    return _only(UTF_8)


def _is_chance_utf_8(data):
    """Whether only a few signs between Latin and Asian scripts make it UTF-8: two bytes of a kanji can be that."""
    signs = set(distinct_lines(data).decode(UTF_8, "ignore")) - set(map(chr, range(128)))
    return 0 < len(signs) < _FEW_SIGNS and all("\u0250" <= sign < "\u0800" for sign in signs)


def encoding_key(name):
    """The key of ``ENCODINGS`` for what somebody calls it (“Shift-JIS”); None where there is none."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    keys = {name: name for name in ENCODINGS} | _OTHER_NAMES
    return keys.get(found)


def validated_encoding(data, encoding):
    """The encoding, if all of ``data`` can be read in it; else ``UnreadableSpreadsheet``."""
    if not _decodes(data, encoding):
        raise UnreadableSpreadsheet(f"The file cannot be read as {ENCODINGS[encoding]}.")
    return encoding


def _only(encoding):
    return EncodingChoice(encoding, (encoding,))


def _decodes(data, encoding):
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK_SIZE):
            decoder.decode(data[start : start + _CHUNK_SIZE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf_16_choice(data):
    """Without a mark the order of the bytes shows in what they make: controls, or lines with a separator."""
    possible = []
    for encoding in ("utf-16-le", "utf-16-be"):
        if _is_utf_16(data, encoding):
            possible.append(encoding)
    if not possible:
        raise UnreadableSpreadsheet(NO_TEXT)
    if len(possible) == 1:
        return _only(possible[0])
    return EncodingChoice(None, tuple(possible))


def _is_utf_16(data, encoding):
    if not _decodes(data, encoding):
        return False
    start = data[:_SAMPLE_SIZE].decode(encoding, "ignore")
    return not _CONTROL.search(start) and bool(re.search(r"[,;\t\n]", start))


def _legacy_choice(data, encodings):
    """Sure is only what both the library and the letters leave as the one text; all else is asked."""
    possible = [encoding for encoding in encodings if _decodes(data, encoding)]
    if not possible:
        raise UnreadableSpreadsheet(NO_TEXT)
    sample = distinct_lines(data)
    likely = _likely_encodings(sample, possible)
    texts = {encoding: sample.decode(encoding, "replace") for encoding in possible}
    plausible = []
    for encoding in possible:
        if is_plausible(texts[encoding], encoding):
            plausible.append(encoding)
    order = sorted(possible, key=lambda encoding: _rank(encoding, plausible, likely))
    is_sure = len({texts[encoding] for encoding in plausible}) == 1 and plausible[0] in likely
    if not is_sure:
        return EncodingChoice(None, tuple(_without_same_texts(order, texts)))
    return EncodingChoice(plausible[0], tuple(_without_same_texts([plausible[0], *order], texts)))


def _rank(encoding, plausible, likely):
    """Sorts what the letters speak for first, then what the library does."""
    return encoding not in plausible, [*likely, encoding].index(encoding)


def _without_same_texts(encodings, texts):
    seen = set()
    for encoding in encodings:
        if texts[encoding] not in seen:
            seen.add(texts[encoding])
            yield encoding


def distinct_lines(data):
    """The lines that are not all ASCII, each once, as far as a sample goes: only these tell encodings apart."""
    lines = dict.fromkeys(line for line in data.splitlines() if _NOT_ASCII.search(line))
    sample = []
    size = 0
    for line in lines:
        size += len(line)
        if sample and size > _SAMPLE_SIZE:
            break
        sample.append(line)
    return b"\n".join(sample)


def _likely_encodings(sample, possible):
    """Those of ``possible`` that the library takes for likely, the likeliest first, with those that make the same."""
    matches = charset_normalizer.from_bytes(sample, cp_isolation=possible, threshold=_MOST_CHAOS)
    found = []
    for match in matches:
        found += match.could_be_from_charset
    return [encoding for encoding in dict.fromkeys(found) if encoding in possible]
