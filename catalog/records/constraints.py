"""The database's check constraints, asked of a record before it gets there.

Only the lookups that our constraints use. As in SQL, a comparison with NULL is neither true nor false, and passes.
"""

import operator

from django.db.models import F, Q

_OPERATORS = {"exact": operator.eq, "lte": operator.le, "gte": operator.ge}


def violated_constraints(constraints, row):
    """Those of ``constraints`` that ``row`` (key → plain value) does not satisfy."""
    return [constraint for constraint in constraints if _evaluate(constraint.condition, row) is False]


def _evaluate(condition, row):
    """True, False, or None for unknown."""
    parts = [
        _evaluate(part, row) if isinstance(part, Q) else _evaluate_lookup(*part, row) for part in condition.children
    ]
    deciding, other = (False, True) if condition.connector == Q.AND else (True, False)
    answer = deciding if deciding in parts else None if None in parts else other
    return None if answer is None else answer is not condition.negated


def _evaluate_lookup(lookup, right, row):
    key, _, how = lookup.partition("__")
    left = row.get(key)
    if how == "isnull":
        return (left is None) is right
    right = row.get(right.name) if isinstance(right, F) else right
    if left is None or right is None:
        return None
    return _OPERATORS[how or "exact"](left, right)


def condition_columns(condition):
    """The columns that a condition looks at."""
    parts = [
        condition_columns(part) if isinstance(part, Q) else {part[0].partition("__")[0]} for part in condition.children
    ]
    return set().union(*parts)
