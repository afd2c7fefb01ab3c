"""How made-up facts are drawn. Everything takes its ``Random``, so that it is the same in every run."""

from itertools import accumulate

UNKNOWN = 0.1
"""The share of facts that nobody knows."""

YEAR, MONTH, DAY = 1, 3, 4
"""Precisions of a partial date."""


def weighted(weights):
    """A tuple to choose from in which each value stands as often as it weighs."""
    return tuple(value for value, weight in weights.items() for _ in range(weight))


def zipf(count):
    """Sums for ``Random.choices``: the first of ``count`` is drawn twice as often as the second, and so on."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def mostly(random, facts):
    """``facts`` with one in ten not known."""
    draw = random.random
    return {key: None if draw() < UNKNOWN else value for key, value in facts.items()}


def around(random, middle, spread, digits=0):
    """A number near ``middle``, at most three times ``spread`` away."""
    value = min(max(random.gauss(middle, spread), middle - 3 * spread), middle + 3 * spread)
    return round(value, digits)


def some(random, values, most):
    """1 to ``most`` of ``values``, in their order."""
    chosen = set(random.sample(range(len(values)), random.randint(1, min(most, len(values)))))
    return tuple(value for place, value in enumerate(values) if place in chosen)


def partial_date(random, year):
    """A date's number as the column keeps it: to the day for three in five, else to the month or the year."""
    precision = random.choice((DAY, DAY, DAY, MONTH, YEAR))
    month = random.randint(1, 12) if precision > YEAR else 0
    day = random.randint(1, 28) if precision == DAY else 0
    return ((year * 100 + month) * 100 + day) * 10 + precision
