"""One change to many phones: the plan of an action of ``bulk_actions``, and applying it."""

from dataclasses import dataclass, field, replace
from hashlib import blake2b

from catalog.records.serializer import contents_by_key

from .task_store import fetch_whole_phones

MOST_RECORDS = 1000
"""Records in one action."""
BATCH = 50
"""Phones held in memory at a time, of about half a megabyte each."""


class PlanChanged(Exception):
    """The plan is another than the one that was shown: something has changed since."""


@dataclass
class BulkStep:
    """One phone: what changes, what is refused and why, in words; and ``acts``, the functions that make the changes."""

    key: int
    name: str
    changes: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    acts: list = field(default_factory=list)

    @classmethod
    def of(cls, phone):
        return cls(phone.pk, str(phone))

    def change(self, words, act):
        self.changes.append(words)
        self.acts.append(act)

    def refuse(self, words):
        self.refused.append(words)

    def run(self):
        for act in self.acts:
            act()

    @property
    def without_acts(self):
        """For use after its batch: the acts refer to the whole phone, which would stay in memory."""
        return replace(self, acts=[])


def plan_steps(action, keys, refusal):
    """The steps of an action for phones (keys); ``refusal(phone)`` says in words why somebody may not change it."""
    plan = []
    for steps in step_batches(action, keys, refusal):
        plan += [step.without_acts for step in steps]
    return plan


def step_batches(action, keys, refusal):
    """Yield lists of steps, of ``BATCH`` phones each. What the action remembers from batch to batch begins anew."""
    action = replace(action)
    for start in range(0, len(keys), BATCH):
        allowed = []
        refused = []
        for phone in fetch_whole_phones(keys[start : start + BATCH]):
            reason = refusal(phone)
            if reason:
                step = BulkStep.of(phone)
                step.refuse(reason)
                refused.append(step)
            else:
                allowed.append(phone)
        yield [*action.steps(allowed), *refused]


def plan_digest(steps):
    """Equal for plans with the same changes."""
    found = blake2b(digest_size=16)
    for step in steps:
        found.update(repr((step.key, step.changes)).encode())
    return found.hexdigest()


def apply_plan(action, keys, refusal, *, recording, seen):
    """Make the changes of the plan that was ``seen`` (its digest) and note them in ``recording``; return the keys of
    the phones that were changed.

    Raises ``PlanChanged`` where the plan is another by now. Call it inside a transaction; move the stamp after.
    """
    applied = []
    for steps in step_batches(action, keys, refusal):
        apply_steps(steps, recording)
        applied += [step.without_acts for step in steps]
    if plan_digest(applied) != seen:
        raise PlanChanged
    return {step.key for step in applied if step.changes}


def apply_steps(steps, recording):
    changing = [step.key for step in steps if step.acts]
    before = contents_by_key("phone", changing)
    for step in steps:
        step.run()
    changed = contents_by_key("phone", changing)
    for key, after in changed.items():
        recording.note("phone", key, before[key], after)
