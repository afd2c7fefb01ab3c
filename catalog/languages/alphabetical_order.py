"""By alphabet, in the language of the page: German “Ä” as “A”, Japanese by its reading."""

import unicodedata

from .japanese_readings import japanese_reading
from .language_links import page_language

DIGITS = "0–9"
OTHERS = "他"
"""Of Japanese words whose reading is not known."""
_OPENING_MARKS = "“„‚‘「『（("
_KANA_ROWS = (
    "あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "やゆよ",
    "らりるれろ", "わゐゑをん",
)  # fmt: skip
_ROW_OF_KANA = {kana: row[0] for row in _KANA_ROWS for kana in row}
_FIRST_HAN = "㐀"


def alphabetical_key(text):
    """What texts are sorted by: without marks on letters, and what opens a quotation."""
    text = text.casefold().lstrip(_OPENING_MARKS)
    if page_language() == "ja":
        text = japanese_reading(text)
    return "".join(filter(_is_no_mark, unicodedata.normalize("NFKD", text)))


def _is_no_mark(letter):
    return not unicodedata.combining(letter)


def index_letter(text):
    """“A”; ``DIGITS`` for what begins with one; of kana the first of its row, “か” for “ガラス”; or ``OTHERS``."""
    first = alphabetical_key(text)[0]
    if first.isdigit():
        return DIGITS
    if first >= _FIRST_HAN:
        return OTHERS
    return _ROW_OF_KANA.get(first, first.upper())
