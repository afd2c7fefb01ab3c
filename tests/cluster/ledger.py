"""What an editor has written and when it was answered, to tell stale answers from fresh ones."""

from dataclasses import dataclass
from threading import Lock

FIRST_WEIGHT_G = 600
"""More than any made-up phone weighs."""


@dataclass
class EditedValue:
    weight_g: int
    answered_at: float | None = None
    """By time.monotonic(); None before that, and for ever where it was refused or nobody knows."""


class Ledger:
    """Edits of one phone's weight, in their order; each makes it a gram heavier."""

    def __init__(self):
        self.edits = []
        self.lock = Lock()

    def begin(self):
        with self.lock:
            edit = EditedValue(FIRST_WEIGHT_G + len(self.edits))
            self.edits.append(edit)
        return edit

    def is_stale(self, weight_g, began):
        """Whether an answer with this weight, asked for at ``began``, leaves out an edit that had been answered."""
        return weight_g < self.newest_before(began)

    def newest_before(self, moment):
        newest = 0
        for edit in list(self.edits):
            if edit.answered_at is not None and edit.answered_at < moment:
                newest = edit.weight_g
        return newest

    def answered_between(self, start, end):
        """How many edits were answered then."""
        answered = [edit.answered_at for edit in list(self.edits) if edit.answered_at is not None]
        return sum(start <= moment < end for moment in answered)
