"""The fields of the finder's form: facets with their counts, filled in for one answer."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext
from markupsafe import Markup, escape

from catalog.finder.facet_counts import facet_values_by_count, not_known_row, not_known_value, unit_of_bins
from catalog.finder.facets import FACETS, NOT_KNOWN
from catalog.finder.finder_query import ConditionOperator
from catalog.finder.query_parser import encode_query
from catalog.finder.query_phrases import value_label
from catalog.finder.row_coverage import row_coverage
from catalog.finder.value_resolution import UNKNOWN
from catalog.languages.figures_in_texts import figures_localised
from catalog.languages.listed_words import sentences
from catalog.languages.localised_text import localised
from catalog.quantities.euro_rates import EURO, current_currencies
from catalog.sheet.query_values import OPTICAL_FORMAT, type_label_text

from .facet_fields import OPEN_FILTER_BY_NAME, asking_field, facet_parameters, field_of_parameter, field_places
from .facet_slots import FacetNumbers, FacetSlots
from .template_fragments import cached_fragment, template_macro

SHOWN_VALUES = 8
"""Values of a long list that are printed without asking for more."""


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: str
    ticked: bool = False
    excluded: bool = False


@dataclass(frozen=True)
class FacetView:
    """What the template prints of one facet. Counts, bars and links may be slots; ``faults`` are by parameter.
    ``low_hint`` and ``high_hint`` stand in the empty ends of a range."""

    facet: object
    values: list
    label: str
    name: str
    low_hint: str = ""
    high_hint: str = ""
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
    unit: str = ""
    currency: str = ""
    currencies: tuple = ()
    coverage: str = ""


BOX_OPERATORS = (ConditionOperator.ANY, ConditionOperator.NONE)
"""What the two boxes of each value ask."""
CHOICE_BY_OPERATOR = {
    ConditionOperator.ANY: "{value}",
    ConditionOperator.NONE: gettext_lazy("not {value}"),
    ConditionOperator.ALL: gettext_lazy("also {value}"),
    ConditionOperator.OUTSIDE: gettext_lazy("outside {value}"),
}
"""What stands at a value that has no box."""


class FacetForm:
    """Prints the facets of one answer. Those of which nothing was asked are only filled in."""

    def __init__(self, finding):
        self.finding = finding
        self.asked = finding.asked
        self.language = get_language()
        self.active = {asking_field(one.condition).name for one in self.asked.readings}
        self.coverage = row_coverage(finding.live)
        self.faulty = {name for name in self.asked.faults if name != "q"}
        self.special = {*self.active, *self.asked.more, *map(field_of_parameter, self.faulty)}

    def fields(self, facets):
        """``facets`` as the fields of a form of their own, so that its address stays short: all else that was asked is
        in hidden fields."""
        others = []
        for one in self.asked.readings:
            if asking_field(one.condition) not in facets:
                others += one.pairs
        hidden = print_hidden(others + self.asked.settings)
        return Markup().join([*map(self.facet, facets), hidden])

    def active_count(self, facets):
        """How many conditions are asked at ``facets``."""
        return sum(asking_field(one.condition) in facets for one in self.asked.readings)

    def facet(self, facet):
        """A facet of which something was asked is printed for this answer, any other is filled in."""
        numbers = FacetNumbers(self.finding, facet, self.query)
        if self.is_special(facet):
            return print_facet(view=self.view(facet, numbers))
        live = self.finding.live
        rows, key = live.get_or_set(("rows", facet.name), lambda: self.rows_and_key(facet))
        key = (*key, self.language)
        fragment = cached_fragment(live.printed, key, lambda: print_facet(view=self.view(facet, FacetSlots)))
        return fragment.filled(numbers.by_slot(rows))

    @cached_property
    def query(self):
        """The query string as HTML, to be followed by another parameter."""
        query = self.asked.url()
        return escape(f"{query}&" if query else "")

    def rows_and_key(self, facet):
        """(the rows of the words that are counted, what it is printed by) of a facet of which nothing was asked."""
        note = self.coverage.note(facet.name)
        if facet.is_number:
            currencies = tuple(self.currency_values(facet)) if facet.is_price else ()
            return (), ("facet", facet.name, currencies, note)
        values, count = self.listed(facet, ())
        rows = tuple(row for _, _, row in values)
        unknown = not_known_row(self.finding.index, facet)
        counted = rows if unknown is None else (*rows, unknown)
        return tuple(dict.fromkeys(counted)), ("facet", facet.name, rows, count, unknown, note)

    def is_offered(self, facet):
        """A row that is known of no phone is printed only where it is asked."""
        return self.coverage.is_known(facet.name) or self.is_special(facet)

    def currency_values(self, facet):
        """The currencies that phones are priced in, as ``facet_values_by_count`` has them."""
        return facet_values_by_count(self.finding.live, facet.currency_facet)

    def is_special(self, facet):
        return facet.name in self.special

    def special_facets(self):
        """Those of which something was asked or refused, in the order of the form."""
        places = field_places()
        facets = filter(places.__contains__, map(FACETS.get, self.special))
        return sorted(facets, key=places.__getitem__)

    def special_but_unknown(self):
        """Those of them that are known of no phone."""
        return [facet for facet in self.special_facets() if not self.coverage.is_known(facet.name)]

    def faults(self, facet):
        if not self.faulty:
            return {}
        return {name: sentences(self.asked.faults[name]) for name in facet_parameters(facet) if name in self.faulty}

    def view(self, facet, numbers):
        """What is to be printed; ``numbers`` are those of the answer, or slots for them."""
        readings = [one for one in self.asked.readings if one.condition.facet == facet]
        parts = {"whole": facet.name in self.asked.more, "faults": self.faults(facet)}
        parts |= self.heading(facet)
        parts["coverage"] = localised(self.coverage.note(facet.name))
        if facet.is_price:
            parts |= self.currency(facet)
        if facet.is_number:
            return FacetView(facet, [], **parts, **self.range(facet, readings, numbers))
        return FacetView(facet, **parts, **self.choices(facet, readings, numbers))

    def heading(self, facet):
        """What it is called at its field, and in full for those who only hear it."""
        unit = unit_of_bins(self.finding, facet)
        unit = unit and pgettext("unit", unit)
        one = OPEN_FILTER_BY_NAME.get(facet.name)
        low, high = _range_hints(facet)
        if one is None:
            label = localised((facet.spec.inner or facet.spec).label)
            return {"label": label, "name": facet.heading, "unit": unit, "low_hint": low, "high_hint": high}
        unit = unit if one.has_unit else None
        hints = {"low_hint": figures_localised(one.low) or low, "high_hint": figures_localised(one.high) or high}
        return {"label": one.label, "name": one.label, "unit": unit, **hints}

    def range(self, facet, readings, numbers):
        ends = {}
        for one in readings:
            ends |= {name: as_typed(facet, text) for name, text in one.pairs}
        ends |= self.asked.typed
        return {
            "low": ends.get(f"{facet.name}_min", ""),
            "high": ends.get(f"{facet.name}_max", ""),
            "bars": numbers.bars,
            "inside": numbers.inside(readings[0].condition) if readings else "",
            "bars_text": numbers.bars_text,
        }

    def currency(self, facet):
        """The menu of currencies of a price; the first is what holds where none is chosen."""
        priced = [code for code, _, _ in self.currency_values(facet)]
        codes = {EURO, *current_currencies(), *priced}
        is_chosen = any(one.condition.facet in (facet, facet.currency_facet) for one in self.asked.readings)
        chosen = self.asked.question.currency_of(facet) if is_chosen else ""
        return {"currencies": tuple(sorted(codes)), "currency": chosen}

    def choices(self, facet, readings, numbers):
        ticked = _values_of(readings, ConditionOperator.ANY)
        excluded = _values_of(readings, ConditionOperator.NONE)
        listed, more = self.listed(facet, ticked | excluded)
        counts = numbers.counts([row for _, _, row in listed])
        values = []
        for (text, label, _), count in zip(listed, counts, strict=True):
            words = localised(label, facet.spec.key)
            values.append(FacetValue(_parameter_value(text), words, count, text in ticked, text in excluded))
        with_box = {one.value for one in values}
        other = []
        for one in readings:
            other += self.choices_without_box(one, with_box)
        return {
            "values": values,
            "more": more,
            "other": tuple(other),
            "not_known": self.not_known_count(facet, numbers),
            "more_url": self.more_url(facet, numbers),
        }

    def choices_without_box(self, reading, values):
        """Yield (name, value, words) of each parameter that is none of the two boxes of the listed ``values``."""
        operator = reading.condition.test
        for name, value in reading.pairs:
            if operator not in BOX_OPERATORS or value not in values:
                words = self.value_words(reading.condition.facet, value)
                yield name, value, CHOICE_BY_OPERATOR[operator].format(value=words)

    def value_words(self, facet, value):
        if value == UNKNOWN:
            return gettext("unknown")
        label = value_label(facet, value, self.finding.index.vocabularies[facet.kind.key])
        return localised(label, facet.spec.key)

    def not_known_count(self, facet, numbers):
        """Empty where no such phone is; a flag lists it as one of its values."""
        row = not_known_row(self.finding.index, facet)
        if row is None or facet.is_flag:
            return ""
        return numbers.counts([row])[0]

    def more_url(self, facet, numbers):
        """The address of the same page with the whole list of this facet; without it, where it is asked for."""
        if facet.name in self.asked.more:
            pairs = [pair for pair in self.asked.pairs_but() if pair != ("more", facet.name)]
            return f"?{encode_query(pairs)}#facet-{facet.name}"
        return Markup("?{}more={}#facet-{}").format(Markup(numbers.query), facet.name, facet.name)

    def listed(self, facet, ticked):
        """(the values to print, how many there are in all if these are fewer)."""
        values = facet_values_by_count(self.finding.live, facet)
        if facet.is_flag:
            return [*values, *not_known_value(self.finding.index, facet)], 0
        if facet.name in self.asked.more or len(values) <= SHOWN_VALUES + 2:
            return values, 0
        ticked_later = [value for value in values[SHOWN_VALUES:] if value[0] in ticked]
        return values[:SHOWN_VALUES] + ticked_later, len(values)


def _range_hints(facet):
    """What stands in the two empty fields of a range."""
    if facet.is_date:
        return pgettext("first date", "from"), pgettext("last date", "to")
    return pgettext("least", "min"), pgettext("most", "max")


def as_typed(facet, text):
    """The end of a range as a reader would write it: “1/1.3” for a type label that the address has as a number."""
    if not facet.name.endswith(OPTICAL_FORMAT):
        return text
    return type_label_text(float(text)) or text


def _values_of(readings, operator):
    values = set()
    for one in readings:
        if one.condition.test == operator:
            values.update(one.condition.values)
    return values


def _parameter_value(value):
    return UNKNOWN if value == NOT_KNOWN else value


def print_hidden(pairs):
    return template_macro("macros/facets.html", "hidden")(pairs=pairs)


def print_facet(view):
    return template_macro("macros/facets.html", "facet")(view=view)
