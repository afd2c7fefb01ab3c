"""What the template prints of one facet of the finder's form."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy
from markupsafe import Markup

from catalog.finder.facet_counts import facet_values_by_count, not_known_row, not_known_value, unit_of_bins
from catalog.finder.facets import NOT_KNOWN
from catalog.finder.finder_query import ConditionOperator
from catalog.finder.query_parser import encode_query
from catalog.finder.query_phrases import value_label
from catalog.finder.row_coverage import row_coverage
from catalog.finder.value_resolution import UNKNOWN
from catalog.languages.active_language import gettext, pgettext
from catalog.languages.figures_in_texts import figures_localised
from catalog.languages.listed_words import sentences
from catalog.languages.localised_text import localised
from catalog.quantities.euro_rates import EURO, current_currencies

from .facet_fields import OPEN_FILTER_BY_NAME, facet_parameters

SHOWN_VALUES = 8
"""Values of a long list that are printed without asking for more."""


@dataclass(frozen=True)
class FacetValue:
    """One value with its two boxes; ``ticked`` and ``excluded`` are their marks, or slots for them."""

    value: str
    label: str
    count: str
    ticked: str = ""
    excluded: str = ""


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


class FacetViews:
    """The ``FacetView`` of each facet for one answer. ``faulty`` are the parameters that something is wrong with."""

    def __init__(self, finding):
        self.finding = finding
        self.asked = finding.asked
        self.coverage = row_coverage(finding.live)
        self.faulty = {name for name in self.asked.faults if name != "q"}

    def readings_of(self, facet):
        return [one for one in self.asked.readings if one.condition.facet is facet]

    def currency_values(self, facet):
        """The currencies that phones are priced in, as ``facet_values_by_count`` has them."""
        return facet_values_by_count(self.finding.live, facet.currency_facet)

    def faults(self, facet):
        if not self.faulty:
            return {}
        return {name: sentences(self.asked.faults[name]) for name in facet_parameters(facet) if name in self.faulty}

    def view(self, facet, numbers, asked_range):
        """What is to be printed; ``numbers`` are those of the answer, or slots for them, as are the texts of
        ``asked_range``."""
        parts = {"whole": facet.name in self.asked.more, "faults": self.faults(facet)}
        parts |= self.heading(facet)
        parts["coverage"] = localised(self.coverage.note(facet.name))
        if facet.is_price:
            parts |= self.currency(facet)
        if facet.is_number:
            return FacetView(facet, [], **parts, **asked_range, bars=numbers.bars, bars_text=numbers.bars_text)
        return FacetView(facet, **parts, **self.choices(facet, self.readings_of(facet), numbers))

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
        for (text, label, row), count in zip(listed, counts, strict=True):
            words = localised(label, facet.spec.key)
            marks = numbers.mark(f"any {row}", text in ticked), numbers.mark(f"none {row}", text in excluded)
            values.append(FacetValue(parameter_value(text), words, count, *marks))
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
        query = Markup(numbers.query)  # noqa: S704 - HTML already, see ``FacetNumbers``
        return Markup("?{}more={}#facet-{}").format(query, facet.name, facet.name)

    def listed(self, facet, ticked):
        """(the values to print, how many there are in all if these are fewer)."""
        if facet.name in self.asked.more and not facet.is_flag:
            return facet_values_by_count(self.finding.live, facet), 0
        values, more = usual_values(self.finding, facet)
        if not more:
            return values, 0
        later = facet_values_by_count(self.finding.live, facet)[SHOWN_VALUES:]
        return values + [value for value in later if value[0] in ticked], more


def usual_values(finding, facet):
    """(the values that are printed where nothing is asked, how many there are in all if these are fewer)."""
    values = facet_values_by_count(finding.live, facet)
    if facet.is_flag:
        return [*values, *not_known_value(finding.index, facet)], 0
    if len(values) <= SHOWN_VALUES + 2:
        return values, 0
    return values[:SHOWN_VALUES], len(values)


def _range_hints(facet):
    """What stands in the two empty fields of a range."""
    if facet.is_date:
        return pgettext("first date", "from"), pgettext("last date", "to")
    return pgettext("least", "min"), pgettext("most", "max")


def _values_of(readings, operator):
    values = set()
    for one in readings:
        if one.condition.test == operator:
            values.update(one.condition.values)
    return values


def parameter_value(value):
    return UNKNOWN if value == NOT_KNOWN else value
