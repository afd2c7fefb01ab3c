"""CSV: which characters and which separators a file has, and its rows one after the other."""

import codecs
import csv
import io
import re

from .tables import Row, Unreadable, table_of

_PIECE = 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAYS_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
WESTERN = "The file is not UTF-8 and was read as Windows-1252 (Western European): look at names with accents."


def csv_table(data):
    """The table in the bytes of a CSV file, decoded and read as it is gone through."""
    encoding = encoding_of(data)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    start = text.read(100_000)
    said = _SAYS_SEPARATOR.match(start)
    skipped = len(said[0]) if said else 0
    separator = said[1] if said else separator_in(start)
    text.seek(0)
    text.read(skipped)
    notes = [WESTERN] if encoding == "cp1252" else []
    return table_of(_rows(text, separator, 1 if said else 0), max(0, data.count(b"\n") - 1), notes)


def encoding_of(data):
    """By its mark, else by what its bytes can be. Raises ``Unreadable``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data, encoding)
    if b"\0" in data:
        raise Unreadable("This is no text, or UTF-16 without its mark: save it as “CSV UTF-8”.")
    return "utf-8" if _decodes(data, "utf-8") else _checked(data, "cp1252")


def _checked(data, encoding):
    if not _decodes(data, encoding):
        raise Unreadable("The characters of this file are in an encoding that is not known: save it as “CSV UTF-8”.")
    return encoding


def _decodes(data, encoding):
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(data[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_in(text):
    """What parts the headings: a semicolon, a tab or a comma."""
    bare = re.sub(r'"[^"]*"', "", text.lstrip("\r\n"))
    head = re.split(r"[\r\n]", bare.lstrip("\r\n"), maxsplit=1)[0]
    return max(",;\t", key=head.count)


def _rows(text, separator, before):
    reader = csv.reader(text, delimiter=separator, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Unreadable(f"Line {before + reader.line_num}: no CSV ({fault}).") from fault
        yield Row(line, tuple(cell.strip() for cell in cells))
