"""Cache of what is worked out from one phone alone, kept with the phone object and gone with it.

A phone as the process keeps it (``phone_cache``) never changes, so that what hangs on nothing else is worked out once,
on whatever page it is asked for first. Two threads may both work out a value; they come to the same.
"""

from functools import wraps

from catalog.languages.active_language import active_language


def derived_once(function):
    """Decorator of ``function(thing, *values)``, called once for each ``thing`` and ``values``. ``thing`` is a phone,
    or what was derived from one and is kept with it; ``values`` can be hashed and are few. The result has no words."""

    @wraps(function)
    def cached(thing, *values):
        derived = derived_values(thing)
        key = (function, *values)
        if key not in derived:
            derived[key] = function(thing, *values)
        return derived[key]

    return cached


def derived_once_a_language(function):
    """The same of a function whose result has words: called once for each language too."""

    @wraps(function)
    def cached(thing, *values):
        derived = derived_values(thing)
        key = (function, active_language(), *values)
        if key not in derived:
            derived[key] = function(thing, *values)
        return derived[key]

    return cached


def derived_values(thing):
    """The dict of them that an object has: (function, …) → its result."""
    return vars(thing).setdefault("derived_values", {})
