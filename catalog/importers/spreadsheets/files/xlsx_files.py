"""XLSX: the first sheet of a workbook, row by row, as the texts that it shows."""

import io
import re
import zipfile
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import starmap, zip_longest
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from .date_formats import shown_date
from .number_formats import shown_number
from .tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    DateText,
    NumberText,
    RawSheet,
    TableRow,
    UnreadableSpreadsheet,
    without_trailing_cells,
)

LARGEST_UNPACKED = 300_000_000
LARGEST_SHARED_STRINGS = 60_000_000
MOST_PARTS = 5000
MOST_ROW_ELEMENTS = 100_000
"""Rows, empty ones among them."""
MOST_CELLS = 2_000_000
_CHUNK_SIZE = 1_000_000
_CHUNK_OVERLAP = 40
_NO_WORKBOOK = "This is not an XLSX workbook: save it as XLSX or CSV."
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
    "hidden": re.compile(rb'\bhidden="(?:1|true)"'),
}
_MERGED_RANGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]{0,40}?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_OPENING_TAG = re.compile(rb"<(?:\w+:)?(row|c|mergeCell)[ />]")
UNCALCULATED = "#UNCOUNTED!"
"""Stands for a formula whose result the file does not hold."""


def xlsx_sheet(data):
    """The ``RawSheet`` of a workbook's first visible sheet. Formulas give the value that the file holds for them."""
    with _translated_errors():
        _check_size(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise UnreadableSpreadsheet("The workbook has no sheet to read.")
    sheet, *others = visible
    features, merged = _sheet_features(data, sheet._worksheet_path)
    formulas = None
    if "formulas" in features:
        formulas = _formula_sheet(data, sheet.title)
    notes = list(_sheet_notes(sheet, others, features))
    return RawSheet(_xlsx_rows(sheet, formulas), _row_count(sheet), notes, merged=tuple(sorted(merged)))


def _row_count(sheet):
    """How many rows follow the headings, as the file says; None where it does not, or what cannot be."""
    if not sheet.max_row or sheet.max_row > MOST_ROWS:
        return None
    return sheet.max_row - 1


@contextmanager
def _translated_errors():
    """Turn every error that the library raises for a broken file into one sentence."""
    try:
        yield
    except UnreadableSpreadsheet:
        raise
    except _LIBRARY_ERRORS as fault:
        raise UnreadableSpreadsheet(_NO_WORKBOOK) from fault


def _check_size(data):
    """Refuse files that are small only as long as they are packed."""
    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    unpacked = sum(part.file_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    is_too_large = unpacked > LARGEST_UNPACKED or strings > LARGEST_SHARED_STRINGS
    if is_too_large or len(parts) > MOST_PARTS:
        raise UnreadableSpreadsheet("The workbook is too large once it is unpacked: split it, or import it as CSV.")


def _sheet_features(data, path):
    """(the ``_FEATURE_PATTERNS`` that the sheet has, its merged ranges): reading it row by row does not show them."""
    features = set()
    merged = set()
    counts = Counter()
    end = b""
    with _translated_errors(), zipfile.ZipFile(io.BytesIO(data)).open(path.lstrip("/")) as file:
        while chunk := file.read(_CHUNK_SIZE):
            counts.update(_OPENING_TAG.findall(chunk))
            _check_counts(counts)
            for feature, pattern in _FEATURE_PATTERNS.items():
                if pattern.search(end + chunk):
                    features.add(feature)
            merged.update(map(_merged_range, _MERGED_RANGE.findall(end + chunk)))
            end = chunk[-_CHUNK_OVERLAP:]
    return features, merged


def _check_counts(counts):
    """Refuse what takes long to read though it has little to say. A tag that is cut by the end of a chunk is not
    counted, which does not matter here."""
    if counts[b"row"] > MOST_ROW_ELEMENTS:
        raise UnreadableSpreadsheet(
            f"The sheet has more than {MOST_ROW_ELEMENTS:,} rows, empty ones among them: delete these, or split it."
        )
    if counts[b"c"] > MOST_CELLS or counts[b"mergeCell"] > MOST_ROW_ELEMENTS:
        raise UnreadableSpreadsheet(f"The sheet has more than {MOST_CELLS:,} cells: split it, or import it as CSV.")


def _merged_range(reference):
    """(first line, first column, last line, last column) of “B1:D2”."""
    first_column, first_line, last_column, last_line = range_boundaries(reference.decode())
    return first_line, first_column, last_line, last_column


def _formula_sheet(data, title):
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)[title]


def _sheet_notes(sheet, others, features):
    if others:
        titles = ", ".join(f"“{other.title}”" for other in others)
        yield f"Only the first sheet, “{sheet.title}”, was read; not {titles}."
    if "hidden" in features:
        yield "Hidden rows and columns were read like the others."


def _xlsx_rows(sheet, formulas):
    with _translated_errors():
        for line, texts in enumerate(_row_texts(sheet, formulas), 1):
            yield TableRow(line, without_trailing_cells(texts))


def _row_texts(sheet, formulas):
    rows = _sheet_cells(sheet)
    if formulas is None:
        for cells in rows:
            yield tuple(map(cell_text, cells))
        return
    for cells, written in zip_longest(rows, _sheet_cells(formulas), fillvalue=()):
        yield tuple(starmap(_calculated_text, zip_longest(cells, written)))


def _sheet_cells(sheet):
    """What the file says of its own size is not believed. Of a row that is too wide, one cell more than may be is
    read."""
    sheet.reset_dimensions()
    return (cells[: MOST_COLUMNS + 1] for cells in sheet.iter_rows())


def _calculated_text(cell, written):
    formula = written and written.value
    has_no_result = cell is None or cell.value is None
    if has_no_result and isinstance(formula, str) and formula.startswith("="):
        return UNCALCULATED
    return cell_text(cell)


def cell_text(cell):
    """What a cell shows, as one would type it; ``NumberText`` and ``DateText`` of what the file holds as such."""
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return NumberText(shown_number(value, cell.number_format))
    if isinstance(value, datetime):
        return DateText(shown_date(value, cell.number_format))
    if isinstance(value, (date, time)):
        return DateText(value.isoformat())
    return str(value).strip()
