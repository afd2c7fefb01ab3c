"""How many phones match with each word or bin of the index, as if its own row had not been asked.

What is counted comes as (columns, bits) of which no phone is in two: see ``VersionIndex.parts_of``.
"""

from .bitsets import intersection_counts
from .condition_evaluation import evaluate_conditions
from .facets import ENTRY_KINDS, PHONE
from .finder_query import MAIN_CAMERA_ZOOM, FinderQuery, UnknownPolicy
from .price_counts import count_prices
from .zooms import ZOOM_FACETS


def catalogue_counts(index):
    """Kind → how many phones of the whole catalogue have each of its words and bins."""
    counts = {key: _word_counts([(columns, index.living)]) for key, columns in index.columns.items()}
    counts[PHONE.key] = _word_counts(index.parts_of(index.everything.yes))
    count_prices(counts, index, index.ask(FinderQuery()))
    return counts


def counts_by_kind(index, found):
    """Kind → how many phones match with each word or bin of it, as if its own row had not been asked."""
    if not found.parts:
        return index.all_counts
    counts = {key: _counts_of_kind(index, found, columns) for key, columns in index.columns.items()}
    count_prices(counts, index, found)
    return counts


def _counts_of_kind(index, found, columns):
    conditions = found.question.parts.get(columns.kind.key)
    if conditions:
        return _counts_of_entries(index, found, columns, conditions)
    if columns.kind is PHONE:
        return _counts_of_phones(index, found)
    return _word_counts([(columns, found.taken)])


def _word_counts(parts):
    """How many phones have each word or bin in use."""
    return sum(columns.counts(bits) for columns, bits in parts)


def _row_counts(rows, parts):
    return sum(columns.counts(bits, rows) for columns, bits in parts)


def _counts_of_phones(index, found):
    counts = _word_counts(index.parts_of(found.taken_versions))
    for part, conditions in found.question.parts.items():
        if part == MAIN_CAMERA_ZOOM:
            _recount_main_camera(counts, index, found, conditions)
        elif part not in ENTRY_KINDS:
            rows = index.phones.rows_of_facet(conditions[0].facet)
            counts[rows] = _row_counts(rows, index.parts_of(index.taken_without(found, part)))
    return counts


def _recount_main_camera(counts, index, found, conditions):
    """The rows that one focal length of the main camera must meet together: each is narrowed by the others."""
    for facet, rest in _facets_with_others(conditions).values():
        answers = [index.answer_of(rest)] if rest else []
        parts = index.parts_of(index.taken_without(found, MAIN_CAMERA_ZOOM, *answers))
        rows = index.phones.rows_of_facet(facet)
        counts[rows] = _row_counts(rows, parts)
        _recount_zooms(counts, found, (facet, rest), parts)
    for facet in _zoom_facets_not_asked(index.phones, conditions):
        _recount_zooms(counts, found, (facet, conditions), index.parts_of(found.taken_versions))


def _counts_of_entries(index, found, columns, conditions):
    """Where one entry must meet all ``conditions``: counts the phones of which that entry has the word too."""
    phones = index.versions.folded(index.taken_without(found, columns.kind.key))
    met = phones & _matching_entries(found, found.entries[columns.kind.key])
    counts = _word_counts([(columns, met)])
    for facet, rest in _facets_with_others(conditions).values():
        rows = columns.rows_of_facet(facet)
        matching = columns.present
        if rest:
            matching = _matching_entries(found, evaluate_conditions(columns, rest))
        parts = [(columns, phones & matching)]
        counts[rows] = _row_counts(rows, parts)
        _recount_zooms(counts, found, (facet, rest), parts)
    for facet in _zoom_facets_not_asked(columns, conditions):
        _recount_zooms(counts, found, (facet, conditions), [(columns, met)])
    return counts


def _facets_with_others(conditions):
    """Name of each facet that is asked → (the facet, the conditions on others)."""
    found = {}
    for condition in conditions:
        name = condition.facet.name
        found[name] = (condition.facet, [other for other in conditions if other.facet.name != name])
    return found


def _zoom_facets_not_asked(columns, conditions):
    names = {condition.facet.name for condition in conditions}
    return [facet for facet in ZOOM_FACETS[columns.kind.key] if facet.name not in names]


def _recount_zooms(counts, found, facet_and_others, parts):
    """Count the bins of a facet anew where zooms are in fewer of them under the conditions on others."""
    facet, conditions = facet_and_others
    if not any(columns.has_zooms_to_recount(facet, conditions) for columns, _ in parts):
        return
    takes_possible = found.question.unknown == UnknownPolicy.MATCH
    binned = 0
    for columns, bits in parts:
        sets = columns.bins_given(facet, conditions, takes_possible)
        binned = binned + intersection_counts(sets, bits)
    first = columns.bins[facet.column]
    counts[first : first + len(binned)] = binned


def _matching_entries(found, entries):
    if found.question.unknown == UnknownPolicy.MATCH:
        return entries.possible
    return entries.yes
