"""CSV: which characters and which separators a file has, and its rows one after the other."""

import codecs
import csv
import io
import re

from .tables import TableRow, UnreadableSpreadsheet, build_table

_CHUNK_SIZE = 1_000_000
_SAMPLE_SIZE = 100_000
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
WINDOWS_1252_NOTE = "The file is not UTF-8 and was read as Windows-1252 (Western European): look at names with accents."


def csv_table(data):
    """The table in the bytes of a CSV file, decoded and read as it is gone through."""
    encoding = detect_encoding(data)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    start = text.read(_SAMPLE_SIZE)
    text.seek(0)
    separator_line = _SEPARATOR_LINE.match(start)
    if separator_line:
        separator = separator_line[1]
        text.read(len(separator_line[0]))
        lines_before = 1
    else:
        separator = detect_separator(start)
        lines_before = 0
    notes = [WINDOWS_1252_NOTE] if encoding == "cp1252" else []
    total = max(0, data.count(b"\n") - 1)
    return build_table(_csv_rows(text, separator, lines_before), total, notes)


def detect_encoding(data):
    """By its mark, else by what its bytes can be. Raises ``UnreadableSpreadsheet``."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _validated_encoding(data, encoding)
    if b"\0" in data:
        raise UnreadableSpreadsheet("This is no text, or UTF-16 without its mark: save it as “CSV UTF-8”.")
    if _decodes(data, "utf-8"):
        return "utf-8"
    return _validated_encoding(data, "cp1252")


def _validated_encoding(data, encoding):
    if not _decodes(data, encoding):
        raise UnreadableSpreadsheet(
            "The characters of this file are in an encoding that is not known: save it as “CSV UTF-8”."
        )
    return encoding


def _decodes(data, encoding):
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK_SIZE):
            decoder.decode(data[start : start + _CHUNK_SIZE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def detect_separator(text):
    """What parts the headings: a semicolon, a tab or a comma."""
    bare = re.sub(r'"[^"]*"', "", text.lstrip("\r\n"))
    head = re.split(r"[\r\n]", bare.lstrip("\r\n"), maxsplit=1)[0]
    return max(",;\t", key=head.count)


def _csv_rows(text, separator, lines_before):
    reader = csv.reader(text, delimiter=separator, strict=True)
    while True:
        line = lines_before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableSpreadsheet(f"Line {lines_before + reader.line_num}: no CSV ({fault}).") from fault
        yield TableRow(line, tuple(cell.strip() for cell in cells))
