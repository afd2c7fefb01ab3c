"""Edits undone: every record that nobody has changed since is put back as it was before."""

from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q

from catalog.models import Edit, OldSlug, Phone, Revision
from catalog.models.vocabulary import Act
from catalog.records.cross_checks import CrossChecks
from catalog.records.record_save import InvalidContent, rename_record, validated_content
from catalog.records.serializer import RecordSerializer, SlugsByKind
from catalog.records.shapes import EDITORIAL_KINDS, RECORD_SHAPES
from catalog.records.store import MAX_TRACKED_PHONES, RecordStore, with_old_slugs

from .recorder import EditRecorder
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


class CannotUndo(Exception):
    """Nothing was put back, because of those in ``stuck``."""

    def __init__(self, stuck):
        self.stuck = stuck
        super().__init__("; ".join(map(str, stuck)))


@dataclass
class UndoResult:
    """What came of it. ``edit`` is the new one, None where nothing was put back; ``phones`` are the keys to move the
    stamp by, None: all."""

    edit: Edit | None
    count: int
    left_out: list[UndoObstacle]
    phones: set | None


@dataclass
class UndoStep:
    """One record of the edit: what it was, what the edit made of it. Contents come when its batch is put back."""

    kind: str
    key: int
    slug: str
    numbers: list = field(default_factory=list)
    later: bool = False
    gone: bool = False
    was: dict | None = None
    now: dict | None = None


@transaction.atomic
def undo_edit(edit, *, by=None, why=None, leave_out=False):
    """Put back all that ``edit`` changed: what it added is deleted, what it deleted comes back under its own key.

    Raises ``CannotUndo`` where some records cannot be put back, because they were changed since, are in use, or name
    what is gone; with ``leave_out`` these stay as they are. Move the stamp by ``phones`` after it, in its transaction.
    """
    steps = undo_steps(edit)
    left_out, steps = later_change_obstacles(steps), [step for step in steps if not step.later]
    while left_out or steps:
        if left_out and not leave_out:
            raise CannotUndo(left_out)
        try:
            return _restore_records(steps, EditRecorder(Act.UNDONE, by=by, why=why, undoes=edit), left_out)
        except CannotUndo as fault:
            left_out = left_out + fault.stuck
            stuck = {(one.kind, one.slug) for one in fault.stuck}
            steps = [step for step in steps if (step.kind, step.slug) not in stuck]
    return UndoResult(None, 0, [], set())


@transaction.atomic
def _restore_records(steps, recording, left_out):
    """All of ``steps`` or none: raises ``CannotUndo`` with every one that is stuck."""
    undoing = _UndoRun(recording)
    undoing.run(steps)
    if undoing.stuck:
        raise CannotUndo(undoing.stuck)
    return UndoResult(recording.edit, undoing.count, left_out, undoing.phones())


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
        step.slug, step.gone, step.later = slug, gone, step.later or later
    return list(steps.values())


def later_change_obstacles(steps):
    return [UndoObstacle(step.kind, step.slug, CHANGED_SINCE) for step in steps if step.later]


class _UndoRun:
    def __init__(self, recording):
        self.recording, self.coming = recording, []
        self.writer, self.stuck, self.count = RecordStore(), [], 0
        self.touched, self.parts, self.given_back = set(), False, set()

    def run(self, steps):
        """Parts before the phones that name them, and deleted last what others may have named."""
        added, self.coming = [], [step for step in steps if step.gone]
        for kind in RECORD_SHAPES:
            for batch in _step_batches(step for step in steps if step.kind == kind):
                _load_contents(batch)
                added += [step for step in batch if step.was is None and step.now is not None]
                self.put_back(kind, [step for step in batch if step.was is not None])
        self.writer.add_relations()
        for kind in reversed(RECORD_SHAPES):
            for batch in _step_batches(step for step in added if step.kind == kind):
                self.delete_added(kind, batch)

    def put_back(self, kind, steps):
        """Bring back those that are gone and change those that are there, as long as all are sound."""
        steps = self.unchanged_steps(kind, steps)
        self.release_slugs([step for step in steps if step.now is None])
        steps = [step for step in steps if self.tried(step, self.rename)]
        checks = CrossChecks(SlugsByKind())
        checks.expect(kind, [step.was[kind] for step in steps])
        checks.expect(kind, [step.slug for step in self.coming if step.kind == kind])
        steps = [step for step in steps if self.tried(step, lambda step: self.check(step, checks))]
        gone = [step for step in steps if step.now is None]
        self.writer.add(kind, [step.was for step in gone], [step.key for step in gone])
        for step in steps:
            if step.now is not None:
                self.writer.change(kind, step.was)
            self.note(step, step.was)

    def unchanged_steps(self, kind, steps):
        """Those that still stand as the edit left them."""
        found = RECORD_SHAPES[kind].model.objects.filter(pk__in=[step.key for step in steps]).values_list("slug", "pk")
        keys = dict(found)
        here = {keys[content[kind]]: content for content in RecordSerializer().all_of(kind, pk__in=list(keys.values()))}
        for step in steps:
            if here.get(step.key) != step.now:
                self.stuck.append(UndoObstacle(step.kind, step.slug, CHANGED_SINCE))
        return [step for step in steps if here.get(step.key) == step.now]

    def release_slugs(self, gone):
        """A phone that comes back has its addresses again, which may lead elsewhere since it was merged."""
        slugs = {slug for step in gone if step.kind == "phone" for slug in _current_and_old_slugs(step.was)}
        OldSlug.objects.filter(slug__in=slugs).delete()
        self.given_back |= slugs

    def tried(self, step, attempt):
        """Whether it could be done; if not, the reasons are kept."""
        try:
            attempt(step)
        except InvalidContent as fault:
            self.stuck.append(UndoObstacle(step.kind, step.slug, str(fault)))
            return False
        return True

    def rename(self, step):
        record = RECORD_SHAPES[step.kind].model.objects.filter(pk=step.key).first()
        rename_record(step.kind, record, step.was[step.kind])
        self.writer.ids.pop(step.kind, None)

    def check(self, step, checks):
        """Addresses that the phone had in the meantime go on leading to it."""
        addresses = [row for row in _other_addresses(step) if row["slug"] not in self.given_back]
        step.was = validated_content(step.kind, with_old_slugs(step.was, {"old_slugs": addresses}), checks)

    def note(self, step, after):
        self.recording.note(step.kind, step.key, step.now, after)
        self.count += 1
        self.touched |= {step.key} if step.kind == "phone" else set()
        self.parts = self.parts or (step.kind != "phone" and step.kind not in EDITORIAL_KINDS)

    def delete_added(self, kind, steps):
        steps = self.unchanged_steps(kind, steps)
        others = _related_phone_contents(kind, [step.key for step in steps])
        for step in self.deleted(kind, steps):
            self.note(step, None)
        for key, slug, before in others:
            (after,) = RecordSerializer().all_of("phone", [slug])
            self.recording.note("phone", key, before, after)
            self.touched.add(key)

    def deleted(self, kind, steps):
        """Delete them, all at once where that can be; those that are gone."""
        records = RECORD_SHAPES[kind].model.objects
        try:
            with transaction.atomic():
                records.filter(pk__in=[step.key for step in steps]).delete()
            return steps
        except ProtectedError as fault:
            if len(steps) == 1:
                used = sorted({str(one._meta.verbose_name) for one in fault.protected_objects})
                self.stuck.append(UndoObstacle(kind, steps[0].slug, f"in use by another record ({', '.join(used)})"))
                return []
        return [gone for step in steps for gone in self.deleted(kind, [step])]

    def phones(self):
        return None if self.parts or len(self.touched) > MAX_TRACKED_PHONES else self.touched


def _step_batches(steps):
    remaining = iter(steps)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _load_contents(steps):
    """What each record was before the edit and after it."""
    numbers = {number for step in steps for number in (step.numbers[0], step.numbers[-1])}
    found = {one.pk: one for one in with_previous_content(Revision.objects.filter(pk__in=numbers))}
    for step in steps:
        step.was, step.now = content_before(found[step.numbers[0]]), found[step.numbers[-1]].content


def _current_and_old_slugs(content):
    return [content["phone"], *(row["slug"] for row in content.get("old_slugs", ()))]


def _other_addresses(step):
    """The addresses of a phone now and once, but for the one that it is to have."""
    slugs = _current_and_old_slugs(step.now) if step.now and step.kind == "phone" else []
    return [{"slug": slug} for slug in slugs if slug != step.was[step.kind]]


def _related_phone_contents(kind, keys):
    """(key, slug, content) of other phones that are tied to these, and are no more when these are gone."""
    if kind != "phone":
        return []
    others = Phone.objects.filter(relations__other__in=keys).exclude(pk__in=keys).distinct()
    slugs = dict(others.values_list("slug", "pk"))
    return [
        (slugs[content["phone"]], content["phone"], content)
        for content in RecordSerializer().all_of("phone", list(slugs))
    ]
