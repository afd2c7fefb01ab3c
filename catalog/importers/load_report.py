"""What loading did, or would do, record by record."""

from collections import Counter
from dataclasses import dataclass, field

from catalog.evidence.outcomes import ADDED, CHANGED, UNCHANGED
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
        return "\n".join([f"{self.state}: {self.name}", *(f"    {detail}" for detail in self.details)])


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
        lines = [_fault_line(path, fault) for fault in sorted(faults, key=lambda fault: fault.line)]
        self.faults += lines
        if path not in self.rejected:
            self.rejected.add(path)
            self.add(REJECTED, str(path), lines)

    @property
    def fault_summary(self):
        count = len(self.faults)
        return f"{count:,} fault{'s' if count > 1 else ''} in {len(self.rejected):,} of {self.counts.total():,} records"

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
    if isinstance(old, dict) and isinstance(new, dict):
        keys = dict.fromkeys([*old, *new])
        return [row for key in keys for row in field_changes(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))]
    if _is_row_list(old) or _is_row_list(new):
        return _child_row_changes(old or [], new or [], path)
    return [] if old == new else [[path, field_words(old), field_words(new)]]


def _child_row_changes(old, new, path):
    found = []
    for number in range(max(len(old), len(new))):
        before, after = (rows[number] if number < len(rows) else None for rows in (old, new))
        found += field_changes(before, after, f"{path}[{number + 1}]")
    return found


def _is_row_list(value):
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
