"""What the European Central Bank published, read off the package's file whole: a second opinion on every conversion."""

import csv
import io
import zipfile
from datetime import date, timedelta
from functools import cache

from currency_converter import CURRENCY_FILE


@cache
def history():
    """{day: {currency: text}}, by columns, as the site does not read it."""
    with zipfile.ZipFile(CURRENCY_FILE) as file:
        (name,) = file.namelist()
        rows = csv.DictReader(io.StringIO(file.read(name).decode()))
        return {row.pop("Date"): row | {"EUR": "1"} for row in rows}


def bank_conversion(amount, source, target, day):
    """(amount in ``target``, day of the rate) for a day since 1999; None where the bank has no rate for it."""
    if source == target:
        return amount, day
    for age in range(8):
        rates = history().get(str(day - timedelta(days=age)))
        if rates:
            break
    else:
        return None
    texts = rates.get(source, "N/A"), rates.get(target, "N/A")
    if "N/A" in texts:
        return None
    return amount / float(texts[0]) * float(texts[1]), date.fromisoformat(str(day - timedelta(days=age)))
