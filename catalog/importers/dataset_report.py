"""What becomes, or would become, of each file of somebody else's data, and of each value in it."""

import csv
from collections import Counter
from dataclasses import dataclass, field

from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED
from catalog.quantities.spreadsheet_formulas import escape_formula

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
        return REFUSED if self.reasons else WITH_WARNINGS if self.warnings else IMPORTED


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
        if not outcome.reasons:
            self.phones[ADDED if outcome.new else CHANGED if outcome.changed else UNCHANGED] += 1
            self.values.update(value.state for value in outcome.values)

    def __str__(self):
        files, phones, values = (
            ", ".join(f"{counted[state]:,} {state}" for state in states if counted[state])
            for counted, states in (
                (self.files, (IMPORTED, WITH_WARNINGS, REFUSED)),
                (self.phones, (ADDED, CHANGED, UNCHANGED)),
                (self.values, (ADDED, NOTED, CONTRADICTS, UNCHANGED, LEFT_OUT)),
            )
        )
        others = "".join(f"\n{kind.capitalize()}s: {count:,} added." for kind, count in self.records.items() if count)
        return f"Files: {files or 'none'}.\nPhones: {phones or 'none'}.{others}\nValues: {values or 'none'}."


REPORT_COLUMNS = ("file", "phone", "where", "text", "what", "was", "why")


class DatasetReportWriter:
    """Writes a CSV report to a text file: a line for each file, each warning and each value that was not there."""

    def __init__(self, file):
        self.writer = csv.writer(file)
        self.writer.writerow(REPORT_COLUMNS)

    def file(self, outcome):
        self.line(outcome, "", "", outcome.state, "", "; ".join(outcome.reasons))
        for warning in outcome.warnings:
            self.line(outcome, "", "", "warning", "", warning)
        for value in outcome.values:
            if value.state != UNCHANGED:
                self.line(outcome, value.path, value.text, value.state, value.was, value.words)

    def line(self, outcome, *words):
        self.writer.writerow(map(escape_formula, (outcome.place, outcome.phone, *words)))
