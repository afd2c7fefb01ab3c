"""The finder's form: every facet with its counts, in the groups of the sheet."""

from dataclasses import dataclass, field
from functools import cache

from django.urls import reverse
from markupsafe import Markup

from catalog.finder.facet_counts import facet_values_by_count
from catalog.finder.facets import CODE, FRONT, LENS, MARKET, NOT_KNOWN, PHONE
from catalog.finder.finder_query import ConditionOperator
from catalog.finder.query_parser import encode_query
from catalog.sheet.registry import SHEET

from .facet_slots import FacetSlots
from .template_fragments import Fragment, slot, template_macro

SHOWN_VALUES = 8
"""Values of a long list that are printed without asking for more."""


@dataclass(frozen=True)
class FacetGroup:
    """A form of its own, so that its address stays short: its facets, and all else that was asked as hidden fields."""

    key: str
    label: str
    facets: tuple
    active: int
    is_open: bool
    hidden: Markup
    body: Markup


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: str
    ticked: bool = False


@dataclass(frozen=True)
class FacetView:
    """What the template prints of one facet. Counts, bars and links may be slots; ``faults`` are by parameter."""

    facet: object
    values: list
    more: int = 0
    whole: bool = False
    low: str = ""
    high: str = ""
    other: tuple = ()
    faults: dict = field(default_factory=dict)
    bars: str = ""
    inside: str = ""
    bars_text: str = ""
    not_known: str = ""
    more_url: str = ""


@cache
def facet_groups():
    """(key, label, facets) in the order of the form."""
    rows = [(kind.key, kind.label, kind.facets) for kind in (LENS, FRONT)]
    of_phone = {facet.spec.key: facet for facet in PHONE.facets}
    for group in SHEET:
        facets = tuple(of_phone[spec.key] for spec in group.specs if spec.key in of_phone)
        if facets:
            rows.append((group.key, group.label, facets))
    rows += [(kind.key, kind.label, kind.facets) for kind in (MARKET, CODE)]
    return tuple(
        (key, label, tuple(facet for facet in facets if facet.spec.key not in OMITTED_KEYS))
        for key, label, facets in rows
    )


OMITTED_KEYS = ("facing", "main_facing", "main_role")
"""Rows that the group they stand in has answered; they can be asked in the address."""


def sidebar_groups(finding):
    """The groups of the form, printed for an answer."""
    form = FacetForm(finding)
    return [form.group(*group) for group in facet_groups()]


class FacetForm:
    """The form of one answer. A group of which nothing was asked is only filled in."""

    def __init__(self, finding):
        self.finding, self.asked, self.filling = finding, finding.asked, FacetSlots(finding)
        self.filling.values.append(print_hidden(self.asked.pairs_but()))
        self.active = {one.condition.facet.name for one in self.asked.readings}
        self.faulty = {name for name in self.asked.faults if name != "q"}

    def group(self, key, label, facets):
        names = {facet.name for facet in facets}
        own = [one for one in self.asked.readings if one.condition.facet.name in names]
        if not any(map(self.is_special, facets)):
            return self.whole(key, label, facets)
        others = [pair for one in self.asked.readings if one not in own for pair in one.pairs]
        body, hidden = Markup().join(map(self.facet, facets)), print_hidden(others + self.asked.settings)
        return print_group(FacetGroup(key, label, facets, len(own), True, hidden, body))

    def whole(self, key, label, facets):
        """A group of which nothing was asked: printed once, as long as its lists of values stay the same."""
        words = tuple(len(self.words_of(facet)) for facet in facets)
        return self.kept(("group", key, words), lambda: self.print_whole(key, label, facets))

    def print_whole(self, key, label, facets):
        body, hidden = Markup().join(map(self.print_with_slots, facets)), slot(self.filling.hidden)
        return print_group(FacetGroup(key, label, facets, 0, False, hidden, body))

    def facet(self, facet):
        """A facet of which something was asked is printed for this answer, any other is filled in."""
        if self.is_special(facet):
            return print_facet(view=self.view(facet, self.filling.values.__getitem__))
        return self.kept(("facet", facet.name, len(self.words_of(facet))), lambda: self.print_with_slots(facet))

    def print_with_slots(self, facet):
        return print_facet(view=self.view(facet, slot))

    def kept(self, key, print_it):
        kept = self.finding.live.printed
        if key not in kept:
            kept[key] = Fragment.of(print_it())
        return kept[key].filled_from(self.filling.values)

    def words_of(self, facet):
        return self.finding.index.columns[facet.kind.key].words.rows.get(facet.spec.key, ())

    def is_special(self, facet):
        return facet.name in self.active or facet.name in self.asked.more or bool(self.faults(facet))

    def faults(self, facet):
        if not self.faulty:
            return {}
        return {name: " ".join(self.asked.faults[name]) for name in facet_parameters(facet) if name in self.faulty}

    def view(self, facet, value):
        """What is to be printed; ``value`` gives what goes by a number, or a slot for it."""
        readings = [one for one in self.asked.readings if one.condition.facet == facet]
        parts = {"whole": facet.name in self.asked.more, "faults": self.faults(facet)}
        if facet.is_number:
            return FacetView(facet, [], **parts, **self.range(facet, readings, value))
        return FacetView(facet, **parts, **self.choices(facet, readings, value))

    def range(self, facet, readings, value):
        ends = {name: text for one in readings for name, text in one.pairs} | self.asked.typed
        return {
            "low": ends.get(f"{facet.name}_min", ""),
            "high": ends.get(f"{facet.name}_max", ""),
            "bars": value(self.filling.bars_of(facet)),
            "inside": self.filling.inside(facet, readings[0].condition) if readings else "",
            "bars_text": value(self.filling.words_of(facet)),
        }

    def choices(self, facet, readings, value):
        ticked = {
            text for one in readings if one.condition.test == ConditionOperator.ANY for text in one.condition.values
        }
        shown, more = self.listed(facet, ticked)
        row = self.words_of(facet).get(NOT_KNOWN) if self.words_of(facet) else None
        number = self.filling.number_of
        return {
            "values": [
                FacetValue(_parameter_value(text), label, value(number(facet, row)), text in ticked)
                for text, label, row in shown
            ],
            "more": more,
            "other": tuple(
                pair for one in readings if one.condition.test != ConditionOperator.ANY for pair in one.pairs
            ),
            "not_known": "" if row is None or facet.is_flag else value(number(facet, row)),
            "more_url": self.less(facet) if facet.name in self.asked.more else self.more(facet, value),
        }

    def more(self, facet, value):
        """The address of the same page with the whole list."""
        return Markup("?{}&amp;more={}#facet-{}").format(Markup(value(self.filling.query)), facet.name, facet.name)

    def less(self, facet):
        """The address of the same page without the whole list of this facet."""
        return f"?{encode_query([pair for pair in self.asked.pairs_but() if pair != ('more', facet.name)])}"

    def listed(self, facet, ticked):
        """(the values to print, how many there are in all if these are fewer)."""
        values = facet_values_by_count(self.finding.index.columns[facet.kind.key], facet)
        if facet.is_flag:
            row = self.words_of(facet).get(NOT_KNOWN) if self.words_of(facet) else None
            return [*values, *([(NOT_KNOWN, "Not known", row)] if row is not None else [])], 0
        if facet.name in self.asked.more or len(values) <= SHOWN_VALUES + 2:
            return values, 0
        return [*values[:SHOWN_VALUES], *(value for value in values[SHOWN_VALUES:] if value[0] in ticked)], len(values)


def _parameter_value(value):
    return "unknown" if value == NOT_KNOWN else value


def facet_parameters(facet):
    name = facet.name
    return (f"{name}_min", f"{name}_max", name) if facet.is_number else (name, f"not.{name}", f"all.{name}")


@cache
def form_field_names():
    """Every parameter whose faults stand at a field of the form."""
    return {name for _, _, facets in facet_groups() for facet in facets for name in facet_parameters(facet)}


def print_group(group):
    return template_macro("macros/facets.html", "group")(group=group, action=reverse("phones"))


def print_hidden(pairs):
    return template_macro("macros/facets.html", "hidden")(pairs=pairs)


def print_facet(view):
    return template_macro("macros/facets.html", "facet")(view=view)
