"""A spreadsheet to start from: every heading, and what each means. It has no example phone: none is made up."""

import csv
import io

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.styles.numbers import FORMAT_TEXT

from catalog.quantities.spreadsheet_formulas import escape_formula

from .columns.spreadsheet_columns import template_columns

EXPLANATION_HEADINGS = ("Heading", "What it is", "Unit", "Remarks", "Words it takes")
RULES = (
    ("A row is one phone", "Found by slug, else by brand and name, else by a model code. A new one is a draft."),
    ("An empty cell", "Changes nothing."),
    ("none", "Known to be none, where that can be."),
    ("unknown", "Takes the fact away: it is not known."),
    ("not published", "The source was read and does not say."),
    ("A list", "Is added to, unless you choose on the page of the trial that it is replaced."),
    ("Other cameras and displays", "Headings such as cameras[2].f_number and displays[2].refresh_hz."),
    ("Model codes", "A row may name one code and say for_whom it is and its bands; several rows, several codes."),
)  # fmt: skip


def csv_template():
    """The bytes of a CSV file with all headings."""
    out = io.StringIO()
    csv.writer(out).writerow(map(escape_formula, template_columns()))
    return out.getvalue().encode("utf-8-sig")


def xlsx_template():
    """The bytes of a workbook: a sheet to fill in, and one that explains it."""
    book = openpyxl.Workbook()
    _fill_phone_sheet(book.active)
    _fill_explanation_sheet(book.create_sheet("What the columns mean"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_phone_sheet(sheet):
    sheet.title = "Phones"
    sheet.freeze_panes = "A2"
    sheet.append(list(map(escape_formula, template_columns())))
    for cell, column in zip(sheet[1], template_columns().values(), strict=True):
        cell.font = Font(bold=True)
        cell.number_format = FORMAT_TEXT
        cell.comment = Comment(_heading_comment(column), "The desk")
        dimensions = sheet.column_dimensions[cell.column_letter]
        dimensions.width = max(12, len(column.key) + 2)
        dimensions.number_format = FORMAT_TEXT


def _fill_explanation_sheet(sheet):
    for row in _explanation_rows():
        sheet.append(list(map(escape_formula, row)))
    for letter, width in zip("ABCDE", (32, 32, 8, 80, 80), strict=True):
        sheet.column_dimensions[letter].width = width


def _heading_comment(column):
    return "\n".join(filter(None, [column.label, column.unit, column.help]))


def _explanation_rows():
    yield from RULES
    yield ()
    yield EXPLANATION_HEADINGS
    for column in template_columns().values():
        yield column.key, column.label, column.unit, column.help, ", ".join(vocabulary_values(column))


def vocabulary_values(column):
    """The vocabulary of a column; none where it has no such thing."""
    words = getattr(column.field, "words", None)
    if words:
        return words.values
    return [value for value, _ in getattr(column.field, "flatchoices", ())]
