"""One change to many phones: what an action (of ``actions``) would do to each, and doing it."""

from dataclasses import dataclass, field, replace
from hashlib import blake2b

from catalog.models import Phone
from catalog.records.serializer import RecordSerializer

from .task_store import fetch_whole_phones

MOST_RECORDS = 1000
"""Records in one action."""
BATCH = 50
"""Phones held in memory at a time, of about half a megabyte each."""


class PlanChanged(Exception):
    """Something has changed since somebody saw what the action would do."""


@dataclass
class BulkStep:
    """One phone: what changes, what is refused and why, in words; and the ``acts`` that do it."""

    key: int
    name: str
    changes: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    acts: list = field(default_factory=list)

    def change(self, words, act):
        self.changes.append(words)
        self.acts.append(act)

    @property
    def without_acts(self):
        """To be kept while other phones are looked at: acts hold on to the whole phone."""
        return replace(self, acts=[])


def plan_steps(action, keys, refusal):
    """The steps of an action for phones (keys); ``refusal(phone)`` says in words why somebody may not change it."""
    return [step.without_acts for steps in step_batches(action, keys, refusal) for step in steps]


def step_batches(action, keys, refusal):
    for start in range(0, len(keys), BATCH):
        phones = fetch_whole_phones(keys[start : start + BATCH])
        allowed = [phone for phone in phones if not refusal(phone)]
        refused = [BulkStep(phone.pk, str(phone), refused=[reason]) for phone in phones if (reason := refusal(phone))]
        yield [*action.steps(allowed), *refused]


def plan_digest(steps):
    """What tells two plans apart."""
    found = blake2b(digest_size=16)
    for step in steps:
        found.update(repr((step.key, step.changes)).encode())
    return found.hexdigest()


def apply_plan(action, keys, refusal, *, recording, seen):
    """Do what was ``seen`` (the digest of the plan) and note it; return the keys of the phones that were changed.

    Raises ``PlanChanged`` where it would be something else by now. Call it inside a transaction; move the stamp after.
    """
    taken = []
    for steps in step_batches(action, keys, refusal):
        changing = [step.key for step in steps if step.acts]
        befores = stored_contents(changing)
        for step in steps:
            for act in step.acts:
                act()
        for key, after in stored_contents(changing).items():
            recording.note("phone", key, befores[key], after)
        taken += [step.without_acts for step in steps]
    if plan_digest(taken) != seen:
        raise PlanChanged
    return {step.key for step in taken if step.changes}


def stored_contents(keys):
    """Key → content of phones as they are stored now."""
    slugs = dict(Phone.objects.filter(pk__in=keys).values_list("slug", "pk"))
    return {slugs[content["phone"]]: content for content in RecordSerializer().all_of("phone", pk__in=keys)}
