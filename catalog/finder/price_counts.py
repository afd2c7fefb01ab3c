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
        prices = price_column(columns, facet, found.question.currency_of(facet))
        entries = _entries_without_price(columns, index, found, facet)
        counts[facet.kind.key][columns.rows_of_bins(facet)] = intersection_counts(prices.bins, entries)


def _entries_without_price(columns, index, found, facet):
    """Entries of the phones that match everything but the condition on one price; as bits."""
    part = facet.kind.key if facet.kind.section else facet.name
    if part not in found.parts:
        return found.taken & columns.present
    phones = index.taken_without(found, part) & columns.present
    others = [condition for condition in found.question.parts[part] if condition.facet != facet]
    if not others:
        return phones
    answer = evaluate_conditions(columns, others)
    if found.question.unknown == UnknownPolicy.MATCH:
        return phones & answer.possible
    return phones & answer.yes
