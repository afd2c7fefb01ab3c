"""Contents of phones that come from elsewhere: checked as records are, stored, and noted in the history."""

from catalog.models import Chipset
from catalog.models.touched_phones import touched_phones, with_related_phones
from catalog.records.content_warnings import ContentWarnings
from catalog.records.cross_checks import CrossChecks
from catalog.records.record_save import check_alone
from catalog.records.serializer import RecordSerializer
from catalog.records.shapes import PHONE_SHAPE, with_sorted_rows
from catalog.records.store import RecordStore


class ImportBatch:
    """One import as it goes on, inside its transaction. ``phones`` are the keys of those that have changed."""

    def __init__(self, recording):
        self.recording = recording
        self.phones = set()
        self.new = []
        self.contents = RecordSerializer()
        self.store = RecordStore()
        self.checks = CrossChecks(self.contents.slugs)
        self.doubts = ContentWarnings(self.store)

    def stored(self, slugs):
        """Slug → content of those phones that are stored."""
        return {content["phone"]: content for content in self.contents.all_of("phone", sorted(slugs))}

    def checked(self, content):
        """(content in its one form, faults). The same phone may come again: only its last content counts."""
        slug = content["phone"]
        self.checks.expect("phone", [slug])
        self.checks.files.discard(("phone", slug))
        checked, faults = check_alone("phone", content)
        if not faults:
            faults = list(self.checks.faults_in("phone", checked, "", {}))
        return with_sorted_rows(checked, PHONE_SHAPE), faults

    def keep(self, content, before):
        """Store a sound content in place of the one ``before``. A new one (None) is stored by the next ``flush``."""
        if before is None:
            self.new.append(content)
        elif content != before:
            self.remember_related(content, before)
            self.store.change("phone", content, before)
            self.note(before, content)

    def remember_related(self, content, before):
        """A phone that is related to this one no more changes with it."""
        if content.get("relations") != before.get("relations"):
            self.phones |= with_related_phones({self.store.ids["phone"][content["phone"]]})

    def flush(self):
        self.store.add("phone", self.new)
        for content in self.new:
            self.note(None, content)
        self.new = []

    def add_record(self, kind, content):
        """Store a record that was not there, other than a phone."""
        self.store.add(kind, [content])
        key = self.store.ids[kind][content[kind]]
        self.contents.slugs[kind][key] = content[kind]
        self.recording.note(kind, key, None, content)

    def change_chipset(self, content, before):
        """Store another content of a chipset that was there; the phones that are built with it have changed, too."""
        key = self.store.ids["chipset"][content["chipset"]]
        self.store.change("chipset", content, before)
        self.recording.note("chipset", key, before, content)
        self.phones |= touched_phones({Chipset: {key}})

    def note(self, before, after):
        key = self.store.ids["phone"][after["phone"]]
        self.recording.note("phone", key, before, after)
        self.phones.add(key)
