"""One thing to do at a phone, and how a task stores it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WorklistFinding:
    """A fact that an editor should look at. ``camera`` is the key of its camera, ``field`` the id of its input on the
    form of the phone; both empty where it has none. Before ``due`` there is nothing to do yet; None: at once."""

    key: str
    words: str
    camera: int | None = None
    field: str = ""
    due: date | None = None

    def is_due(self, day):
        if self.due is None:
            return True
        return self.due <= day

    @property
    def stored(self):
        """As a task stores it: a JSON list, without the empty values at its end."""
        due = self.due and self.due.isoformat()
        values = [self.key, self.words, self.camera, self.field, due]
        while not values[-1]:
            values.pop()
        return values


def parse_finding(stored):
    """The ``WorklistFinding`` of its ``stored`` list."""
    key, words, camera, field, due = [*stored, None, None, None][:5]
    day = due and date.fromisoformat(due)
    return WorklistFinding(key, words, camera=camera, field=field or "", due=day)


def earliest_due_date(facts):
    """When the first of them is due; None where one is at once."""
    days = [fact.due for fact in facts]
    if None in days:
        return None
    return min(days)
