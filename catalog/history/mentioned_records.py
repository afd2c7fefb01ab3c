"""The records that changes name by their slugs, and what they are called."""

from collections import defaultdict

from catalog.records.shapes import RECORD_SHAPES


def names_of_mentioned_records(changes):
    """(kind, slug) → name of every record that ``changes`` mention. At most one query per kind of record."""
    slugs_by_kind = defaultdict(set)
    for change in changes:
        for shape, row in _rows_of_change(change):
            for kind, slug in _records_named_in(shape, row or {}):
                slugs_by_kind[kind].add(slug)
    names = {}
    for kind, slugs in slugs_by_kind.items():
        records = RECORD_SHAPES[kind].model.objects.filter(slug__in=slugs)
        if kind == "phone":
            records = records.select_related("brand")
        names |= {(kind, record.slug): str(record) for record in records}
    return names


def _rows_of_change(change):
    """Yield (shape, row) for each row that the words of a change may speak of; a single value counts as a row."""
    for pair in change.within:
        yield pair.shape, pair.old
        yield pair.shape, pair.new
    for side in (change.old, change.new):
        if change.order:
            yield from ((change.shape, row) for row in side or ())
        elif change.key:
            yield change.shape, {change.key: side}


def _records_named_in(shape, row):
    """Yield (kind, slug) for each record that a row names."""
    for key, kind in shape.references.items():
        if row.get(key) is not None:
            yield kind, row[key]
