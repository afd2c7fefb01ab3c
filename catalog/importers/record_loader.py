"""Record files into the database: all of them or none.

Every file that has changed is parsed first, without a lock. What is sound is written in batches inside one transaction,
which is rolled back when a single fault turns up anywhere, or on a dry run. Very many new phones come in before it, see
``coming_phones``.
"""

from functools import partial
from typing import NamedTuple

from django.db import transaction

from catalog.history.recorder import EditRecorder
from catalog.models import LoadedRecord, Phone, Stamp
from catalog.models.catalogue_change import catalogue_change
from catalog.models.touched_phones import with_related_phones
from catalog.models.vocabulary import Act, Status
from catalog.records.cross_checks import CrossChecks
from catalog.records.serializer import RecordSerializer, content_digest
from catalog.records.shapes import RECORD_SHAPES, with_sorted_rows
from catalog.records.store import IdsByKind, RecordStore, with_old_slugs

from .coming_phones import ComingPhones, delete_drafts
from .import_run import BATCH, batches
from .load_report import ADDED, CHANGED, CONFLICT, UNCHANGED, LoadReport, difference_lines
from .record_paths import RecordPaths


def load_records(  # noqa: PLR0913 - each says one thing of a load
    paths, *, overwrite=False, dry_run=False, tell=None, progress=None, recording=None, prepare=None, complete=None
):
    """Load the record files in ``paths`` (files or folders) and return a ``LoadReport``.

    Nothing is stored when it has faults or on a ``dry_run``. A record that was changed here since it was loaded is left
    alone unless ``overwrite``. ``tell`` gets each ``Outcome``, ``progress`` (done, total) after each batch. All new
    records are noted in ``recording``; without one, new phones where there were phones before. ``complete`` is called
    at the end of the transaction, ``prepare`` before it with the keys of many new phones: it stores what readers need
    of them once they are published. Without it, all is done in the transaction.
    """
    report = LoadReport(tell)
    notes = LoadNotes.of(recording)
    with RecordPaths(paths, report) as files:
        if not overwrite:
            files.leave_out_unchanged(IdsByKind(), report)
        files.parse()
        if dry_run or not files.may_bring_many_phones:
            prepare = None
        new_run = partial(_RecordLoad, report, files, notes, overwrite=overwrite, progress=progress)
        store_files(new_run, report, prepare, complete, dry_run=dry_run)
    return report


def store_files(new_run, report, prepare, complete, *, dry_run):
    """Store many new phones, where there is a ``prepare`` for them, then everything else in one transaction."""
    coming = ComingPhones()
    try:
        if prepare:
            delete_drafts()
            coming.bring_in(new_run(), prepare)
        with catalogue_change():
            new_run().run(coming)
            if report.faults or dry_run:
                transaction.set_rollback(True)
            elif complete:
                complete(report)
    except BaseException:
        coming.discard()
        raise
    if report.faults:
        coming.discard()


class LoadNotes(NamedTuple):
    """What a load notes in the history: new phones, or all new records, beside what changes."""

    recording: EditRecorder
    all_new: bool
    new_phones: bool

    @classmethod
    def of(cls, recording):
        return cls(recording or EditRecorder(Act.LOADED), recording is not None, Phone.objects.exists())


class _RecordLoad:
    """One run: what is known so far of records read and stored."""

    def __init__(self, report, files, notes, *, overwrite, progress):
        self.report = report
        self.files = files
        self.notes = notes
        self.recording = notes.recording
        self.overwrite = overwrite
        self.progress = progress or (lambda done, total: None)
        self.contents = RecordSerializer()
        self.store = RecordStore()
        self.old_names = {}
        self.stored = {kind: [] for kind in RECORD_SHAPES}
        self.related = set()
        self.checks = CrossChecks(self.contents.slugs)

    def run(self, coming):
        """Store all that is to be stored, and publish the phones of ``coming``."""
        self.files.expect_in(self.checks)
        total = self.files.count
        done = total - self.files.changed_count
        for kind, paths in self.files.changed.items():
            size = BATCH if kind == "phone" else None
            for batch in batches(paths, size):
                self.take(kind, batch)
                done += len(batch)
                self.progress(done, total)
        self.finish(coming)

    def finish(self, coming):
        for path, faults in self.checks.late_faults():
            self.report.reject(path, faults)
        if self.report.faults:
            return
        coming.publish()
        self.store.relations += coming.relations
        self.store.add_relations()
        if self.report.counts[ADDED] or self.report.counts[CHANGED]:
            Stamp.move(self.related, self.stored_records(), prepared=coming.phones)

    def stored_records(self):
        """Model → keys of what was added or changed."""
        found = {}
        for kind, slugs in self.stored.items():
            found[RECORD_SHAPES[kind].model] = {self.store.ids[kind][slug] for slug in slugs}
        return found

    def take(self, kind, paths):
        """Read a batch; store it as long as no fault has turned up."""
        records = [self.read(kind, path) for path in paths]
        if not self.report.faults:
            self.apply(kind, list(filter(None, records)))

    def read(self, kind, path):
        """(content, text) of a sound file that is to be stored, else None."""
        text, content, faults, lines = self.files.parsed(path)
        if content and not faults and self.is_stored_elsewhere(kind, content):
            return None
        if content:
            faults += self.checks.faults_in(kind, content, path, lines)
        if faults:
            self.report.reject(path, faults)
            return None
        return with_sorted_rows(content, RECORD_SHAPES[kind]), text

    def new_files(self):
        """Kind → paths of files whose records come in by themselves, before others are changed; None where any file
        has faults. Nothing of that is reported."""
        new = {kind: [] for kind in RECORD_SHAPES}
        report = self.report
        self.report = LoadReport()
        self.files.expect_in(self.checks)
        for kind, paths in self.files.changed.items():
            for path in paths:
                record = self.read(kind, path)
                if record and self.is_new(kind, record[0]):
                    new[kind].append(path)
        has_faults = self.report.faults or any(self.checks.late_faults())
        self.report = report
        if has_faults:
            return None
        return new

    def is_new(self, kind, content):
        """Not phones that readers do not see, or only later, or see something of already."""
        if content[kind] in self.store.ids[kind]:
            return False
        if kind != "phone":
            return True
        is_plain = "publish_at" not in content and not content.get("publicly_known")
        return is_plain and content.get("status") == Status.PUBLISHED and not self.checks.renamed(content)

    def content_and_text(self, kind, path):
        """Of a file that ``read`` has found sound."""
        parsed = self.files.parsed(path)
        self.checks.translate(parsed.content, RECORD_SHAPES[kind])
        return with_sorted_rows(parsed.content, RECORD_SHAPES[kind]), parsed.text

    def is_stored_elsewhere(self, kind, content):
        """Whether this record goes by another slug here: it is left alone, and those that name it are led there."""
        self.checks.translate(content, RECORD_SHAPES[kind])
        slug = content[kind]
        here = self.checks.stored_under_slug(kind, content)
        if here is None:
            return False
        self.report.add(CONFLICT, f"{kind} {slug} is stored here as “{here}”; left alone")
        self.store.ids[kind][slug] = self.store.ids[kind][here]
        return True

    def apply(self, kind, records):
        """Add what is new, change what is only changed in its file, leave what was changed here."""
        records = [record for record in records if self.rename(record[0])]
        slugs = [content[kind] for content, _ in records]
        stored = {content[kind]: content for content in self.contents.all_of(kind, slugs)}
        new = []
        for content, text in records:
            if content[kind] not in stored:
                new.append((content, text))
        self.add_new(kind, [content for content, _ in new])
        updated = self.update(kind, records, stored)
        self.store.remember(kind, new + updated)

    def update(self, kind, records, stored):
        """Bring each stored record together with its file; returns the (content, text) of those that are not left
        alone."""
        digests = dict(LoadedRecord.objects.filter(kind=kind, slug__in=stored).values_list("slug", "digest"))
        updated = []
        for content, text in records:
            before = stored.get(content[kind])
            if before and self.meet(kind, content, before, digests):
                updated.append((content, text))
        return updated

    def add_new(self, kind, contents):
        self.store.add(kind, contents)
        for content in contents:
            slug = content[kind]
            self.note_new(kind, content)
            self.stored[kind].append(slug)

    def note_new(self, kind, content):
        """Report a new record that has been stored, and note it in the history: of phones, but for those of the first
        start."""
        slug = content[kind]
        if self.notes.all_new or (kind == "phone" and self.notes.new_phones):
            self.recording.note(kind, self.store.ids[kind][slug], None, content)
        self.report.add(ADDED, f"{kind} {slug}")

    def rename(self, content):
        """Give a stored phone the slug that its file now has, so that it is changed and not made anew.

        False where it was changed here and is left alone.
        """
        new = content.get("phone")
        for old in self.checks.renamed(content):
            loaded = self.unchanged_since_load("phone", old)
            if not self.overwrite and not loaded.exists():
                self.report.add(CONFLICT, f"phone {old} was changed here; not renamed to {new}")
                self.store.ids["phone"][new] = self.store.ids["phone"][old]
                return False
            self.store.rename(old, new)
            self.checks.known["phone"].discard(old)
            loaded.update(slug=new, digest=content_digest(self.stored_content("phone", new)))
            self.old_names[new] = old
        return True

    def unchanged_since_load(self, kind, slug):
        """The ``LoadedRecord`` of a stored record, as a queryset; an empty one where it was changed here since."""
        digest = content_digest(self.stored_content(kind, slug))
        return LoadedRecord.objects.filter(kind=kind, slug=slug, digest=digest)

    def stored_content(self, kind, slug):
        (content,) = self.contents.all_of(kind, [slug])
        return content

    def meet(self, kind, content, stored, digests):
        """Bring a stored record together with its file. False when it is left alone."""
        slug = content[kind]
        old_slug = self.old_names.get(slug, slug)
        content = with_old_slugs(content, stored)
        changes = difference_lines(stored, content)
        details = list(changes)
        if old_slug != slug:
            details.insert(0, f"slug: {old_slug} → {slug}")
        was_changed_here = digests.get(slug) != content_digest(stored)
        if changes and was_changed_here and not self.overwrite:
            self.report.add(CONFLICT, f"{kind} {slug} was changed here; left alone", details)
            return False
        if changes:
            self.remember_related(kind, slug)
            self.store.change(kind, content)
        if details:
            self.stored[kind].append(slug)
            self.recording.note(kind, self.store.ids[kind][slug], {**stored, kind: old_slug}, content)
        self.report.add(CHANGED if details else UNCHANGED, f"{kind} {slug}", details)
        return True

    def remember_related(self, kind, slug):
        """Note which phones have a relation with this one, before it may go."""
        if kind == "phone":
            self.related |= with_related_phones({self.store.ids[kind][slug]})
