"""One thing to do at a phone, as it is found, kept and read again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WorklistFinding:
    """A fact that waits for somebody. ``camera`` is the key of its camera, ``field`` the id of its box on the form of
    the phone; both empty where it has none. Before ``due`` there is nothing to do yet; None: at once."""

    key: str
    words: str
    camera: int | None = None
    field: str = ""
    due: date | None = None

    def is_due(self, day):
        return self.due is None or self.due <= day

    @property
    def stored(self):
        """As a task keeps it; the rest that goes without saying is left out."""
        values = [self.key, self.words, self.camera, self.field, self.due and self.due.isoformat()]
        while not values[-1]:
            values.pop()
        return values


def parse_finding(stored):
    key, words, camera, field, due = [*stored, None, None, None][:5]
    return WorklistFinding(key, words, camera, field or "", due and date.fromisoformat(due))


def earliest_due_date(facts):
    """When the first of them is due; None where one is at once."""
    days = [fact.due for fact in facts]
    return None if None in days else min(days)
