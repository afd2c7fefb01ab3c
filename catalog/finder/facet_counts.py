"""What choosing each value would give: the counts of an answer, by facet."""

from datetime import date
from itertools import pairwise

from catalog.quantities import formatters

from .facets import ENTRY_KINDS, NOT_KNOWN
from .finder_query import ConditionOperator
from .histograms import MAX_BINS


def selected_values(finding):
    """Name of a facet → the values of which a phone must have any."""
    selected = {}
    for condition in finding.asked.question.conditions:
        if condition.test == ConditionOperator.ANY:
            selected[condition.facet.name] = condition.values
    return selected


def facet_values_by_count(columns, facet):
    """(value, label, row) of every value of a facet, those of most phones first."""
    rows = columns.words.values(facet.spec.key)
    values = [(value, columns.words.label(row), row) for value, row in rows.items()]
    totals = columns.totals()
    return sorted(values, key=lambda one: (-totals[one[2]], one[1].casefold(), one[0]))


def facets_data(finding):
    """{facet: [{"value", "label", "count", "selected"}]}, without values that no phone of the catalogue has."""
    selected = selected_values(finding)
    data = {}
    for kind in ENTRY_KINDS.values():
        for facet in kind.facets:
            if not facet.is_number:
                data[facet.name] = _facet_data(finding, facet, selected.get(facet.name, ()))
    return data


def _facet_data(finding, facet, selected):
    columns = finding.index.columns[facet.kind.key]
    counts = finding.counts[facet.kind.key]
    values = facet_values_by_count(columns, facet)
    if facet.is_flag:
        values += _not_known_value(columns, facet)
    return [_value_data(value, label, counts[row], value in selected) for value, label, row in values]


def _value_data(value, label, count, selected):
    if value == NOT_KNOWN:
        value = "unknown"
    return {"value": value, "label": label, "count": int(count), "selected": selected}


def _not_known_value(columns, facet):
    row = columns.words.row(facet.spec.key, NOT_KNOWN)
    if row is None:
        return []
    return [(NOT_KNOWN, "Not known", row)]


def ranges_data(finding):
    """{facet: {"unit", "bins": [{"from", "to", "count"}]}}; the first and last bin also hold what lies beyond."""
    data = {}
    for kind in ENTRY_KINDS.values():
        for facet in kind.numbers:
            data[facet.name] = {"unit": facet.spec.unit or None, "bins": _bins_data(finding, facet)}
    return data


def _bins_data(finding, facet):
    columns = finding.index.columns[facet.kind.key]
    first = columns.bins[facet.column]
    counts = finding.counts[facet.kind.key][first : first + MAX_BINS].tolist()
    edges = [edge_value(facet, edge) for edge in columns.edges[facet.column].tolist()]
    bins = zip(pairwise(edges), counts, strict=False)  # there may be fewer bins than the index has rows for
    return [{"from": low, "to": high, "count": count} for (low, high), count in bins]


def edge_value(facet, edge):
    """An edge as it is written in a parameter: a year, or a number."""
    if facet.is_date:
        return str(date.fromordinal(int(edge)).year)
    return formatters.int_if_whole(round(edge, 4))
