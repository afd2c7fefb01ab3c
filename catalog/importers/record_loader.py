"""Record files into the database: all of them or none.

Every file is read and checked; what is sound is written in batches inside one transaction, which is rolled back when a
single fault turns up anywhere, or on a dry run. So memory stays bounded whatever the number of files.
"""

from django.db import transaction

from catalog.history.recorder import EditRecorder
from catalog.models import LoadedRecord, Stamp
from catalog.models.vocabulary import Act
from catalog.records.cross_checks import CrossChecks
from catalog.records.record_files import record_files
from catalog.records.record_parser import parse_record, record_kind
from catalog.records.serializer import RecordSerializer, content_digest
from catalog.records.shapes import EDITORIAL_KINDS, RECORD_SHAPES, with_sorted_rows
from catalog.records.store import MAX_TRACKED_PHONES, RecordStore, with_old_slugs
from catalog.records.yaml_tree import Fault

from .import_run import BATCH, batches
from .load_report import ADDED, CHANGED, CONFLICT, UNCHANGED, LoadReport, difference_lines


def load_records(paths, *, overwrite=False, dry_run=False, tell=None, progress=None, recording=None):  # noqa: PLR0913 - each says one thing of a load
    """Load the record files in ``paths`` (files or folders) and return a ``LoadReport``.

    Nothing is stored when it has faults or on a ``dry_run``. A record that was changed here since it was loaded is left
    alone unless ``overwrite``. ``tell`` gets each ``Outcome``, ``progress`` (done, total) after each batch. What
    changes is noted in ``recording``, new records only where one is given.
    """
    report = LoadReport(tell)
    with transaction.atomic():
        _RecordLoad(report, overwrite, progress, recording).run(record_files_by_kind(paths, report))
        if report.faults or dry_run:
            transaction.set_rollback(True)
    return report


def record_files_by_kind(paths, report):
    """Every record file by its kind, in the order of their names; a path that is not there is a fault."""
    files = {kind: [] for kind in RECORD_SHAPES}
    found, absent = record_files(paths)
    for path in absent:
        report.reject(path, [Fault(1, "", "no such file or folder")])
    for path in found:
        kind = record_kind(_decode_file(path)[0])
        if kind:
            files[kind].append(path)
        else:
            report.reject(path, _faults_of_unknown_kind(path))
    return files


def _decode_file(path):
    """The text of a file and the fault in it, if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8"), None
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        return path.read_bytes().decode("utf-8", "replace"), Fault(line, "", "the file is not UTF-8")


def _faults_of_unknown_kind(path):
    text, fault = _decode_file(path)
    return [fault] if fault else parse_record(text, path.stem)[2]


class _RecordLoad:
    """One run: what is known so far of records read and stored."""

    def __init__(self, report, overwrite, progress, recording=None):
        self.report = report
        self.overwrite = overwrite
        self.notes_new = recording is not None
        self.recording = recording or EditRecorder(Act.LOADED)
        self.progress = progress or (lambda done, total: None)
        self.contents = RecordSerializer()
        self.store = RecordStore()
        self.old_names = {}
        self.stored = {kind: [] for kind in RECORD_SHAPES}
        self.checks = CrossChecks(self.contents.slugs)

    def run(self, files):
        total, done = sum(map(len, files.values())), 0
        for kind, paths in files.items():
            self.checks.expect(kind, [path.stem for path in paths])
        for kind, paths in files.items():
            for batch in batches(paths, BATCH if kind == "phone" else None):
                self.take(kind, batch)
                done += len(batch)
                self.progress(done, total)
        self.finish()

    def finish(self):
        for path, faults in self.checks.late_faults():
            self.report.reject(path, faults)
        if self.report.faults:
            return
        self.store.add_relations()
        if self.report.counts[ADDED] or self.report.counts[CHANGED]:
            Stamp.move(self.touched())

    def touched(self):
        """The keys of the phones that were stored; None where what they are made of changed, or nearly all did."""
        phones = [self.store.ids["phone"][slug] for slug in self.stored["phone"]]
        others = any(slugs for kind, slugs in self.stored.items() if kind != "phone" and kind not in EDITORIAL_KINDS)
        return None if others or len(phones) > MAX_TRACKED_PHONES else set(phones)

    def take(self, kind, paths):
        """Read a batch; store it as long as no fault has turned up."""
        sound = [record for path in paths if (record := self.read(kind, path))]
        if not self.report.faults:
            self.apply(kind, sound)

    def read(self, kind, path):
        """(content, text) of a sound file, else None."""
        text, fault = _decode_file(path)
        _, content, faults, lines = parse_record(text, path.stem)
        faults = [fault] if fault else faults
        if content and not faults and self.is_stored_elsewhere(kind, content):
            return None
        if content:
            faults += self.checks.faults_in(kind, content, path, lines)
        if faults:
            self.report.reject(path, faults)
        return None if faults else (with_sorted_rows(content, RECORD_SHAPES[kind]), text)

    def is_stored_elsewhere(self, kind, content):
        """Whether this record goes by another slug here: then it is left alone. Others are led to it."""
        self.checks.translate(content, RECORD_SHAPES[kind])
        slug, here = content[kind], self.checks.stored_under_slug(kind, content)
        if here:
            self.report.add(CONFLICT, f"{kind} {slug} stands here as “{here}”; left alone")
            self.store.ids[kind][slug] = self.store.ids[kind][here]
        return here

    def apply(self, kind, records):
        """Add what is new, change what is only changed in its file, leave what was changed here."""
        records = [record for record in records if self.rename(record[0])]
        slugs = [content[kind] for content, _ in records]
        stored = {content[kind]: content for content in self.contents.all_of(kind, slugs)}
        digests = dict(LoadedRecord.objects.filter(kind=kind, slug__in=slugs).values_list("slug", "digest"))
        new = [record for record in records if record[0][kind] not in stored]
        self.store.add(kind, [content for content, _ in new])
        self.note_new(kind, new)
        for content, _ in new:
            self.report.add(ADDED, f"{kind} {content[kind]}")
            self.stored[kind].append(content[kind])
        old = [record for record in records if record[0][kind] in stored]
        kept = [record for record in old if self.meet(kind, record[0], stored[record[0][kind]], digests)]
        self.store.remember(kind, new + kept)

    def note_new(self, kind, records):
        for content, _ in records if self.notes_new else ():
            self.recording.note(kind, self.store.ids[kind][content[kind]], None, content)

    def rename(self, content):
        """Give a stored phone the slug that its file now has, so that it is changed and not made anew.

        False where it was changed here and is left alone.
        """
        for old in self.checks.renamed(content):
            (before,) = self.contents.all_of("phone", [old])
            untouched = LoadedRecord.objects.filter(kind="phone", slug=old, digest=content_digest(before))
            if not self.overwrite and not untouched.exists():
                self.report.add(CONFLICT, f"phone {old} was changed here; not renamed to {content['phone']}")
                self.store.ids["phone"][content["phone"]] = self.store.ids["phone"][old]
                return False
            self.store.rename(old, content["phone"])
            self.checks.known["phone"].discard(old)
            (after,) = self.contents.all_of("phone", [content["phone"]])
            untouched.update(slug=content["phone"], digest=content_digest(after))
            self.old_names[content["phone"]] = old
        return True

    def meet(self, kind, content, stored, digests):
        """Bring a stored record together with its file. False when it is left alone."""
        slug, here, content = content[kind], content_digest(stored), with_old_slugs(content, stored)
        renamed = [f"slug: {self.old_names[slug]} → {slug}"] if slug in self.old_names else []
        changes = difference_lines(stored, content)
        if changes and digests.get(slug) != here and not self.overwrite:
            self.report.add(CONFLICT, f"{kind} {slug} was changed here; left alone", renamed + changes)
            return False
        if changes:
            self.store.change(kind, content)
        if renamed or changes:
            self.stored[kind].append(slug)
            self.recording.note(
                kind, self.store.ids[kind][slug], {**stored, kind: self.old_names.get(slug, slug)}, content
            )
        self.report.add(CHANGED if renamed or changes else UNCHANGED, f"{kind} {slug}", renamed + changes)
        return True
