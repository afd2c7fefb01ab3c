"""The database's check constraints, asked of a record before it gets there.

Only the lookups that our constraints use. As in SQL, a comparison with NULL is neither true nor false, and passes.
"""

import operator

from django.db.models import F, Q

_COMPARE = {"exact": operator.eq, "lte": operator.le, "gte": operator.ge}


def broken(constraints, row):
    """Those of ``constraints`` that ``row`` (key → plain value) does not satisfy."""
    return [constraint for constraint in constraints if _holds(constraint.condition, row) is False]


def _holds(condition, row):
    """True, False, or None for unknown."""
    parts = [_holds(part, row) if isinstance(part, Q) else _compare(*part, row) for part in condition.children]
    deciding, other = (False, True) if condition.connector == Q.AND else (True, False)
    answer = deciding if deciding in parts else None if None in parts else other
    return None if answer is None else answer is not condition.negated


def _compare(lookup, right, row):
    key, _, how = lookup.partition("__")
    left = row.get(key)
    if how == "isnull":
        return (left is None) is right
    right = row.get(right.name) if isinstance(right, F) else right
    if left is None or right is None:
        return None
    return _COMPARE[how or "exact"](left, right)


def columns_of(condition):
    """The columns that a condition looks at."""
    parts = [columns_of(part) if isinstance(part, Q) else {part[0].partition("__")[0]} for part in condition.children]
    return set().union(*parts)
