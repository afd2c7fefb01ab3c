"""Which of two dates is told more exactly. Pure functions."""

from catalog.facts.claim_agreement import values_agree
from catalog.quantities.partial_dates import PartialDate


def is_more_exact_date(claimed, known):
    """Whether both are dates that may be the same day, and ``claimed`` is the more exact: 2019-08 against 2019."""
    return is_vaguer_date(known, claimed) and values_agree(claimed, known)


def is_vaguer_date(claimed, known):
    """Whether both are dates, and ``claimed`` is the less exact, even of another day: 2019-09 against 2019-08-07."""
    claimed_date = _as_date(claimed)
    known_date = _as_date(known)
    if claimed_date is None or known_date is None:
        return False
    return claimed_date.precision < known_date.precision


def _as_date(value):
    """The ``PartialDate`` of an ISO text; None for what is none."""
    if not isinstance(value, str):
        return None
    try:
        return PartialDate.parse(value)
    except ValueError:
        return None
