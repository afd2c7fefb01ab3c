"""What becomes, or would become, of each file of somebody else's data, and of each value in it."""

import csv
from collections import Counter
from dataclasses import dataclass, field

from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED
from catalog.quantities.spreadsheet_formulas import escape_formula

from .import_run import count_words

IMPORTED, WITH_WARNINGS = "imported", "imported with warnings"
LEFT_OUT = "left out"
NOT_TAKEN, NOT_READ = "not taken", "not read"
UNREAD_KEY = "the adapter does not know this key"


@dataclass(frozen=True)
class ValueOutcome:
    """``state`` is ADDED, NOTED, CONTRADICTS, UNCHANGED or LEFT_OUT; ``was`` is the fact before, in words."""

    path: str
    text: str
    state: str
    was: str = ""
    words: str = ""


@dataclass
class FileOutcome:
    """``reasons`` say why a file is refused; ``warnings`` what was not understood, left out, or doubtful in it.

    ``keys_not_taken`` are its keys that the adapter leaves aside, with the reason; ``unread_keys`` those that it does
    not know.
    """

    place: str
    phone: str = ""
    new: bool = False
    changed: bool = False
    values: list[ValueOutcome] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    keys_not_taken: dict[str, str] = field(default_factory=dict)
    unread_keys: list[str] = field(default_factory=list)

    @property
    def state(self):
        """How the file ends, whether or not it said something new."""
        if self.reasons:
            return REFUSED
        if self.warnings or self.unread_keys:
            return WITH_WARNINGS
        return IMPORTED

    @property
    def phone_state(self):
        if self.new:
            return ADDED
        if self.changed:
            return CHANGED
        return UNCHANGED


@dataclass
class DatasetResult:
    """Sums over all files, each of one ``subject``. ``stored`` says whether they are in the catalogue now."""

    files: Counter = field(default_factory=Counter)
    phones: Counter = field(default_factory=Counter)
    values: Counter = field(default_factory=Counter)
    records: Counter = field(default_factory=Counter)
    stored: bool = False
    changed_phones: set = field(default_factory=set)
    keys_not_taken: Counter = field(default_factory=Counter)
    unread_keys: Counter = field(default_factory=Counter)
    subject: str = "Phones"

    def add(self, outcome):
        self.files[outcome.state] += 1
        if outcome.reasons:
            return
        self.phones[outcome.phone_state] += 1
        self.keys_not_taken.update(outcome.keys_not_taken.keys())
        self.unread_keys.update(outcome.unread_keys)
        for value in outcome.values:
            self.values[value.state] += 1

    def __str__(self):
        files = count_words(self.files, (IMPORTED, WITH_WARNINGS, REFUSED))
        phones = count_words(self.phones, (ADDED, CHANGED, UNCHANGED))
        values = count_words(self.values, (ADDED, NOTED, CONTRADICTS, UNCHANGED, LEFT_OUT))
        lines = [f"Files: {files}.", f"{self.subject}: {phones}."]
        for kind, count in self.records.items():
            if count:
                lines.append(f"{kind.capitalize()}s: {count:,} added.")
        lines.append(f"Values: {values}.")
        if self.keys_not_taken:
            lines.append(f"Keys not taken: {count_files(self.keys_not_taken)}.")
        if self.unread_keys:
            lines.append(f"Keys not read, as the adapter does not know them: {count_files(self.unread_keys)}.")
        return "\n".join(lines)


def count_files(keys):
    """“image_url (232 files), slug (1 file)” of a ``Counter``, in the order of the keys."""
    words = []
    for key, count in sorted(keys.items()):
        files = "file" if count == 1 else "files"
        words.append(f"{key} ({count:,} {files})")
    return ", ".join(words)


REPORT_COLUMNS = ("file", "phone", "where", "text", "what", "was", "why")


class DatasetReportWriter:
    """Writes a CSV report to a text file: a line for each file; of one that is taken, a line for each warning, each
    key that was not read, and each value that was not there."""

    def __init__(self, file):
        self.writer = csv.writer(file)
        self.writer.writerow(REPORT_COLUMNS)

    def file(self, outcome):
        self.line(outcome, what=outcome.state, why="; ".join(outcome.reasons))
        if outcome.reasons:
            return
        for warning in outcome.warnings:
            self.line(outcome, what="warning", why=warning)
        for key in outcome.unread_keys:
            self.line(outcome, key, what=NOT_READ, why=UNREAD_KEY)
        for key, reason in outcome.keys_not_taken.items():
            self.line(outcome, key, what=NOT_TAKEN, why=reason)
        for value in outcome.values:
            if value.state != UNCHANGED:
                self.line(outcome, value.path, value.text, what=value.state, was=value.was, why=value.words)

    def line(self, outcome, path="", text="", *, what, was="", why):  # noqa: PLR0913 - the columns of the report
        row = (outcome.place, outcome.phone, path, text, what, was, why)
        self.writer.writerow(map(escape_formula, row))
