"""Record files into the database: all of them or none.

Every file is read and checked; what is sound is written in batches inside one transaction, which is rolled back when a
single fault turns up anywhere, or on a dry run. So memory stays bounded whatever the number of files.
"""

from collections import Counter

from django.db import transaction

from catalog.history.recorder import EditRecorder
from catalog.models import LoadedRecord, Phone, Stamp
from catalog.models.touched_phones import with_related_phones
from catalog.models.vocabulary import Act
from catalog.records.cross_checks import CrossChecks
from catalog.records.record_files import record_files
from catalog.records.record_parser import parse_record, record_kind
from catalog.records.serializer import RecordSerializer, content_digest
from catalog.records.shapes import RECORD_SHAPES, with_sorted_rows
from catalog.records.store import RecordStore, with_old_slugs
from catalog.records.yaml_tree import Fault

from .import_run import BATCH, batches
from .load_report import ADDED, CHANGED, CONFLICT, UNCHANGED, LoadReport, difference_lines
from .unchanged_files import unchanged_files


def load_records(paths, *, overwrite=False, dry_run=False, tell=None, progress=None, recording=None):  # noqa: PLR0913 - each says one thing of a load
    """Load the record files in ``paths`` (files or folders) and return a ``LoadReport``.

    Nothing is stored when it has faults or on a ``dry_run``. A record that was changed here since it was loaded is left
    alone unless ``overwrite``. ``tell`` gets each ``Outcome``, ``progress`` (done, total) after each batch. What
    changes is noted in ``recording``, and new phones where there were phones before; all new records where one is
    given.
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
        text, fault = decode_record(path.read_bytes())
        kind = record_kind(text)
        if kind:
            files[kind].append(path)
        elif fault:
            report.reject(path, [fault])
        else:
            report.reject(path, parse_record(text, path.stem)[2])
    return files


def decode_record(data):
    """The text of a record file, and the fault in it where it is not UTF-8."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return data.decode("utf-8", "replace"), Fault(line, "", "the file is not UTF-8")


class _RecordLoad:
    """One run: what is known so far of records read and stored."""

    def __init__(self, report, overwrite, progress, recording=None):
        self.report = report
        self.overwrite = overwrite
        self.notes_new = recording is not None
        self.notes_new_phones = Phone.objects.exists()
        self.recording = recording or EditRecorder(Act.LOADED)
        self.progress = progress or (lambda done, total: None)
        self.contents = RecordSerializer()
        self.store = RecordStore()
        self.old_names = {}
        self.stored = {kind: [] for kind in RECORD_SHAPES}
        self.related = set()
        self.checks = CrossChecks(self.contents.slugs)

    def run(self, files):
        total = sum(map(len, files.values()))
        done = 0
        for kind, paths in files.items():
            self.checks.expect(kind, [path.stem for path in paths])
        for kind, paths in files.items():
            changed = self.changed_files(kind, paths)
            done += len(paths) - len(changed)
            size = BATCH if kind == "phone" else None
            for batch in batches(changed, size):
                self.take(kind, batch)
                done += len(batch)
                self.progress(done, total)
        self.finish()

    def changed_files(self, kind, paths):
        """Without those that say what they said when they were loaded, which are noted as unchanged."""
        if self.overwrite:
            return paths
        names = Counter(path.stem for path in paths)
        single = [path for path in paths if names[path.stem] == 1]
        unchanged = set(unchanged_files(kind, single, self.store.ids[kind]))
        for path in unchanged:
            self.report.add(UNCHANGED, f"{kind} {path.stem}")
        return [path for path in paths if path not in unchanged]

    def finish(self):
        for path, faults in self.checks.late_faults():
            self.report.reject(path, faults)
        if self.report.faults:
            return
        self.store.add_relations()
        if self.report.counts[ADDED] or self.report.counts[CHANGED]:
            Stamp.move(self.related, self.stored_records())

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
        text, fault = decode_record(path.read_bytes())
        _, content, faults, lines = parse_record(text, path.stem)
        if fault:
            faults = [fault]
        if content and not faults and self.is_stored_elsewhere(kind, content):
            return None
        if content:
            faults += self.checks.faults_in(kind, content, path, lines)
        if faults:
            self.report.reject(path, faults)
            return None
        return with_sorted_rows(content, RECORD_SHAPES[kind]), text

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
            if self.notes_new or self.is_new_phone(kind):
                self.recording.note(kind, self.store.ids[kind][slug], None, content)
            self.report.add(ADDED, f"{kind} {slug}")
            self.stored[kind].append(slug)

    def is_new_phone(self, kind):
        """Whether readers are told of new records of this kind: of phones, but for those of the first start."""
        return kind == "phone" and self.notes_new_phones

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
