"""What becomes, or would become, of each file of somebody else's data, and of each value in it."""

import csv
from collections import Counter
from dataclasses import dataclass, field

from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED
from catalog.quantities.spreadsheet_formulas import escape_formula

from .import_run import count_words

IMPORTED, WITH_WARNINGS = "imported", "imported with warnings"
LEFT_OUT = "left out"


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
    """``reasons`` say why a file is refused; ``warnings`` what was not understood, left out, or doubtful in it."""

    place: str
    phone: str = ""
    new: bool = False
    changed: bool = False
    values: list[ValueOutcome] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def state(self):
        """How the file ends, whether or not it said something new."""
        if self.reasons:
            return REFUSED
        if self.warnings:
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
    """Sums over all files. ``stored`` says whether they are in the catalogue now."""

    files: Counter = field(default_factory=Counter)
    phones: Counter = field(default_factory=Counter)
    values: Counter = field(default_factory=Counter)
    records: Counter = field(default_factory=Counter)
    stored: bool = False
    changed_phones: set = field(default_factory=set)

    def add(self, outcome):
        self.files[outcome.state] += 1
        if outcome.reasons:
            return
        self.phones[outcome.phone_state] += 1
        for value in outcome.values:
            self.values[value.state] += 1

    def __str__(self):
        files = count_words(self.files, (IMPORTED, WITH_WARNINGS, REFUSED))
        phones = count_words(self.phones, (ADDED, CHANGED, UNCHANGED))
        values = count_words(self.values, (ADDED, NOTED, CONTRADICTS, UNCHANGED, LEFT_OUT))
        lines = [f"Files: {files}.", f"Phones: {phones}."]
        for kind, count in self.records.items():
            if count:
                lines.append(f"{kind.capitalize()}s: {count:,} added.")
        lines.append(f"Values: {values}.")
        return "\n".join(lines)


REPORT_COLUMNS = ("file", "phone", "where", "text", "what", "was", "why")


class DatasetReportWriter:
    """Writes a CSV report to a text file: a line for each file, each warning and each value that was not there."""

    def __init__(self, file):
        self.writer = csv.writer(file)
        self.writer.writerow(REPORT_COLUMNS)

    def file(self, outcome):
        self.line(outcome, what=outcome.state, why="; ".join(outcome.reasons))
        for warning in outcome.warnings:
            self.line(outcome, what="warning", why=warning)
        for value in outcome.values:
            if value.state != UNCHANGED:
                self.line(outcome, value.path, value.text, what=value.state, was=value.was, why=value.words)

    def line(self, outcome, path="", text="", *, what, was="", why):  # noqa: PLR0913 - the columns of the report
        row = (outcome.place, outcome.phone, path, text, what, was, why)
        self.writer.writerow(map(escape_formula, row))
