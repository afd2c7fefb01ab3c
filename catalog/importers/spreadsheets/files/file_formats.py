"""A spreadsheet of either sort, told apart by what is in it and not by its name."""

from itertools import islice

from ..columns.heading_rows import build_table
from .csv_files import csv_sheet
from .tables import LARGEST_FILE, FileReading, UnreadableSpreadsheet, is_filled
from .workbook_texts import workbook_sheet

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_table(data, reading=None):
    """The ``Table`` in the bytes of a file; raises ``UnreadableSpreadsheet``, perhaps only while its rows are read.

    ``reading`` (a ``FileReading``) is how somebody says it is to be read; ``UnclearReading`` where somebody has to.
    """
    reading = reading or FileReading()
    return build_table(raw_sheet(data, reading.encoding), reading.heading_line)


def first_rows(data, encoding, number):
    """The first ``number`` rows of a file that are not empty."""
    return list(islice(filter(is_filled, raw_sheet(data, encoding).rows), number))


def raw_sheet(data, encoding):
    """The ``RawSheet`` in the bytes of a file."""
    if len(data) > LARGEST_FILE:
        raise UnreadableSpreadsheet(
            f"The file is larger than {LARGEST_FILE // 1_000_000} MB: split it and import the parts."
        )
    if data.startswith(_OLD_OFFICE):
        raise UnreadableSpreadsheet("This is an old .xls file, or one with a password: save it as XLSX or CSV.")
    if data.startswith(b"%PDF"):
        raise UnreadableSpreadsheet("This is a PDF: a spreadsheet is XLSX or CSV.")
    if is_workbook(data):
        return workbook_sheet(data)
    return csv_sheet(data, encoding)


def is_workbook(data):
    return data.startswith(b"PK")
