"""What lists print of a phone, as one text: quick to store, and to read the few facts of it that a page needs.

Lines of fields between tabs. The first names the phone and says how large it is; then come, for the phone and for each
of its entries, a line of texts and a line of how many sources bear each out, in the order of the sheet.
"""

from functools import cached_property
from typing import NamedTuple

from catalog.facts.fact_table import State
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS
from catalog.sheet.spec import COMPUTED, ESTIMATED, GATHERED

from .facets import ENTRY_KINDS

STATED_SIGN = " "
MARKS_BY_SIGN = {"=": COMPUTED, "~": ESTIMATED, "+": "", STATED_SIGN: ""}
_SIGNS_BY_ORIGIN = {COMPUTED: "=", ESTIMATED: "~", GATHERED: "+"}
LISTED_SPECS = {key: spec for key, spec in {**PHONE_SPECS, **DISPLAY_SPECS}.items() if spec.inner is None}
MAIN_CAMERA_KEYS = {key: spec.inner.key for key, spec in PHONE_SPECS.items() if spec.inner}
_FIELD_PLACES = {"": {key: place for place, key in enumerate(LISTED_SPECS)}} | {
    kind.key: {spec.key: place for place, spec in enumerate(kind.specs)}
    for kind in ENTRY_KINDS.values()
    if kind.section
}


class ListedFact(NamedTuple):
    """``mark`` is how we have it, where that needs saying; ``sources`` how many bear it out, None for what is
    worked out or gathered from other rows."""

    text: str
    mark: str
    sources: int | None
    disputed: bool


class ListedPhone:
    """A phone as lists print it."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.slug, self.name, self.brand, self.main, *sides = self.lines[0].split("\t")
        self.sides = [float(side) if side else None for side in sides]

    @property
    def full_name(self):
        return f"{self.brand} {self.name}"

    def fact(self, key):
        """A row of the phone; None where it is not known."""
        if key not in MAIN_CAMERA_KEYS:
            return self.part(1, _FIELD_PLACES[""][key])
        return (
            self.part(3 + 2 * int(self.main), 2 + _FIELD_PLACES["lens"][MAIN_CAMERA_KEYS[key]]) if self.main else None
        )

    def part(self, line, place):
        text = self.split(line)[place]
        if not text:
            return None
        said = self.split(line + 1)[place]
        sources = int(said.rstrip("!") or 0) if text[0] == STATED_SIGN else None
        return ListedFact(text[1:], MARKS_BY_SIGN[text[0]], sources, said.endswith("!"))

    def split(self, line):
        if line not in self.fields:
            self.fields[line] = self.lines[line].split("\t")
        return self.fields[line]

    @cached_property
    def fields(self):
        return {}

    def entries(self, kind):
        """(title, line) of each entry of a kind."""
        starts = (line for line in range(3, len(self.lines), 2) if self.lines[line].startswith(f"{kind}\t"))
        return [(self.split(line)[1], line) for line in starts]

    def entry_fact(self, kind, line, key):
        return self.part(line, 2 + _FIELD_PLACES[kind][key])


def listed_phone_text(head, main, sides, cells, entries):
    """``cells`` by key, ``entries`` as (kind, title, cells)."""
    lines = [[*head, "" if main is None else str(main), *("" if side is None else f"{side:g}" for side in sides)]]
    lines += [_cell_texts(cells), _source_counts(cells)]
    for kind, title, own in entries:
        lines += [[kind, title, *_cell_texts(own)], ["", "", *_source_counts(own)]]
    return "\n".join("\t".join(map(_without_separators, line)) for line in lines)


def _without_separators(text):
    return text.replace("\t", " ").replace("\n", " ")


def _cell_texts(cells):
    return [
        "" if cell.state == State.NOT_KNOWN else _SIGNS_BY_ORIGIN.get(cell.how, STATED_SIGN) + cell.text
        for cell in cells
    ]


def _source_counts(cells):
    return [f"{len(cell.accepted) or ''}{'!' * cell.disputed}" for cell in cells]
