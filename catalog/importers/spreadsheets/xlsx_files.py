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

from .tables import MOST_COLUMNS, MOST_ROWS, TableRow, UnreadableSpreadsheet, build_table

LARGEST_UNPACKED = 300_000_000
LARGEST_SHARED_STRINGS = 60_000_000
_CHUNK_SIZE = 1_000_000
_CHUNK_OVERLAP = 40
_NO_WORKBOOK = "This is no XLSX workbook: save it as XLSX or CSV."
_LIBRARY_ERRORS = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    OSError,
    TypeError,
    IndexError,
)
_FEATURE_PATTERNS = {
    "formulas": re.compile(rb"<(?:\w+:)?f[ >/]"),
    "merged": re.compile(rb"<(?:\w+:)?mergeCell[ >]"),
    "hidden": re.compile(rb'\bhidden="(?:1|true)"'),
}
UNCALCULATED = "#UNCOUNTED!"
"""Stands for a formula whose result the file does not hold."""


def xlsx_table(data):
    """The table on the first visible sheet of a workbook. Formulas give the value that the file holds for them."""
    with _translated_errors():
        _check_size(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet, *others = [one for one in book.worksheets if one.sheet_state == "visible"] or [None]
    if sheet is None:
        raise UnreadableSpreadsheet("The workbook has no sheet to read.")
    marks = _sheet_features(data, sheet._worksheet_path)
    formulas = _formula_sheet(data, sheet.title) if "formulas" in marks else None
    total = sheet.max_row - 1 if sheet.max_row and sheet.max_row <= MOST_ROWS else None
    return build_table(_xlsx_rows(sheet, formulas), total, _sheet_notes(sheet, others, marks))


@contextmanager
def _translated_errors():
    """Whatever a mangled file does to the library is said in one sentence."""
    try:
        yield
    except UnreadableSpreadsheet:
        raise
    except _LIBRARY_ERRORS as fault:
        raise UnreadableSpreadsheet(_NO_WORKBOOK) from fault


def _check_size(data):
    """Against files that are small only as long as they are packed."""
    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    words = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or words > LARGEST_SHARED_STRINGS or len(parts) > 5000:
        raise UnreadableSpreadsheet("The workbook is too large once it is unpacked: bring it in in parts, or as CSV.")


def _sheet_features(data, path):
    """What stands in the sheet that reading it row by row does not show."""
    found, end = set(), b""
    with _translated_errors(), zipfile.ZipFile(io.BytesIO(data)).open(path.lstrip("/")) as text:
        while piece := text.read(_CHUNK_SIZE):
            found |= {mark for mark, form in _FEATURE_PATTERNS.items() if form.search(end + piece)}
            end = piece[-_CHUNK_OVERLAP:]
    return found


def _formula_sheet(data, title):
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)[title]


def _sheet_notes(sheet, others, marks):
    if others:
        yield f"Only the first sheet, “{sheet.title}”, was read; not {', '.join(f'“{one.title}”' for one in others)}."
    if "merged" in marks:
        yield "There are merged cells: the value counts for the first of them only."
    if "hidden" in marks:
        yield "Hidden rows and columns were read like the others."


def _xlsx_rows(sheet, formulas):
    with _translated_errors():
        yield from (
            TableRow(line, _without_trailing_cells(texts)) for line, texts in enumerate(_row_texts(sheet, formulas), 1)
        )


def _without_trailing_cells(texts):
    """Without the empty cells that every row is filled up with."""
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]


def _row_texts(sheet, formulas):
    values = _sheet_values(sheet)
    if formulas is None:
        yield from (tuple(map(cell_text, row)) for row in values)
        return
    for row, written in zip_longest(values, _sheet_values(formulas), fillvalue=()):
        yield tuple(_calculated_text(*pair) for pair in zip_longest(row, written))


def _sheet_values(sheet):
    """What the file says of its own size is not believed."""
    sheet.reset_dimensions()
    return sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)


def _calculated_text(value, written):
    if value is None and isinstance(written, str) and written.startswith("="):
        return UNCALCULATED
    return cell_text(value)


def cell_text(value):
    """A cell as one would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else _stripped_text(value)


def _stripped_text(value):
    return value.isoformat() if isinstance(value, (date, time)) else str(value).strip()
