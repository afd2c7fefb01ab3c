"""What choosing each value would give: the counts of an answer, by facet."""

from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_noop

from catalog.quantities import formatters

from .facets import ENTRY_KINDS, NOT_KNOWN
from .finder_query import ConditionOperator
from .histograms import MAX_BINS
from .price_columns import price_column


def selected_values(finding):
    """Name of a facet → the values of which a phone must have any."""
    selected = {}
    for condition in finding.asked.question.conditions:
        if condition.test == ConditionOperator.ANY:
            selected[condition.facet.name] = condition.values
    return selected


def facet_values_by_count(snapshot, facet):
    """(value, English label, row) of every value of a facet that phones have now, those of most phones first."""
    return snapshot.get_or_set(("values", facet.name), lambda: _sorted_values(snapshot.index, facet))


def _sorted_values(index, facet):
    words = index.vocabularies[facet.kind.key]
    values = [(value, words.label(row), row) for value, row in words.values(facet.spec.key).items()]
    totals = index.all_counts[facet.kind.key]
    return sorted(values, key=lambda one: (-totals[one[2]], one[1].casefold(), one[0]))


def not_known_row(index, facet):
    """The row that counts the phones of which a facet is not known; None where there are none."""
    return index.vocabularies[facet.kind.key].row(facet.spec.key, NOT_KNOWN)


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
    counts = finding.counts[facet.kind.key]
    values = list(facet_values_by_count(finding.live, facet))
    limit = finding.asked.question.limit_in_currency(facet)
    if limit:
        return [_currency_data(finding, limit, code, label) for code, label, _ in values]
    if facet.is_flag:
        values += not_known_value(finding.index, facet)
    return [_value_data(value, label, counts[row], value in selected) for value, label, row in values]


def _value_data(value, label, count, selected):
    if value == NOT_KNOWN:
        value = "unknown"
    return {"value": value, "label": label, "count": int(count), "selected": selected}


def _currency_data(finding, limit, code, label):
    """A currency beside the limit of a price: how many match that limit in this currency."""
    return _value_data(code, label, finding.total_in_currency(limit, code), code == limit.currency)


def not_known_value(index, facet):
    """The value “Not known” of a flag, in a list; empty where it is known of every phone."""
    row = not_known_row(index, facet)
    if row is None:
        return []
    return [(NOT_KNOWN, gettext_noop("Not known"), row)]


def ranges_data(finding):
    """{facet: {"unit", "bins": [{"from", "to", "count"}]}}; the first and last bin also hold what lies beyond."""
    data = {}
    for kind in ENTRY_KINDS.values():
        for facet in kind.numbers:
            data[facet.name] = {"unit": unit_of_bins(finding, facet), "bins": _bins_data(finding, facet)}
    return data


def unit_of_bins(finding, facet):
    """The unit of a row, or the currency that its prices are counted in; None where it has none."""
    if facet.is_price:
        return finding.asked.question.currency_of(facet)
    return facet.spec.unit or None


def edges_of_bins(finding, facet):
    """The edges of a facet's bins as numbers; empty where there are none."""
    columns = finding.index.columns[facet.kind.key]
    if facet.is_price:
        currency = finding.asked.question.currency_of(facet)
        return price_column(columns, facet, currency).edges.tolist()
    return columns.edges[facet.column].tolist()


def _bins_data(finding, facet):
    columns = finding.index.columns[facet.kind.key]
    first = columns.bins[facet.column]
    counts = finding.counts[facet.kind.key][first : first + MAX_BINS].tolist()
    edges = [edge_value(facet, edge) for edge in edges_of_bins(finding, facet)]
    bins = zip(pairwise(edges), counts, strict=False)  # there may be fewer bins than the index has rows for
    return [{"from": low, "to": high, "count": count} for (low, high), count in bins]


def edge_value(facet, edge):
    """An edge as it is written in a parameter: a year, or a number."""
    if facet.is_date:
        return str(date.fromordinal(int(edge)).year)
    return formatters.int_if_whole(round(edge, 4))
