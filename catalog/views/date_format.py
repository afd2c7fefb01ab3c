"""Days in words."""

from django.utils.dateformat import format as format_date


def formatted_date(day):
    """“7 August 2019”; empty for None."""
    if day is None:
        return ""
    return format_date(day, "j F Y")
