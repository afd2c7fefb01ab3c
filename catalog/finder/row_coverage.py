"""Of how many phones that readers may see each row of the sheet is known; counted once for each snapshot."""

from dataclasses import dataclass

import numpy as np

from catalog.models import Camera

from .bitsets import count_bits, pack_flags
from .facets import ENTRY_KINDS, FRONT, KNOWN_ROW, LENS, PHONE

LOW_SHARE = 0.1
"""Below this share of all phones, how many they are is said beside the name of a row."""


@dataclass(frozen=True)
class RowCoverage:
    """``known``: name of a row, as a parameter has it → phones of which it is known, in any version. ``notes`` say how
    many these are, where they are few."""

    known: dict
    notes: dict

    def is_known(self, name):
        """Whether any phone has a value; of a name that is no row of the sheet, yes."""
        return self.known.get(name, 1) > 0

    def note(self, name):
        """“known of 12 of 280 phones”; empty where it is known of many."""
        return self.notes.get(name, "")

    def name_of(self, spec):
        """The name of a row of the sheet; of a camera's row, which is one of rear lenses and one of front cameras, that
        which is known of more phones."""
        if spec.of is not Camera:
            return spec.key
        names = [f"{kind.prefix}{spec.key}" for kind in (LENS, FRONT)]
        return max(names, key=lambda name: self.known.get(name, 0))


def row_coverage(snapshot):
    return snapshot.get_or_set("row coverage", lambda: _counted(snapshot.index))


def _counted(index):
    known = {}
    for kind in ENTRY_KINDS.values():
        known |= {f"{kind.prefix}{spec.key}": 0 for spec in kind.specs}
        known |= {facet.name: _known_phones(index, facet) for facet in kind.facets}
    for name, row in index.phones.words.values(KNOWN_ROW).items():
        known[name] = count_bits(index.phones.phones_having([row]) & index.living)
    return RowCoverage(known, _notes_on_few(known, count_bits(index.living)))


def _notes_on_few(known, phones):
    few = {name: count for name, count in known.items() if count < LOW_SHARE * phones}
    return {name: f"known of {count or 'none'} of {phones:,} phones" for name, count in few.items()}


def _known_phones(index, facet):
    entries = _known_entries(index.columns[facet.kind.key], facet)
    phones = np.bitwise_or.reduce(entries, axis=0)
    if facet.kind is not PHONE:
        return count_bits(phones & index.living)
    versions = _known_entries(index.versions.columns, facet)
    return index.count_phones(index.versions.joined(phones, versions) & index.everything.yes)


def _known_entries(columns, facet):
    """The entries of which a facet has a value, at least in part: by their words and the bins of its histogram."""
    rows = list(columns.words.values(facet.spec.key).values())
    if not facet.is_number:
        return columns.having(rows)
    bin_count = max(len(columns.edges[facet.column]) - 1, 0)
    if not bin_count:
        return columns.having(rows) | pack_flags(np.isfinite(columns.intervals(facet)[0]))
    first = columns.bins[facet.column]
    return columns.having([*rows, *range(first, first + bin_count)])
