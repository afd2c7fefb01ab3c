"""Edits undone: every record that nobody has changed since is put back as it was before."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import ProtectedError

from catalog.models import Edit, OldSlug, Phone
from catalog.models.touched_phones import with_related_phones
from catalog.models.vocabulary import Act
from catalog.records.cross_checks import CrossChecks
from catalog.records.record_save import InvalidContent, rename_record, validated_content
from catalog.records.serializer import RecordSerializer, SlugsByKind, contents_by_key
from catalog.records.shapes import RECORD_SHAPES
from catalog.records.store import RecordStore, with_old_slugs

from .recorder import EditRecorder
from .undo_steps import (
    CHANGED_SINCE,
    UndoObstacle,
    current_and_old_slugs,
    deleted_records,
    later_change_obstacles,
    load_contents,
    step_batches,
    undo_steps,
)


class CannotUndo(Exception):
    """Nothing was put back, because of those in ``stuck``."""

    def __init__(self, stuck):
        self.stuck = stuck
        super().__init__("; ".join(map(str, stuck)))


@dataclass
class UndoResult:
    """What came of it. ``edit`` is the new one, None where nothing was put back. The stamp is to be moved by
    ``phones`` (keys) and by ``records`` (model → keys)."""

    edit: Edit | None
    count: int
    left_out: list[UndoObstacle]
    phones: set
    records: dict


@transaction.atomic
def undo_edit(edit, *, by=None, why=None, leave_out=False):
    """Put back all that ``edit`` changed: what it added is deleted, what it deleted comes back under its own key.

    Raises ``CannotUndo`` where some records cannot be put back, because they were changed since, are in use, or name
    what is gone; with ``leave_out`` these stay as they are. Move the stamp after it, in its transaction.
    """
    steps = undo_steps(edit)
    left_out = later_change_obstacles(steps)
    steps = [step for step in steps if not step.later]
    while left_out or steps:
        if left_out and not leave_out:
            raise CannotUndo(left_out)
        recording = EditRecorder(Act.UNDONE, by=by, why=why, undoes=edit)
        try:
            return _restore_records(steps, recording, left_out)
        except CannotUndo as fault:
            left_out = left_out + fault.stuck
            stuck = {(obstacle.kind, obstacle.slug) for obstacle in fault.stuck}
            steps = [step for step in steps if (step.kind, step.slug) not in stuck]
    return UndoResult(None, 0, [], set(), {})


@transaction.atomic
def _restore_records(steps, recording, left_out):
    """All of ``steps`` or none: raises ``CannotUndo`` with every one that is stuck."""
    undoing = _UndoRun(recording, steps)
    undoing.put_back_all()
    undoing.delete_all_added()
    if undoing.stuck:
        raise CannotUndo(undoing.stuck)
    return UndoResult(recording.edit, undoing.count, left_out, undoing.related, undoing.records)


class _UndoRun:
    """Puts back ``steps``. ``added`` are those of records that the edit added; ``records`` are the keys of
    all that it puts back, by model; ``related`` those of the phones that had a relation with one of these before."""

    def __init__(self, recording, steps):
        self.recording = recording
        self.steps = steps
        self.writer = RecordStore()
        self.stuck = []
        self.count = 0
        self.added = []
        self.related = set()
        self.records = defaultdict(set)
        self.released_slugs = set()
        self.returning_slugs = defaultdict(list)
        for step in steps:
            if step.gone:
                self.returning_slugs[step.kind].append(step.slug)

    def put_back_all(self):
        """Parts before the phones that name them."""
        for kind in RECORD_SHAPES:
            for batch in step_batches(self.steps, kind):
                load_contents(batch)
                self.put_back_batch(kind, batch)
        self.writer.add_relations()

    def put_back_batch(self, kind, batch):
        """Put back those that were there before the edit; the others are deleted when all are back."""
        steps = []
        for step in batch:
            if step.was is not None:
                steps.append(step)
            elif step.now is not None:
                self.added.append(step)
        self.put_back(kind, steps)

    def delete_all_added(self):
        """Last of all, and phones before their parts: others may have named them."""
        for kind in reversed(RECORD_SHAPES):
            for batch in step_batches(self.added, kind):
                self.delete_added(kind, batch)

    def put_back(self, kind, steps):
        """Bring back those that are gone and change those that are there, as long as all are sound."""
        steps = self.unchanged_steps(kind, steps)
        self.release_slugs(deleted_records(steps))
        steps = self.sound_steps(steps, self.rename)
        steps = self.sound_steps(steps, partial(self.check, self.cross_checks(kind, steps)))
        gone = deleted_records(steps)
        self.remember_related(kind, steps)
        self.writer.add(kind, [step.was for step in gone], [step.key for step in gone])
        for step in steps:
            if step.now is not None:
                self.writer.change(kind, step.was)
            self.note(step, step.was)

    def cross_checks(self, kind, steps):
        """Checks that know the records of this batch, and those of the kind that are still to come back."""
        checks = CrossChecks(SlugsByKind())
        checks.expect(kind, [step.was[kind] for step in steps])
        checks.expect(kind, self.returning_slugs[kind])
        return checks

    def unchanged_steps(self, kind, steps):
        """Those that still stand as the edit left them."""
        stored = contents_by_key(kind, [step.key for step in steps])
        unchanged = []
        for step in steps:
            if stored.get(step.key) == step.now:
                unchanged.append(step)
            else:
                self.stuck.append(step.obstacle(CHANGED_SINCE))
        return unchanged

    def release_slugs(self, gone):
        """A phone that comes back has its addresses again, which may lead elsewhere since it was merged."""
        slugs = set()
        for step in gone:
            if step.kind == "phone":
                slugs.update(current_and_old_slugs(step.was))
        OldSlug.objects.filter(slug__in=slugs).delete()
        self.released_slugs |= slugs

    def sound_steps(self, steps, attempt):
        """The steps with which ``attempt`` succeeds; the reasons of the others are kept."""
        sound = []
        for step in steps:
            try:
                attempt(step)
            except InvalidContent as fault:
                self.stuck.append(step.obstacle(str(fault)))
            else:
                sound.append(step)
        return sound

    def rename(self, step):
        record = RECORD_SHAPES[step.kind].model.objects.filter(pk=step.key).first()
        rename_record(step.kind, record, step.was[step.kind])
        self.writer.ids.pop(step.kind, None)

    def check(self, checks, step):
        """Addresses that the phone had in the meantime go on leading to it."""
        slug = step.was[step.kind]
        others = []
        for other in step.addresses:
            if other != slug and other not in self.released_slugs:
                others.append(other)
        rows = [{"slug": other} for other in others]
        step.was = validated_content(step.kind, with_old_slugs(step.was, {"old_slugs": rows}), checks)

    def note(self, step, after):
        self.recording.note(step.kind, step.key, step.now, after)
        self.count += 1
        self.records[RECORD_SHAPES[step.kind].model].add(step.key)

    def remember_related(self, kind, steps):
        """Note which phones have a relation with those of ``steps``, before it may go."""
        if kind == "phone":
            self.related |= with_related_phones([step.key for step in steps])

    def delete_added(self, kind, steps):
        steps = self.unchanged_steps(kind, steps)
        related = {}
        if kind == "phone":
            related = _related_phone_contents([step.key for step in steps])
            self.remember_related(kind, steps)
        for step in self.deleted(kind, steps):
            self.note(step, None)
        for key, before in related.items():
            (after,) = RecordSerializer().all_of("phone", pk=key)
            self.recording.note("phone", key, before, after)

    def deleted(self, kind, steps):
        """Delete them, all at once where that can be; those that are gone."""
        records = RECORD_SHAPES[kind].model.objects.filter(pk__in=[step.key for step in steps])
        try:
            with transaction.atomic():
                records.delete()
            return steps
        except ProtectedError as fault:
            if len(steps) == 1:
                self.stuck.append(steps[0].obstacle(_in_use_reason(fault)))
                return []
        deleted = []
        for step in steps:
            deleted += self.deleted(kind, [step])
        return deleted


def _in_use_reason(fault):
    """Why a record cannot be deleted, from the ``ProtectedError`` that the database raised."""
    names = {str(record._meta.verbose_name) for record in fault.protected_objects}
    return f"in use by another record ({', '.join(sorted(names))})"


def _related_phone_contents(keys):
    """Key → content of other phones that are tied to these, and are no more when these are gone."""
    related = Phone.objects.filter(relations__other__in=keys).exclude(pk__in=keys).distinct()
    return contents_by_key("phone", related.values("pk"))
