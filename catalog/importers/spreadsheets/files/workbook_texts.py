"""``python -m``: a workbook on standard input, its first sheet as lines of JSON on standard output.

The first line is ``{"fault": …}`` or the sheet without its rows; each other one a row, ``[line, [texts]]``, where a
text that the file holds as a number or a date is ``["n", text]`` or ``["d", text]``.
"""

import json
import sys

from catalog.processes.limited_process import TooMuchWork, limited_output

from .tables import DateText, NumberText, RawSheet, TableRow, UnreadableSpreadsheet
from .xlsx_files import xlsx_sheet

MODULE = "catalog.importers.spreadsheets.files.workbook_texts"
_KINDS = {"n": NumberText, "d": DateText}
_SIGNS = {NumberText: "n", DateText: "d"}


def workbook_sheet(data):
    """The ``RawSheet`` of a workbook, which another process has read. Raises ``UnreadableSpreadsheet``."""
    try:
        output = limited_output(MODULE, data)
    except TooMuchWork as fault:
        raise UnreadableSpreadsheet(f"{fault} Split it, or import it as CSV.") from fault
    first, *rows = output.decode().rstrip("\n").split("\n")
    head = json.loads(first)
    if "fault" in head:
        raise UnreadableSpreadsheet(head["fault"])
    merged = tuple(map(tuple, head["merged"]))
    return RawSheet(_rows(rows), head["total"], head["notes"], merged=merged)


def _rows(lines):
    for written in lines:
        line, texts = json.loads(written)
        if line is None:
            raise UnreadableSpreadsheet(texts)
        yield TableRow(line, tuple(map(_text, texts)))


def _text(written):
    if isinstance(written, str):
        return written
    kind, text = written
    return _KINDS[kind](text)


def _written(text):
    sign = _SIGNS.get(type(text))
    return [sign, text] if sign else text


def written_sheet(data):
    """The other side of ``workbook_sheet``. A fault that shows only in a row stands in place of that row."""
    return "".join(f"{_json(part)}\n" for part in _sheet_parts(data)).encode()


def _sheet_parts(data):
    try:
        sheet = xlsx_sheet(data)
    except UnreadableSpreadsheet as fault:
        yield {"fault": str(fault)}
        return
    yield {"total": sheet.total, "notes": sheet.notes, "merged": sheet.merged}
    try:
        for row in sheet.rows:
            yield [row.line, list(map(_written, row.texts))]
    except UnreadableSpreadsheet as fault:
        yield [None, str(fault)]


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    sys.stdout.buffer.write(written_sheet(sys.stdin.buffer.read()))
