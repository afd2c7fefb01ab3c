"""The public history as entries to print: which record, when, and what about it has changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby

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
    changes = {revision.pk: _public_changes_of(revision) for revision in found}
    words = ChangeFormatter.of(chain.from_iterable(changes.values()), for_readers=True)
    records = _current_records(found)
    entries = []
    for revision in found:
        record = records.get((revision.kind, revision.record))
        if record is not None:
            lines = tuple(map(words.tell, changes[revision.pk]))
            entries.append(_change_entry(revision, record, lines))
    return entries


def _change_entry(revision, record, lines):
    return ChangeEntry(
        number=revision.pk,
        at=revision.seen_from,
        name=_display_name(record),
        url=record.get_absolute_url(),
        is_new=revision.introduces,
        lines=lines,
    )


def _display_name(record):
    if isinstance(record, Phone):
        return record.full_name
    return str(record)


def _public_changes_of(revision):
    """What has changed; of a record that came in sight as a whole, nothing."""
    if revision.introduces:
        return []
    return public_changes(revision.kind, content_before(revision) or {}, revision.content or {})


def _current_records(revisions):
    """(kind, key) → the record as it is now; one query per kind."""
    keys_by_kind = defaultdict(set)
    for revision in revisions:
        keys_by_kind[revision.kind].add(revision.record)
    found = {}
    for kind, keys in keys_by_kind.items():
        records = RECORD_SHAPES[kind].model.objects.filter(pk__in=keys)
        if kind == "phone":
            records = records.named()
        found |= {(kind, record.pk): record for record in records}
    return found


def entries_by_day(entries):
    """(date, entries) for each day, in the order of ``entries``."""
    days = groupby(entries, key=lambda entry: entry.at.date())
    return [(day, list(of_day)) for day, of_day in days]
