"""What choosing each value would give: the counts of an answer, by facet."""

from datetime import date

from catalog.quantities import formatters

from .facets import ENTRY_KINDS, NOT_KNOWN
from .finder_query import ConditionOperator
from .histograms import MAX_BINS


def selected_values(finding):
    """(facet name, test) → the values chosen."""
    conditions = finding.asked.question.conditions
    return {(one.facet.name, one.test): one.values for one in conditions if one.test != ConditionOperator.RANGE}


def facet_values_by_count(columns, facet):
    """(value, label, place) of every value of a facet, those of most phones first."""
    known = columns.words.values(facet.spec.key).items()
    found = [(value, columns.words.label(place), place) for value, place in known]
    totals = columns.totals()
    return sorted(found, key=lambda one: (-totals[one[2]], one[1].casefold(), one[0]))


def facets_data(finding):
    """{facet: [{"value", "label", "count", "selected"}]}, without values that no phone of the catalogue has."""
    ticked = selected_values(finding)
    found = {}
    for kind in ENTRY_KINDS.values():
        columns, counts = finding.index.columns[kind.key], finding.counts[kind.key]
        for facet in kind.facets:
            if facet.is_number:
                continue
            mine = ticked.get((facet.name, ConditionOperator.ANY), ())
            values = facet_values_by_count(columns, facet)
            if facet.is_flag:
                values = [*values, *_not_known_value(columns, facet)]
            found[facet.name] = [
                {
                    "value": "unknown" if value == NOT_KNOWN else value,
                    "label": label,
                    "count": int(counts[place]),
                    "selected": value in mine,
                }
                for value, label, place in values
            ]
    return found


def _not_known_value(columns, facet):
    place = columns.words.row(facet.spec.key, NOT_KNOWN)
    return [] if place is None else [(NOT_KNOWN, "Not known", place)]


def ranges_data(finding):
    """{facet: {"unit", "bins": [{"from", "to", "count"}]}}; the first and last bin also hold what lies beyond."""
    found = {}
    for kind in ENTRY_KINDS.values():
        columns, counts = finding.index.columns[kind.key], finding.counts[kind.key]
        for facet in kind.numbers:
            edges = [edge_value(facet, edge) for edge in columns.edges[facet.column].tolist()]
            first = columns.bins[facet.column]
            heights = counts[first : first + MAX_BINS].tolist()
            bins = [
                {"from": low, "to": high, "count": height}
                for low, high, height in zip(edges, edges[1:], heights, strict=False)
            ]
            found[facet.name] = {"unit": facet.spec.unit or None, "bins": bins}
    return found


def edge_value(facet, edge):
    """An edge as it is written in a parameter: a year, or a number."""
    return str(date.fromordinal(int(edge)).year) if facet.is_date else formatters.int_if_whole(round(edge, 4))
