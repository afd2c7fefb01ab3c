"""What this process knows of the phones that readers may see: the index, and the names to find them by.

Both hold while the catalogue's stamp stands, and until the next embargo ends. After a small change only the phones that
it touched are read anew.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from catalog.facts.cache_invalidation import changed_phone_keys, is_cache_current, next_embargo_end
from catalog.models import Stamp

from .columns import IndexFullError
from .index import Index
from .index_reader import read_index_rows
from .name_index import NameIndex

MAX_PHONES_FOUND = 50
"""Phones that one search gives."""
MAX_UPDATED_PHONES = 500
"""Phones that are read one by one; more than that, and everything is built anew."""


@dataclass(frozen=True)
class IndexSnapshot:
    """``due`` is when the next embargo ends, None where there is none. ``unstored`` are phones that were prepared here,
    by key; ``last_word`` is the last stored word that the index knows. ``printed`` is what views
    keep of phones and facets; it outlives small changes, ``kept`` does not."""

    stamp: int
    due: datetime | None
    index: Index
    last_word: int
    made_at: datetime
    unstored: dict = field(default_factory=dict)
    names: NameIndex = None
    kept: dict = field(default_factory=dict)
    printed: dict = field(default_factory=dict)

    def phones(self, matches, phones):
        """Those of ``phones`` (a queryset) that are matched and that readers may see now, in the matches' order."""
        keys = [match.phone for match in matches]
        found = {phone.pk: phone for phone in phones.published().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]


def phones_matching_words(words, phones):
    """(those of ``phones``, a queryset, that go by these words, the best match first, or the newest if no words;
    whether the words can mean only one)."""
    if not words:
        return list(phones.published().newest_first()[:MAX_PHONES_FOUND]), False
    kept = current_snapshot()
    matches = kept.names.search(words, MAX_PHONES_FOUND)
    found = kept.phones(matches, phones)
    return found, len(found) == 1 and matches[0].is_exact


_cached_snapshot = None
_lock = Lock()


def current_snapshot(at=None):
    """What is known as of now; one query where it is kept already."""
    global _cached_snapshot  # noqa: PLW0603 - one per process, replaced whole
    at, stamp = at or timezone.now(), Stamp.current()
    if not is_cache_current(_cached_snapshot, stamp, at):
        with _lock:
            if not is_cache_current(_cached_snapshot, stamp, at):
                _cached_snapshot = refresh_snapshot(_cached_snapshot, stamp, at)
    return _cached_snapshot


def refresh_snapshot(kept, stamp, at):
    """``kept`` as of ``stamp`` and ``at``: changed where little was touched, else built anew."""
    touched = changed_phone_keys(kept, stamp, at) if kept else None
    if touched is not None and len(touched) <= MAX_UPDATED_PHONES:
        try:
            return update_snapshot(kept, touched, stamp, at)
        except IndexFullError:
            pass
    return build_snapshot(stamp, at)


def update_snapshot(kept, touched, stamp, at):
    rows = read_index_rows(at, touched, known_words=kept.last_word, first=len(kept.index.ids))
    index = kept.index.with_changes(touched, rows)
    unstored = {key: one for key, one in kept.unstored.items() if key not in touched} | rows.unstored
    printed = {key: piece for key, piece in kept.printed.items() if key[1] not in touched}
    names = kept.names.with_changes(touched, at)
    return IndexSnapshot(stamp, next_embargo_end(at), index, rows.last_word, at, unstored, names, printed=printed)


def build_snapshot(stamp, at):
    rows = read_index_rows(at)
    index = Index.build(rows)
    return IndexSnapshot(stamp, next_embargo_end(at), index, rows.last_word, at, rows.unstored, NameIndex(at))
