"""A spreadsheet of either sort, told apart by what is in it and not by its name."""

from .csv_files import csv_table
from .tables import LARGEST_FILE, UnreadableSpreadsheet
from .xlsx_files import xlsx_table

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_table(data):
    """The ``Table`` in the bytes of a file; raises ``UnreadableSpreadsheet``, perhaps only while its rows are read."""
    if len(data) > LARGEST_FILE:
        raise UnreadableSpreadsheet(f"The file is larger than {LARGEST_FILE // 1_000_000} MB: bring it in in parts.")
    if data.startswith(_OLD_OFFICE):
        raise UnreadableSpreadsheet("This is an old .xls file, or one with a password: save it as XLSX or CSV.")
    if data.startswith(b"%PDF"):
        raise UnreadableSpreadsheet("This is a PDF: a spreadsheet is XLSX or CSV.")
    if data.startswith(b"PK"):
        return xlsx_table(data)
    return csv_table(data)
