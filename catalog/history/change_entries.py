"""The public history as entries to print: which record, when, and what about it has changed."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from catalog.models import Phone
from catalog.records.shapes import RECORD_SHAPES

from .diff_formatter import ChangeFormatter, ChangeText
from .visibility import content_before, public_changes, with_previous_content


@dataclass(frozen=True)
class ChangeEntry:
    """One record at one moment; ``is_new``: readers had not seen it before. ``number`` tells it from all others."""

    number: int
    at: datetime
    name: str
    url: str
    is_new: bool
    lines: tuple[ChangeText, ...]


def entries_of_revisions(revisions):
    """The entries of ``revisions`` (a queryset) in their order. At most eleven queries."""
    found = with_previous_content(revisions)
    told = {revision.pk: _public_changes_of(revision) for revision in found}
    words = ChangeFormatter.of([change for changes in told.values() for change in changes], for_readers=True)
    records = _current_records(found)
    return [
        _change_entry(revision, records[revision.kind, revision.record], map(words.tell, told[revision.pk]))
        for revision in found
        if (revision.kind, revision.record) in records
    ]


def _change_entry(revision, record, lines):
    url, name = record.get_absolute_url(), _display_name(record)
    return ChangeEntry(revision.pk, revision.seen_from, name, url, revision.introduces, tuple(lines))


def _display_name(record):
    return record.full_name if isinstance(record, Phone) else str(record)


def _public_changes_of(revision):
    """What has changed; of a record that came in sight as a whole, nothing."""
    if revision.introduces:
        return []
    return public_changes(revision.kind, content_before(revision) or {}, revision.content or {})


def _current_records(revisions):
    """(kind, key) → the record as it is now; one query per kind."""
    found = {}
    for kind in {revision.kind for revision in revisions}:
        keys = [revision.record for revision in revisions if revision.kind == kind]
        records = RECORD_SHAPES[kind].model.objects.filter(pk__in=keys)
        records = records.named() if kind == "phone" else records
        found |= {(kind, record.pk): record for record in records}
    return found


def entries_by_day(entries):
    """(date, entries) for each day, in the order of ``entries``."""
    return [(day, list(those)) for day, those in groupby(entries, key=lambda entry: entry.at.date())]
