"""Days in words of the language of the page."""

from catalog.languages.localised_text import localised_date
from catalog.quantities.partial_dates import DAY, PartialDate


def formatted_date(day):
    """“7 August 2019”; empty for None."""
    if day is None:
        return ""
    return localised_date(PartialDate(day.year, day.month, day.day, DAY))
