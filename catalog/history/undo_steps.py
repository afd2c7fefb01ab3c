"""What an edit did, record by record, and what stands in the way of putting it back."""

from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from catalog.models import Revision

from .visibility import content_before, with_previous_content

BATCH = 200
CHANGED_SINCE = "changed since"


@dataclass(frozen=True)
class UndoObstacle:
    """A record that cannot be put back, and why."""

    kind: str
    slug: str
    reason: str

    def __str__(self):
        return f"{self.kind} {self.slug}: {self.reason}"


@dataclass
class UndoStep:
    """One record of the edit: what it was, what the edit made of it. Contents come when its batch is put back.

    ``numbers`` are those of its revisions. ``later``: it was changed since; ``gone``: the edit deleted it.
    """

    kind: str
    key: int
    slug: str
    numbers: list = field(default_factory=list)
    later: bool = False
    gone: bool = False
    was: dict | None = None
    now: dict | None = None

    def obstacle(self, reason):
        return UndoObstacle(self.kind, self.slug, reason)

    @property
    def addresses(self):
        """The slugs that a phone had as the edit left it, now and once; none for other records."""
        if self.kind != "phone" or not self.now:
            return []
        return current_and_old_slugs(self.now)


def undo_steps(edit):
    """One step per record that the edit touched, without contents. One query."""
    since = Revision.objects.filter(kind=OuterRef("kind"), record=OuterRef("record"), pk__gt=OuterRef("pk"))
    revisions = edit.revisions.order_by("pk").annotate(
        later=Exists(since.exclude(edit=edit)), gone=Q(content__isnull=True)
    )
    steps = {}
    for number, kind, key, slug, later, gone in revisions.values_list("pk", "kind", "record", "slug", "later", "gone"):
        step = steps.setdefault((kind, key), UndoStep(kind, key, slug))
        step.numbers.append(number)
        step.slug = slug
        step.gone = gone
        step.later = step.later or later
    return list(steps.values())


def later_change_obstacles(steps):
    return [step.obstacle(CHANGED_SINCE) for step in steps if step.later]


def deleted_records(steps):
    """The steps of records that the edit deleted, once their contents are there."""
    return [step for step in steps if step.now is None]


def step_batches(steps, kind):
    """Yield the steps of records of one kind, in batches."""
    remaining = (step for step in steps if step.kind == kind)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def load_contents(steps):
    """What each record was before the edit and after it."""
    numbers = set()
    for step in steps:
        numbers |= {step.numbers[0], step.numbers[-1]}
    revisions = {one.pk: one for one in with_previous_content(Revision.objects.filter(pk__in=numbers))}
    for step in steps:
        step.was = content_before(revisions[step.numbers[0]])
        step.now = revisions[step.numbers[-1]].content


def current_and_old_slugs(content):
    return [content["phone"], *(row["slug"] for row in content.get("old_slugs", ()))]
