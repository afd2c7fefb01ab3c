"""A spreadsheet as a table of texts: headings, then rows, each with the line it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

LARGEST_FILE = 20_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 1000
LONGEST_HEADING = 200
STATE_SUFFIX = ".state"
SOURCES_SUFFIX = ".sources"
OWN_EXPORT_NOTE = (
    "This is an export of this site: cells that are as they are here now, computed values, and values whose state is "
    "“estimated” are skipped."
)


class UnreadableSpreadsheet(ValueError):
    """A file of which no table can be made: why, in a sentence."""


class UnclearReading(UnreadableSpreadsheet):
    """A file that can be read in several ways: somebody has to say in which."""


@dataclass(frozen=True)
class FileReading:
    """How somebody says that a file is to be read. None: as it shows by itself."""

    encoding: str | None = None
    heading_line: int | None = None

    @classmethod
    def of(cls, choices):
        """From what is kept with an upload, where other choices stand too."""
        return cls(choices.get("encoding"), choices.get("heading_line"))


class NumberText(str):
    """What a cell shows that holds a number: with its currency or unit, a point, and no separators of thousands."""

    __slots__ = ()


class DateText(str):
    """What a cell shows that holds a date: as exact as that."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """``texts`` are the cells from the first column on, empty ones as "". ``line`` is where the row begins.

    A text is a ``NumberText`` or a ``DateText`` where the file says that it is no text.
    """

    line: int
    texts: tuple[str, ...]


@dataclass
class RawSheet:
    """A sheet before it is known which of its ``rows`` holds the headings. ``merged`` are the ranges of cells that show
    one text: (first line, first column, last line, last column), from 1. The rest as in a ``SpreadsheetTable``."""

    rows: Iterable[TableRow]
    total: int | None = None
    notes: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass
class SpreadsheetTable:
    """``rows`` can be gone through once. ``total`` is about how many there are, None where the file does not say;
    ``notes`` are sentences about how the file was read, ``samples`` lines of it by which one sees whether rightly;
    ``heading_line`` is where the headings begin."""

    headings: tuple[str, ...]
    rows: Iterable[TableRow]
    total: int | None = None
    notes: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    heading_line: int = 1


def is_own_export(headings):
    """Whether a table is one that ``/phones.csv`` has given."""
    return "slug" in headings and any(text.endswith(STATE_SUFFIX) for text in headings)


def is_filled(row):
    return any(row.texts)


def without_trailing_cells(texts):
    """Without the empty cells that every row is filled up with."""
    end = len(texts)
    while end and not texts[end - 1].strip():
        end -= 1
    return texts[:end]


def limited_rows(rows):
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise UnreadableSpreadsheet(f"The spreadsheet has more than {MOST_ROWS:,} rows: split it.")
        yield row


def column_letters(number):
    """How spreadsheets name their columns: 1 → A, 27 → AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
