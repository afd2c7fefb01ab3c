"""The euro's reference rates as the European Central Bank publishes them, into the catalogue.

Taken are its CSV files (eurofxref-hist.csv: a row a day, a column a currency), the ZIP files that hold them, and its
XML files (daily, 90 days, history). A file is taken whole or not at all.
"""

import csv
import io
import zipfile
import zlib
from datetime import date, datetime
from math import isfinite
from xml.parsers import expat

from catalog.models import ExchangeRate

MAX_FILE_BYTES = 50_000_000
"""Bytes of a file, and of what a ZIP file holds."""
BULK = 5000
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, NotImplementedError, OSError, EOFError)
_DATE_FORMATS = ("%Y-%m-%d", "%d %B %Y")


class InvalidRates(ValueError):
    """Why a file cannot be taken, with its line."""


def parse_rates(data):
    """{(day, currency): units for one euro} of a published file's bytes; ``InvalidRates`` with line and reason."""
    if len(data) > MAX_FILE_BYTES:
        raise InvalidRates("the file is too large")
    if data[:2] == b"PK":
        data = _unzip(data)
    found = _parse_xml(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" else _parse_csv(data)
    if not found:
        raise InvalidRates("there are no rates in it")
    return found


def _unzip(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            (inner,) = [one for one in packed.infolist() if one.filename.lower().endswith((".csv", ".xml"))]
            return packed.read(inner) if inner.file_size <= MAX_FILE_BYTES else b""
    except _ZIP_ERRORS as fault:
        raise InvalidRates("no ZIP file with one CSV or XML in it") from fault


def _parse_csv(data):
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), skipinitialspace=True)
        heads = [head.strip() for head in next(lines, [])]
        if not heads or heads[0] != "Date":
            raise InvalidRates("line 1: the first column is not “Date”")
        return {pair: rate for row in lines if row for pair, rate in _parse_csv_row(row, heads, lines.line_num)}
    except (UnicodeDecodeError, csv.Error) as fault:
        raise InvalidRates(f"this is no CSV file: {fault}") from fault


def _parse_csv_row(row, heads, line):
    """((day, currency), rate) for each currency that had one on that day."""
    day = _parse_day(row[0], line)
    for head, text in zip(heads[1:], row[1:], strict=False):
        if head and text.strip() not in ("", "N/A"):
            yield (day, _parse_currency_code(head, line)), _parse_rate(text, line)


def _parse_xml(data):
    """By expat alone. Documents with a DTD are refused, so nothing in them can grow or fetch anything."""
    parser, found, days = expat.ParserCreate(), {}, []

    def start(name, attributes):
        line = parser.CurrentLineNumber
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in attributes:
            days.append(_parse_day(attributes["time"], line))
        if "currency" in attributes:
            if not days:
                raise InvalidRates(f"line {line}: a rate without a day")
            found[days[-1], _parse_currency_code(attributes["currency"], line)] = _parse_rate(
                attributes.get("rate", ""), line
            )

    def refuse(*_):
        raise InvalidRates(f"line {parser.CurrentLineNumber}: a document type is not taken")

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise InvalidRates(f"line {fault.lineno}: this is no XML file of rates") from fault
    return found


def _parse_day(text, line):
    for form in _DATE_FORMATS:
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day, and no moment
        except ValueError:
            continue
        if date(1999, 1, 1) <= day <= date(2100, 1, 1):
            return day
    raise InvalidRates(f"line {line}: “{text[:30]}” is no day since the euro began")


def _parse_currency_code(text, line):
    if len(text) == 3 and text.isascii() and text.isupper() and text.isalpha():
        return text
    raise InvalidRates(f"line {line}: “{text[:30]}” is no currency")


def _parse_rate(text, line):
    try:
        rate = float(text)
    except ValueError:
        rate = 0
    if not (isfinite(rate) and 0 < rate < 10_000_000):
        raise InvalidRates(f"line {line}: “{text[:30]}” is no rate")
    return rate


def store_rates(rates):
    """Store them; how many are new or different. Call it inside a transaction."""
    stored = ExchangeRate.objects.values_list("day", "currency", "per_euro")
    known = {(day, currency): rate for day, currency, rate in stored}
    rows = [
        ExchangeRate(day=day, currency=currency, per_euro=rate)
        for (day, currency), rate in rates.items()
        if known.get((day, currency)) != rate
    ]
    keys = {"unique_fields": ["currency", "day"], "update_fields": ["per_euro"]}
    ExchangeRate.objects.bulk_create(rows, BULK, update_conflicts=True, **keys)
    return len(rows)
