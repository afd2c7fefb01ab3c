"""XLSX: the first sheet of a workbook, row by row, as the texts that it shows."""

import io
import re
import zipfile
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import zip_longest
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from .tables import MOST_COLUMNS, MOST_ROWS, Row, Unreadable, table_of

LARGEST_UNPACKED = 300_000_000
LARGEST_WORDS = 60_000_000
_PIECE = 1_000_000
_OVERLAP = 40
_NO_WORKBOOK = "This is no XLSX workbook: save it as XLSX or CSV."
_FAULTS = (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, TypeError, IndexError)
_MARKS = {
    "formulas": re.compile(rb"<(?:\w+:)?f[ >/]"),
    "merged": re.compile(rb"<(?:\w+:)?mergeCell[ >]"),
    "hidden": re.compile(rb'\bhidden="(?:1|true)"'),
}
UNCOUNTED = "#UNCOUNTED!"
"""Stands for a formula whose result the file does not hold."""


def xlsx_table(data):
    """The table on the first visible sheet of a workbook. Formulas give the value that the file holds for them."""
    with _explained():
        _check_size(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet, *others = [one for one in book.worksheets if one.sheet_state == "visible"] or [None]
    if sheet is None:
        raise Unreadable("The workbook has no sheet to read.")
    marks = _marks_in(data, sheet._worksheet_path)
    formulas = _formulas_of(data, sheet.title) if "formulas" in marks else None
    total = sheet.max_row - 1 if sheet.max_row and sheet.max_row <= MOST_ROWS else None
    return table_of(_rows(sheet, formulas), total, _notes(sheet, others, marks))


@contextmanager
def _explained():
    """Whatever a mangled file does to the library is said in one sentence."""
    try:
        yield
    except Unreadable:
        raise
    except _FAULTS as fault:
        raise Unreadable(_NO_WORKBOOK) from fault


def _check_size(data):
    """Against files that are small only as long as they are packed."""
    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    words = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or words > LARGEST_WORDS or len(parts) > 5000:
        raise Unreadable("The workbook is too large once it is unpacked: bring it in in parts, or as CSV.")


def _marks_in(data, path):
    """What stands in the sheet that reading it row by row does not show."""
    found, end = set(), b""
    with _explained(), zipfile.ZipFile(io.BytesIO(data)).open(path.lstrip("/")) as text:
        while piece := text.read(_PIECE):
            found |= {mark for mark, form in _MARKS.items() if form.search(end + piece)}
            end = piece[-_OVERLAP:]
    return found


def _formulas_of(data, title):
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)[title]


def _notes(sheet, others, marks):
    if others:
        yield f"Only the first sheet, “{sheet.title}”, was read; not {', '.join(f'“{one.title}”' for one in others)}."
    if "merged" in marks:
        yield "There are merged cells: the value counts for the first of them only."
    if "hidden" in marks:
        yield "Hidden rows and columns were read like the others."


def _rows(sheet, formulas):
    with _explained():
        yield from (Row(line, _without_end(texts)) for line, texts in enumerate(_texts(sheet, formulas), 1))


def _without_end(texts):
    """Without the empty cells that every row is filled up with."""
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]


def _texts(sheet, formulas):
    values = _values_of(sheet)
    if formulas is None:
        yield from (tuple(map(text_of, row)) for row in values)
        return
    for row, written in zip_longest(values, _values_of(formulas), fillvalue=()):
        yield tuple(_result(*pair) for pair in zip_longest(row, written))


def _values_of(sheet):
    """What the file says of its own size is not believed."""
    sheet.reset_dimensions()
    return sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)


def _result(value, written):
    if value is None and isinstance(written, str) and written.startswith("="):
        return UNCOUNTED
    return text_of(value)


def text_of(value):
    """A cell as one would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else _plain(value)


def _plain(value):
    return value.isoformat() if isinstance(value, (date, time)) else str(value).strip()
