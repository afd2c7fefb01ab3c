"""Deciding what somebody has asked for: accepted, or declined with an answer."""

from django.utils import timezone

ACCEPT_BUTTON, DECLINE_BUTTON = "_accept", "_decline"


class AnswerToDeclineMixin:
    """A form with an ``answer``, which whoever asked will read; without one nothing is declined."""

    answer_is_missing = "Tell its author why."

    def clean(self):
        found = super().clean()
        if DECLINE_BUTTON in self.data and not found.get("answer"):
            self.add_error("answer", self.answer_is_missing)
        return found


def note_decision(row, decision, by):
    """Set what was decided of a report or a proposal, by whom and when; the caller stores it."""
    row.decision = decision
    row.decided_by = by
    row.decided_at = timezone.now()
