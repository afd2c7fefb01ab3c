"""The straight scale that charts share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LinearScale:
    """Straight from ``low`` … ``high`` to ``start`` … ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value):
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)
