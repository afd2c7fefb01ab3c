"""Cache of what hangs on a few small tables, such as editors' pages: read once by a process for each stamp."""

from functools import wraps

from catalog.models import Stamp

_values = {}
"""Function → (mark of the stamp, what it gave)."""


def once_a_stamp(function):
    """Decorator of a function without arguments, whose value no clock changes. Whoever gets it must not change it."""

    @wraps(function)
    def cached():
        mark = Stamp.held_mark() or Stamp.read()
        kept = _values.get(function)
        if kept is None or kept[0] != mark:
            kept = _values[function] = (mark, function())
        return kept[1]

    return cached
