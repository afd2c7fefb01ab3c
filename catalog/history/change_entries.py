"""The public history as entries to print: which record, when, and what about it has changed."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from catalog.models import Phone
from catalog.records.shapes import KINDS

from .diff_words import Told, Words
from .visibility import content_before, value_changes, with_what_was_before


@dataclass(frozen=True)
class Entry:
    """One record at one moment; ``is_new``: readers had not seen it before. ``number`` tells it from all others."""

    number: int
    at: datetime
    name: str
    url: str
    is_new: bool
    lines: tuple[Told, ...]


def entries_of(revisions):
    """The entries of ``revisions`` (a queryset) in their order. At most eleven queries."""
    found = with_what_was_before(revisions)
    told = {revision.pk: _changes_of(revision) for revision in found}
    words = Words.of([change for changes in told.values() for change in changes], for_readers=True)
    records = _records_of(found)
    return [
        _entry(revision, records[revision.kind, revision.record], map(words.tell, told[revision.pk]))
        for revision in found
        if (revision.kind, revision.record) in records
    ]


def _entry(revision, record, lines):
    url, name = record.get_absolute_url(), _name_of(record)
    return Entry(revision.pk, revision.seen_from, name, url, revision.introduces, tuple(lines))


def _name_of(record):
    return record.full_name if isinstance(record, Phone) else str(record)


def _changes_of(revision):
    """What has changed; of a record that came in sight as a whole, nothing."""
    if revision.introduces:
        return []
    return value_changes(revision.kind, content_before(revision) or {}, revision.content or {})


def _records_of(revisions):
    """(kind, key) → the record as it is now; one query per kind."""
    found = {}
    for kind in {revision.kind for revision in revisions}:
        keys = [revision.record for revision in revisions if revision.kind == kind]
        records = KINDS[kind].model.objects.filter(pk__in=keys)
        records = records.named() if kind == "phone" else records
        found |= {(kind, record.pk): record for record in records}
    return found


def by_day(entries):
    """(date, entries) for each day, in the order of ``entries``."""
    return [(day, list(those)) for day, those in groupby(entries, key=lambda entry: entry.at.date())]
