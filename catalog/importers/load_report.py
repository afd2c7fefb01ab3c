"""What loading did, or would do, record by record."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from operator import attrgetter

from catalog.evidence.outcomes import ADDED, CHANGED, UNCHANGED
from catalog.quantities.formatters import format_count
from catalog.records.value_words import field_words

CONFLICT = "in conflict"
REJECTED = "rejected"


@dataclass(frozen=True)
class LoadOutcome:
    """What became of one record. ``details`` are lines such as “weight_g: 211 → 212”."""

    state: str
    name: str
    details: tuple[str, ...] = ()

    def __str__(self):
        details = "".join(f"\n    {detail}" for detail in self.details)
        return f"{self.state}: {self.name}{details}"


@dataclass
class LoadReport:
    """Outcomes as they come; only the counts and the faults are kept. ``tell`` is called with each outcome."""

    tell: object = None
    counts: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    rejected: set = field(default_factory=set)

    def add(self, state, name, details=()):
        self.counts[state] += 1
        if self.tell:
            self.tell(LoadOutcome(state, name, tuple(details)))

    def reject(self, path, faults):
        """One file with all its faults, in the order of its lines."""
        in_order = sorted(faults, key=attrgetter("line"))
        lines = [_fault_line(path, fault) for fault in in_order]
        self.faults += lines
        if path not in self.rejected:
            self.rejected.add(path)
            self.add(REJECTED, str(path), lines)

    @property
    def fault_summary(self):
        faults = format_count(len(self.faults), "fault")
        return f"{faults} in {len(self.rejected):,} of {format_count(self.counts.total(), 'record')}"

    def __str__(self):
        states = (ADDED, CHANGED, UNCHANGED, CONFLICT, REJECTED)
        return ", ".join(f"{self.counts[state]:,} {state}" for state in states)


def _fault_line(path, fault):
    where = f"{fault.field}: " if fault.field else ""
    return f"{path}:{fault.line}: {where}{fault.reason}"


def difference_lines(old, new):
    """Lines “field: old → new” for two contents; what is missing on one side is “not known”."""
    return [f"{path}: {before} → {after}" for path, before, after in field_changes(old, new)]


def field_changes(old, new, path=""):
    """[path, old, new] in words for each field in which two contents differ: ``cameras[2].f_number``."""
    match old, new:
        case dict(), dict():
            return _key_changes(old, new, path)
        case ([dict(), *_], _) | (_, [dict(), *_]):
            return _row_changes(old or [], new or [], path)
    if old == new:
        return []
    return [[path, field_words(old), field_words(new)]]


def _key_changes(old, new, path):
    changes = []
    for key in dict.fromkeys([*old, *new]):
        key_path = f"{path}.{key}" if path else key
        changes += field_changes(old.get(key), new.get(key), key_path)
    return changes


def _row_changes(old, new, path):
    changes = []
    for number, (before, after) in enumerate(zip_longest(old, new), 1):
        changes += field_changes(before, after, f"{path}[{number}]")
    return changes
