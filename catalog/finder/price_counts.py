"""How many phones have a price in each bin of its histogram, in the currency of the question."""

from .bitsets import intersection_counts
from .condition_evaluation import evaluate_conditions
from .facets import PRICE_FACETS
from .finder_query import UnknownPolicy
from .price_columns import price_column


def count_prices(counts, index, found):
    """Put the counts of the bins of prices into ``counts`` (kind → numbers), as if no price had been asked."""
    for facet in PRICE_FACETS:
        columns = index.columns[facet.kind.key]
        counts[facet.kind.key][columns.rows_of_bins(facet)] = counts_of_price_bins(index, found, facet)


def counts_of_price_bins(index, found, facet):
    """How many phones that match everything but the condition on one price have it in each bin."""
    currency = found.question.currency_of(facet)
    if facet.kind.section:
        columns = index.columns[facet.kind.key]
        entries = _entries_without_price(columns, index, found, facet)
        return intersection_counts(price_column(columns, facet, currency).bins, entries)
    counts = 0
    edges = price_column(index.phones, facet, currency).edges
    for columns, bits in index.parts_of(_phones_without_price(index, found, facet.name)):
        prices = price_column(columns, facet, currency, edges)
        counts = counts + intersection_counts(prices.bins, bits & columns.present)
    return counts


def _phones_without_price(index, found, part):
    """The phones, with their versions, that match everything but one part of the question; as bits."""
    if part not in found.parts:
        return found.taken_versions
    return index.taken_without(found, part)


def _entries_without_price(columns, index, found, facet):
    """Entries of the phones that match everything but the condition on one price; as bits."""
    part = facet.kind.key
    if part not in found.parts:
        return found.taken & columns.present
    phones = index.versions.folded(index.taken_without(found, part)) & columns.present
    others = []
    for condition in found.question.parts[part]:
        if condition.facet != facet:
            others.append(condition)
    if not others:
        return phones
    answer = evaluate_conditions(columns, others)
    if found.question.unknown == UnknownPolicy.MATCH:
        return phones & answer.possible
    return phones & answer.yes
