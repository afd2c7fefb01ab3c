"""Dates known to the year, the quarter, the month or the day."""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from django.utils.translation import gettext

YEAR = 1
QUARTER = 2
MONTH = 3
DAY = 4

_FORM = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@total_ordering
@dataclass(frozen=True, eq=True)
class PartialDate:
    """A date with its precision. ``month`` is the first month of a quarter; month and day are 0 where not known.

    Sorts by time; of two that begin together the vaguer one comes first: 2022 < 2022-Q2 < 2022-04 < 2022-04-01.
    """

    year: int
    month: int = 0
    day: int = 0
    precision: int = YEAR

    @classmethod
    def parse(cls, text):
        """Read ``2022``, ``2022-Q4``, ``2022-11`` or ``2022-11-18``; ValueError for all else, 31 February included."""
        found = _FORM.fullmatch(str(text).strip())
        if found:
            with suppress(ValueError):
                return cls._of_parts(**found.groupdict())
        message = gettext("“{text}” is not a date: write 2022, 2022-Q4, 2022-11 or 2022-11-18")
        raise ValueError(message.format(text=text))

    @classmethod
    def _of_parts(cls, year, quarter, month, day):
        """Parts as digits, or None. ValueError where the calendar has no such day."""
        first = date(int(year), int(month or 1), int(day or 1))
        if quarter:
            return cls(first.year, int(quarter) * 3 - 2, precision=QUARTER)
        if day:
            return cls(first.year, first.month, first.day, precision=DAY)
        if month:
            return cls(first.year, first.month, precision=MONTH)
        return cls(first.year)

    @classmethod
    def from_number(cls, number):
        """The inverse of ``number``."""
        rest, precision = divmod(number, 10)
        rest, day = divmod(rest, 100)
        year, month = divmod(rest, 100)
        return cls(year, month, day, precision)

    @property
    def number(self):
        """YYYYMMDDP as one integer, P the precision: sorts as the dates do, in every database."""
        return ((self.year * 100 + self.month) * 100 + self.day) * 10 + self.precision

    def __lt__(self, other):
        return self.number < other.number

    @property
    def first_day(self):
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self):
        """The last day it may mean."""
        month = self.month or 12
        if self.precision == QUARTER:
            month = self.month + 2
        _, days_in_month = monthrange(self.year, month)
        return date(self.year, month, self.day or days_in_month)

    def ends_before(self, other):
        """Whether even the last day it may mean comes before the first that ``other`` may."""
        return self.last_day < other.first_day

    def __str__(self):
        """The ISO form with reduced precision; ``PartialDate.parse`` reads it back."""
        if self.precision == YEAR:
            return f"{self.year:04}"
        if self.precision == QUARTER:
            return f"{self.year:04}-Q{(self.month + 2) // 3}"
        if self.precision == MONTH:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def words(self):
        """For people: “18 November 2022”, “November 2022”, “4th quarter 2022”, “2022”."""
        if self.precision == YEAR:
            return str(self.year)
        if self.precision == QUARTER:
            ordinal = ("1st", "2nd", "3rd", "4th")[self.month // 3]
            return f"{ordinal} quarter {self.year}"
        month = f"{MONTHS[self.month - 1]} {self.year}"
        if self.precision == MONTH:
            return month
        return f"{self.day} {month}"
