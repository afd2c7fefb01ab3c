"""The finder's form: every facet with its counts, in the groups of the sheet."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markupsafe import Markup

from catalog.finder.facets import edge_value, values_of
from catalog.finder.histograms import MOST_BINS
from catalog.finder.kinds import CODE, FACETS, FRONT, LENS, MARKET, NOT_KNOWN, PHONE
from catalog.finder.questions import Test
from catalog.specs import units
from catalog.specs.sheet import SHEET

from .printed import Piece, macro, slot

SHOWN = 8
"""Values of a long list that are printed without asking for more."""
TALLEST = 24
BAR = 10


@dataclass(frozen=True)
class Group:
    """A form of its own, so that its address stays short: its facets, and all else that was asked as hidden fields."""

    key: str
    label: str
    facets: tuple
    active: int
    hidden: list
    body: Markup


@dataclass(frozen=True)
class Value:
    value: str
    label: str
    count: str
    ticked: bool = False


@dataclass(frozen=True)
class FacetView:
    """What the template prints of one facet. Counts, bars and links may be slots."""

    facet: object
    values: list
    more: int = 0
    whole: bool = False
    low: str = ""
    high: str = ""
    other: tuple = ()
    faults: tuple = ()
    bars: str = ""
    inside: str = ""
    bars_text: str = ""
    not_known: str = ""
    more_url: str = ""


@cache
def groups():
    """(key, label, facets) in the order of the form."""
    rows = [(kind.key, kind.label, kind.facets) for kind in (LENS, FRONT)]
    of_phone = {facet.spec.key: facet for facet in PHONE.facets}
    for group in SHEET:
        facets = tuple(of_phone[spec.key] for spec in group.specs if spec.key in of_phone)
        if facets:
            rows.append((group.key, group.label, facets))
    rows += [(kind.key, kind.label, kind.facets) for kind in (MARKET, CODE)]
    return tuple(rows)


def sidebar(finding):
    """The groups of the form, filled in for an answer."""
    filling = Filling(finding)
    return [filling.group(*group) for group in groups()]


class Filling:
    """One answer, while its form is filled in."""

    def __init__(self, finding):
        self.finding, self.asked = finding, finding.asked
        self.query = Markup.escape(self.asked.url())
        self.counts = {key: counts.tolist() for key, counts in finding.counts.items()}
        self.texts = {key: list(map(str, counts)) for key, counts in self.counts.items()}
        self.active = {one.condition.facet.name for one in self.asked.readings}
        self.faulty = {name for name in self.asked.faults if name != "q"}

    def group(self, key, label, facets):
        names = {facet.name for facet in facets}
        body = Markup("").join(self.facet(facet) for facet in facets)
        own = [one for one in self.asked.readings if one.condition.facet.name in names]
        hidden = [pair for one in self.asked.readings if one not in own for pair in one.pairs] + self.asked.settings
        return Group(key, label, facets, len(own), hidden, body)

    def facet(self, facet):
        """A facet that nothing was asked of is only filled in; any other is printed for this answer."""
        faults = [fault for name in parameters_of(facet) if name in self.faulty for fault in self.asked.faults[name]]
        if facet.name in self.active or faults or facet.name in self.asked.more:
            return self.printed(facet, faults)
        return self.piece(facet).filled(self.values(facet))

    def piece(self, facet):
        """The kept piece of a facet; printed anew when its list of values has grown."""
        columns = self.finding.index.columns[facet.kind.key]
        key = ("facet", facet.name, len(columns.words.places.get(facet.spec.key, ())))
        kept = self.finding.live.kept
        if key not in kept:
            kept[key] = Piece.of(print_facet(facet=self.view(facet, slots=True)))
        return kept[key]

    def values(self, facet):
        return _Slots(self, facet)

    def printed(self, facet, faults):
        return print_facet(facet=self.view(facet, slots=False, faults=tuple(faults)))

    def view(self, facet, *, slots, faults=()):
        columns, fill = self.finding.index.columns[facet.kind.key], self.values(facet)

        def fact(name):
            return slot(name) if slots else fill[name]

        readings = [one for one in self.asked.readings if one.condition.facet == facet]
        ticked = {value for one in readings if one.condition.test == Test.ANY for value in one.condition.values}
        shown, more = self.listed(facet, columns, ticked)
        ends = {name.rpartition("_")[2]: value for one in readings for name, value in one.pairs if facet.is_number}
        place = columns.words.place(facet.spec.key, NOT_KNOWN)
        return FacetView(
            facet,
            [Value(self.written(value), label, fact(str(place)), value in ticked) for value, label, place in shown],
            more,
            facet.name in self.asked.more,
            ends.get("min", ""),
            ends.get("max", ""),
            tuple(pair for one in readings if one.condition.test not in (Test.ANY, Test.RANGE) for pair in one.pairs),
            faults,
            fact("bars") if facet.is_number else "",
            self.inside(facet, readings) if readings and facet.is_number else "",
            fact("text") if facet.is_number else "",
            fact(str(place)) if place is not None and not facet.is_flag and not facet.is_number else "",
            fact("more"),
        )

    def listed(self, facet, columns, ticked):
        """(the values to print, how many there are in all if these are fewer)."""
        if facet.is_number:
            return [], 0
        values = values_of(columns, facet)
        if facet.is_flag:
            place = columns.words.place(facet.spec.key, NOT_KNOWN)
            return [*values, *([(NOT_KNOWN, "Not known", place)] if place is not None else [])], 0
        if facet.name in self.asked.more or len(values) <= SHOWN + 2:
            return values, 0
        first = values[:SHOWN]
        return [*first, *(value for value in values[SHOWN:] if value[0] in ticked)], len(values)

    def written(self, value):
        return "unknown" if value == NOT_KNOWN else value

    def inside(self, facet, readings):
        """The bars of the bins that lie within what was asked."""
        condition, edges = readings[0].condition, self.edges(facet)
        low = float("-inf") if condition.low is None else condition.low
        high = float("inf") if condition.high is None else condition.high
        return self.bars(facet, [a >= low and b <= high for a, b in pairwise(edges)])

    def edges(self, facet):
        return self.finding.index.columns[facet.kind.key].edges[facet.column].tolist()

    def heights(self, facet):
        columns = self.finding.index.columns[facet.kind.key]
        first = columns.bins[facet.column]
        return self.counts[facet.kind.key][first : first + MOST_BINS]

    def bars(self, facet, wanted=None):
        """The bars as the path of an SVG, the highest of them ``TALLEST`` high."""
        heights = self.heights(facet)
        most = max(heights) or 1
        return "".join(
            [
                BARS[number][-(-height * TALLEST // most)]
                for number, height in enumerate(heights)
                if height and (wanted is None or wanted[number])
            ]
        )

    def bars_text(self, facet):
        """“most from 160 to 180 g: 41”."""
        heights = self.heights(facet)
        most = max(heights)
        return f"{self.bin_names(facet)[heights.index(most)]}: {most}" if most else "none"

    def bin_names(self, facet):
        key = ("bins", facet.name)
        kept = self.finding.live.kept
        if key not in kept:
            edges = [edge_value(facet, edge) for edge in self.edges(facet)]
            unit = f"{units.THIN}{facet.spec.unit}" if facet.spec.unit else ""
            kept[key] = [f"most from {a} to {b}{unit}" for a, b in pairwise(edges)]
        return kept[key]


class _Slots:
    """What comes into the slots of one facet."""

    def __init__(self, filling, facet):
        self.filling, self.facet, self.texts = filling, facet, filling.texts[facet.kind.key]

    def __getitem__(self, name):
        if name == "bars":
            return self.filling.bars(self.facet)
        if name == "text":
            return self.filling.bars_text(self.facet)
        if name == "more":
            separator = "&amp;" if self.filling.query else ""
            return Markup(f"?{self.filling.query}{separator}more={self.facet.name}#facet-{self.facet.name}")
        return self.texts[int(name)]


def parameters_of(facet):
    name = facet.name
    return (f"{name}_min", f"{name}_max", name) if facet.is_number else (name, f"not.{name}", f"all.{name}")


@cache
def names_of_fields():
    """Every parameter whose faults stand at a field of the form."""
    return {name for facet in FACETS.values() for name in parameters_of(facet)}


def print_facet(facet):
    return macro("macros/facets.html", "facet")(view=facet)


BARS = [
    [f"M{BAR * number} {TALLEST}v-{height}h{BAR - 1}v{height}z" for height in range(TALLEST + 1)]
    for number in range(MOST_BINS)
]
