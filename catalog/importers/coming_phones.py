"""Many new phones: stored as drafts and prepared in short transactions, and published all at once with their load.

So the writer's lock is never held for long, and readers go on with what there was until the stamp moves: then all
phones are there, prepared. A load that was killed leaves drafts behind, which the next one deletes.
"""

from time import sleep

from catalog.models import LoadedRecord, Phone
from catalog.models.catalogue_change import catalogue_change
from catalog.models.touched_phones import LOOKUPS_OF_KIND, key_chunks
from catalog.models.vocabulary import Status
from catalog.records.record_format import record_format
from catalog.records.shapes import RECORD_SHAPES

from .import_run import batches

MAX_PHONES_AT_ONCE = 50
"""New phones that are stored and prepared in the transaction of their load."""
COMING_BATCH = 25
"""Phones in one short transaction: some tenths of a second."""
PAUSE_S = 0.12
"""Between two of them. Who waits for SQLite's lock looks only every tenth of a second whether it is free."""


class DraftsGoneError(Exception):
    """Somebody has deleted or published phones that were about to be published."""


class ComingPhones:
    """``phones`` are the keys of those to be published; ``relations`` those of them with phones that come later, as
    ``RecordStore`` has them. ``load`` reads and stores the records; None while there are none."""

    def __init__(self):
        self.load = None
        self.phones = []
        self.relations = []

    def bring_in(self, load, prepare):
        """Store what is new, where that is many phones and all files are sound; else nothing. ``load`` has the report
        of what is stored."""
        new = load.new_files()
        if new is None or len(new["phone"]) <= MAX_PHONES_AT_ONCE:
            return
        self.load = load
        for kind, paths in new.items():
            if LOOKUPS_OF_KIND.get(RECORD_SHAPES[kind].model):
                self.store_parts(kind, paths)
        done = 0
        for batch in batches(new["phone"], COMING_BATCH):
            self.store_phones(batch)
            sleep(PAUSE_S)
            done += len(batch)
            self.load.progress(done, len(new["phone"]))
        self.store_relations()
        prepare(self.phones)

    @catalogue_change()
    def store_parts(self, kind, paths):
        """Readers see parts and sources once a phone that they see names them."""
        records = self.read(kind, paths)
        self.load.add_new(kind, [content for content, _ in records])
        self.load.store.remember(kind, records)

    @catalogue_change()
    def store_phones(self, paths):
        """Store phones as drafts. The history has them as published, and tells readers only of those that are."""
        store = self.load.store
        records = self.read("phone", paths)
        store.add("phone", [{**content, "status": Status.DRAFT} for content, _ in records])
        store.remember("phone", records, form=LoadedRecord.COMING)
        for content, _ in records:
            self.load.note_new("phone", content)
            self.phones.append(store.ids["phone"][content["phone"]])

    def read(self, kind, paths):
        """(content, text) of each file; the load need not store them any more."""
        self.load.files.leave_out(kind, paths)
        return [self.load.content_and_text(kind, path) for path in paths]

    @catalogue_change()
    def store_relations(self):
        store = self.load.store
        known = []
        for owner, row in store.relations:
            here = known if row["other"] in store.ids["phone"] else self.relations
            here.append((owner, row))
        store.relations = known
        store.add_relations()

    def publish(self):
        """Let the phones be seen, in the transaction of their load."""
        published = 0
        for some in key_chunks(self.phones):
            drafts = Phone.objects.filter(pk__in=some, status=Status.DRAFT)
            loaded = LoadedRecord.objects.filter(kind="phone", slug__in=drafts.values("slug"))
            loaded.update(form=record_format())
            published += drafts.update(status=Status.PUBLISHED)
        if published < len(self.phones):
            raise DraftsGoneError("Some of the new phones were deleted or published meanwhile: load again.")

    def discard(self):
        """Delete the phones again, and what the history says of them: their load was not completed."""
        for some in key_chunks(self.phones):
            slugs = Phone.objects.filter(pk__in=some).values("slug")
            delete_drafts(LoadedRecord.objects.filter(kind="phone", form=LoadedRecord.COMING, slug__in=slugs))
        if self.load and self.load.recording.edit:
            self.load.recording.edit.delete()


def delete_drafts(loaded=None):
    """Delete phones that never came to be published, some at a time: those of ``loaded`` (a queryset; None: all)."""
    if loaded is None:
        loaded = LoadedRecord.objects.filter(kind="phone", form=LoadedRecord.COMING)
    slugs = list(loaded.values_list("slug", flat=True))
    for batch in batches(slugs, COMING_BATCH):
        with catalogue_change():
            Phone.objects.filter(slug__in=batch, status=Status.DRAFT).delete()
            LoadedRecord.objects.filter(kind="phone", form=LoadedRecord.COMING, slug__in=batch).delete()
