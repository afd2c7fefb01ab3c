"""CSV: which characters and which separators a file has, and its rows one after the other."""

import csv
import io
import re

from .tables import MOST_COLUMNS, MOST_ROWS, RawSheet, TableRow, UnclearReading, UnreadableSpreadsheet
from .text_encodings import ENCODINGS, distinct_lines, find_encoding, validated_encoding

MOST_LINES = 4 * MOST_ROWS
"""With the empty ones."""
_SAMPLE_SIZE = 100_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\0-\x7f]")
_MOST_SAMPLES = 4
_SAMPLE_LENGTH = 100
_BEFORE_SIGN = 30


def csv_sheet(data, encoding=None):
    """The ``RawSheet`` in the bytes of a CSV file, decoded and read as it is gone through.

    ``encoding`` is what somebody says; ``UnclearReading`` where nobody does and it does not show.
    """
    if encoding:
        validated_encoding(data, encoding)
    else:
        encoding = sure_encoding(data)
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
    total = max(0, data.count(b"\n") - 1)
    rows = _csv_rows(text, separator, lines_before)
    return RawSheet(rows, total, [f"Read as {ENCODINGS[encoding]}."], telling_lines(data, encoding))


def sure_encoding(data):
    """The encoding that shows by itself; ``UnclearReading`` where somebody has to say it."""
    choice = find_encoding(data)
    if choice.encoding:
        return choice.encoding
    names = " or ".join(ENCODINGS[encoding] for encoding in choice.possible)
    raise UnclearReading(f"It does not show in which encoding the characters of this file are. It may be {names}.")


def telling_lines(data, encoding):
    """The first lines that have more than ASCII in them, cut to what is around that; none where all is ASCII."""
    text = _lines_to_show(data, encoding)
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        found = _NOT_ASCII.search(line)
        if found:
            lines.append(_cut_around(line, found.start()))
        if len(lines) == _MOST_SAMPLES:
            break
    return lines


def _lines_to_show(data, encoding):
    """The text of all lines that matter; in UTF-16 and ISO-2022-JP their bytes do not tell."""
    if encoding.startswith(("utf-16", "iso2022")):
        return data.decode(encoding)
    return distinct_lines(data).decode(encoding, "replace")


def _cut_around(line, place):
    """The line, or what of it is around a place, with an ellipsis where it was cut."""
    if len(line) <= _SAMPLE_LENGTH:
        return line.strip()
    start = max(0, place - _BEFORE_SIGN)
    cut = line[start : start + _SAMPLE_LENGTH].strip()
    return f"…{cut}…" if start else f"{cut}…"


def detect_separator(text):
    """What parts the headings: a semicolon, a tab or a comma."""
    bare = re.sub(r'"[^"]*"', "", text.lstrip("\r\n"))
    head = re.split(r"[\r\n]", bare.lstrip("\r\n"), maxsplit=1)[0]
    return max(",;\t", key=head.count)


def _csv_rows(text, separator, lines_before):
    reader = csv.reader(text, delimiter=separator, strict=True)
    for _ in range(MOST_LINES):
        line = lines_before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableSpreadsheet(f"Line {lines_before + reader.line_num}: no CSV ({fault}).") from fault
        yield TableRow(line, tuple(cell.strip() for cell in cells[: MOST_COLUMNS + 1]))
    raise UnreadableSpreadsheet(f"The spreadsheet has more than {MOST_LINES:,} rows, with the empty ones: split it.")
