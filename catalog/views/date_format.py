"""Days in words."""

from catalog.languages.localised_text import localised_date
from catalog.quantities.partial_dates import PartialDate


def formatted_date(day):
    """“7 August 2019”, in the language of the page; empty for None."""
    if day is None:
        return ""
    return localised_date(PartialDate.parse(f"{day:%Y-%m-%d}"))
