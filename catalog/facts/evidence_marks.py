"""What stands behind a value."""

from enum import StrEnum

from catalog.sheet import spec


class Evidence(StrEnum):
    """What stands behind a value, as its one mark tells it; the worst first."""

    DISPUTED = "disputed"
    ESTIMATED = spec.ESTIMATED
    COMPUTED = spec.COMPUTED
    SOURCED = "sourced"
    UNSOURCED = "unsourced"
