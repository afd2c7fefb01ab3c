"""Spreadsheets for tests: real files, and what becomes of them."""

import csv
import io

import openpyxl

from catalog.history.recorder import EditRecorder
from catalog.importers.spreadsheets.columns.headings import match_headings
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.spreadsheet_import import import_spreadsheet
from catalog.importers.spreadsheets.spreadsheet_options import SpreadsheetOptions
from catalog.models.vocabulary import Act


def csv_of(*rows, encoding="utf-8", separator=","):
    """The bytes of a CSV file; the first row holds the headings."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(*rows, sheets=()):
    """The bytes of a workbook with one sheet of these rows, and empty ones after it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title in sheets:
        book.create_sheet(title)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(data, why="Test", said=None, dry_run=False, reading=None, **options):
    """(result, outcomes of its rows) of a file that is brought in, or only tried; ``options`` of the import."""
    rows, table = [], read_table(data, reading)
    headings = match_headings(table.headings, said)
    assert not headings.unknown, headings.unknown
    assert not headings.faults, headings.faults
    recording = EditRecorder(Act.IMPORTED, why=why)
    options = SpreadsheetOptions(**options)
    result = import_spreadsheet(table, headings, options, recording=recording, dry_run=dry_run, tell=rows.append)
    return result, rows


def cells(rows):
    """“line letter: state[: words]” of each cell that does anything."""
    return [
        f"{row.line} {cell.letter}: {cell.state}{': ' if cell.why else ''}{cell.why}"
        for row in rows
        for cell in row.cells
        if cell.state != "unchanged"
    ]


def refusals(rows):
    return [words for words in cells(rows) if ": refused" in words]
