"""The euro's reference rates as the European Central Bank publishes them, into the catalogue.

Taken are its CSV files (eurofxref-hist.csv: a row a day, a column a currency), the ZIP files that hold them, and its
XML files (daily, 90 days, history). A file is taken whole or not at all.
"""

import csv
import io
import re
import zipfile
import zlib
from datetime import date, datetime
from xml.parsers import expat

from catalog.models import ExchangeRate, Stamp

MAX_FILE_BYTES = 50_000_000
"""Bytes of a file, and of what a ZIP file holds."""
BULK = 5000
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, NotImplementedError, OSError, EOFError)
_CURRENCY_CODE = re.compile("[A-Z]{3}")
_HIGHEST_RATE = 10_000_000
_DATE_FORMATS = ("%Y-%m-%d", "%d %B %Y")


class InvalidRates(ValueError):
    """Why a file cannot be taken, with its line."""


def parse_rates(data):
    """{(day, currency): units for one euro} of a published file's bytes; ``InvalidRates`` with line and reason."""
    if len(data) > MAX_FILE_BYTES:
        raise InvalidRates("the file is too large")
    if data[:2] == b"PK":
        data = _unzip(data)
    begins_as_xml = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    rates = _parse_xml(data) if begins_as_xml else _parse_csv(data)
    if not rates:
        raise InvalidRates("there are no rates in it")
    return rates


def _unzip(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            (inner,) = [one for one in packed.infolist() if one.filename.lower().endswith((".csv", ".xml"))]
            if inner.file_size > MAX_FILE_BYTES:
                return b""
            return packed.read(inner)
    except _ZIP_ERRORS as fault:
        raise InvalidRates("no ZIP file with one CSV or XML in it") from fault


def _parse_csv(data):
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), skipinitialspace=True)
        heads = [head.strip() for head in next(lines, [])]
        if not heads or heads[0] != "Date":
            raise InvalidRates("line 1: the first column is not “Date”")
        rates = {}
        for row in filter(None, lines):
            rates.update(_parse_csv_row(row, heads, lines.line_num))
        return rates
    except (UnicodeDecodeError, csv.Error) as fault:
        raise InvalidRates(f"this is not a CSV file: {fault}") from fault


def _parse_csv_row(row, heads, line):
    """((day, currency), rate) for each currency that had one on that day."""
    day = _parse_day(row[0], line)
    for head, text in zip(heads[1:], row[1:], strict=False):
        if head and text.strip() not in ("", "N/A"):
            yield (day, _parse_currency_code(head, line)), _parse_rate(text, line)


def _parse_xml(data):
    """By expat alone. Documents with a DTD are refused, so nothing in them can grow or fetch anything."""
    parser = expat.ParserCreate()
    rates = {}
    days = []

    def start(name, attributes):
        line = parser.CurrentLineNumber
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in attributes:
            days.append(_parse_day(attributes["time"], line))
        if "currency" not in attributes:
            return
        if not days:
            raise InvalidRates(f"line {line}: a rate without a day")
        currency = _parse_currency_code(attributes["currency"], line)
        rates[days[-1], currency] = _parse_rate(attributes.get("rate", ""), line)

    def refuse(*_):
        raise InvalidRates(f"line {parser.CurrentLineNumber}: a document type is not taken")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise InvalidRates(f"line {fault.lineno}: this is not an XML file of rates") from fault
    return rates


def _parse_day(text, line):
    for form in _DATE_FORMATS:
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day, and no moment
        except ValueError:
            continue
        if date(1999, 1, 1) <= day <= date(2100, 1, 1):
            return day
    raise InvalidRates(f"line {line}: “{text[:30]}” is not a day since the euro began")


def _parse_currency_code(text, line):
    if not _CURRENCY_CODE.fullmatch(text):
        raise InvalidRates(f"line {line}: “{text[:30]}” is not a currency")
    return text


def _parse_rate(text, line):
    try:
        rate = float(text)
    except ValueError:
        rate = 0
    if not 0 < rate < _HIGHEST_RATE:  # false for NaN too
        raise InvalidRates(f"line {line}: “{text[:30]}” is not a rate")
    return rate


def store_rates(rates):
    """Store them; how many are new or different. Call it inside a transaction."""
    stored = ExchangeRate.objects.values_list("day", "currency", "per_euro")
    known = {(day, currency): rate for day, currency, rate in stored}
    rows = []
    for (day, currency), rate in rates.items():
        if known.get((day, currency)) != rate:
            rows.append(ExchangeRate(day=day, currency=currency, per_euro=rate))
    keys = {"unique_fields": ["currency", "day"], "update_fields": ["per_euro"]}
    ExchangeRate.objects.bulk_create(rows, BULK, update_conflicts=True, **keys)
    if rows:
        Stamp.expire_caches()
    return len(rows)
