"""The database's check constraints, asked of a record before it gets there.

Only the lookups that our constraints use. As in SQL, a comparison with NULL is neither true nor false, and passes.
"""

import operator

from django.db.models import F, Q

_OPERATORS = {"exact": operator.eq, "lte": operator.le, "gte": operator.ge}


def is_violated(constraint, row):
    """Whether the database would refuse ``row`` (key → plain value) for this check constraint."""
    return _evaluate(constraint.condition, row) is False


def _evaluate(condition, row):
    """True, False, or None for unknown."""
    answer = _combine(condition.connector, [_evaluate_part(part, row) for part in condition.children])
    if answer is None:
        return None
    return answer is not condition.negated


def _combine(connector, answers):
    """AND is decided by one False, OR by one True; what is left undecided is unknown where any answer is."""
    deciding = connector != Q.AND
    if deciding in answers:
        return deciding
    if None in answers:
        return None
    return not deciding


def _evaluate_part(part, row):
    if isinstance(part, Q):
        return _evaluate(part, row)
    return _evaluate_lookup(*part, row)


def _evaluate_lookup(lookup, right, row):
    key, _, how = lookup.partition("__")
    left = row.get(key)
    if how == "isnull":
        return (left is None) is right
    if isinstance(right, F):
        right = row.get(right.name)
    if left is None or right is None:
        return None
    return _OPERATORS[how or "exact"](left, right)


def condition_columns(condition):
    """The columns that a condition looks at."""
    columns = set()
    for part in condition.children:
        if isinstance(part, Q):
            columns |= condition_columns(part)
        else:
            columns.add(part[0].partition("__")[0])
    return columns
