"""Dates of workbooks as exact as their format shows them."""

import re
from datetime import time

from .number_formats import format_sections

_TIME_OF_DAY = re.compile(r"h+[^dyh]*?m+|m+(?=[^dyhm]*s)")
_DAY_OF_MONTH = re.compile(r"(?<!d)d{1,2}(?!d)")


def shown_date(moment, code):
    """``mmm-yy`` of 1 May 2022 → “2022-05”; a day without a year (``d-mmm``) → “1 May”, which is no date.

    A time of day is shown only where the format shows it. A format without any part of a date shows all of it.
    """
    letters = format_sections(code)[0].letters.replace("am/pm", "")
    shows_time = "h" in letters or "s" in letters
    parts = _TIME_OF_DAY.sub("", letters)
    if not re.search("[ymde]", parts) or (shows_time and moment.time() != time()):
        return full_date(moment)
    return _date_of_parts(moment, parts)


def _date_of_parts(moment, parts):
    shows_year = "y" in parts or "e" in parts
    shows_month = "m" in parts
    shows_day = bool(_DAY_OF_MONTH.search(parts))
    if shows_year:
        return _iso_date(moment, shows_quarter="q" in parts, shows_month=shows_month, shows_day=shows_day)
    day = f"{moment.day} " if shows_day else ""
    month = f"{moment:%B}" if shows_month else ""
    return f"{day}{month}".strip() or f"{moment:%A}"


def _iso_date(moment, *, shows_quarter, shows_month, shows_day):
    if shows_quarter and not shows_month:
        return f"{moment.year:04}-Q{(moment.month + 2) // 3}"
    if not shows_month:
        return f"{moment.year:04}"
    if not shows_day:
        return f"{moment.year:04}-{moment.month:02}"
    return moment.date().isoformat()


def full_date(moment):
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ")
