"""Cache, per process, of the phones that readers may see: the index, and the names to find them by.

Valid while the catalogue's stamp stands and until the next embargo ends. After a small change only the phones that it
touched are read anew.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from catalog.facts.cache_invalidation import changed_phone_keys, is_cache_current, next_embargo_end
from catalog.facts.phone_cache import last_stamp
from catalog.models import Stamp

from .columns import IndexFullError
from .index import Index
from .index_files import earlier_index, stored_index
from .index_reader import read_index_rows
from .name_index import NameIndex

MAX_PHONES_FOUND = 50
"""Phones that one search gives."""
MAX_UPDATED_PHONES = 500
"""Phones that are read one by one; more than that, and everything is built anew."""


@dataclass(frozen=True)
class IndexSnapshot:
    """``due`` is when the next embargo ends, None where there is none. ``unstored`` are phones that were prepared here,
    by key; ``last_word`` is the last stored word that the index knows. ``printed`` is the views' cache of pieces of
    pages, by (what it is, …); it outlives small changes, ``cache`` does not."""

    stamp: int
    due: datetime | None
    index: Index
    last_word: int
    made_at: datetime
    unstored: dict = field(default_factory=dict)
    names: NameIndex = None
    cache: dict = field(default_factory=dict)
    printed: dict = field(default_factory=dict)

    def get_or_set(self, key, compute):
        """``compute()``, called once per key and snapshot."""
        if key not in self.cache:
            self.cache[key] = compute()
        return self.cache[key]

    def phones(self, matches, phones):
        """Those of ``phones`` (a queryset) that are matched and that readers may see now, in the matches' order."""
        return phones_in_order([match.phone for match in matches], phones)


def phones_in_order(keys, phones):
    """Those of ``phones`` (a queryset) that have these keys and that readers may see now, in their order. One query."""
    found = {phone.pk: phone for phone in phones.published().filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def phones_matching_words(words, phones):
    """(those of ``phones``, a queryset, that these words find, the best match first, or the newest if no words;
    whether the words can mean only one)."""
    if not words:
        newest = phones.published().newest_first()
        return list(newest[:MAX_PHONES_FOUND]), False
    snapshot = current_snapshot()
    matches = snapshot.names.search(words, MAX_PHONES_FOUND)
    found = snapshot.phones(matches, phones)
    is_certain = len(found) == 1 and matches[0].is_exact
    return found, is_certain


_cached_snapshot = None
_lock = Lock()


def current_snapshot(at=None):
    """The snapshot as of now; one query where the cached one still holds."""
    global _cached_snapshot  # noqa: PLW0603 - one per process, replaced whole
    at = at or timezone.now()
    stamp = Stamp.current()
    if not is_cache_current(_cached_snapshot, stamp, at):
        with _lock:
            if _cached_snapshot and _cached_snapshot.stamp > stamp:
                stamp = Stamp.read().number  # this request began before another that has seen a later one
            if not is_cache_current(_cached_snapshot, stamp, at):
                _cached_snapshot = refresh_snapshot(_cached_snapshot, stamp, at)
    return _cached_snapshot


def forget():
    """Drop the snapshot: the next question builds it anew."""
    global _cached_snapshot  # noqa: PLW0603 - as above
    _cached_snapshot = None


def snapshot_of_cached_phones():
    """The snapshot as of the phones that a page has just read from their cache; without a query if it is cached."""
    stamp = last_stamp()
    if is_cache_current(_cached_snapshot, stamp, timezone.now()):
        return _cached_snapshot
    return current_snapshot()


def refresh_snapshot(snapshot, stamp, at):
    """``snapshot`` (None: none yet) as of ``stamp`` and ``at``: this or that of a file updated after small changes,
    else built anew."""
    updated = updated_snapshot(snapshot, stamp, at) or updated_snapshot(earlier_snapshot(stamp, at), stamp, at)
    return updated or build_snapshot(stamp, at)


def updated_snapshot(snapshot, stamp, at):
    """None where there is nothing to update, or too much."""
    touched = snapshot and changed_phone_keys(snapshot, stamp, at)
    if touched is None or len(touched) > MAX_UPDATED_PHONES:
        return None
    try:
        return snapshot_with_changes(snapshot, touched, stamp, at)
    except IndexFullError:
        return None


def snapshot_with_changes(snapshot, touched, stamp, at):
    rows = read_index_rows(at, touched, known_words=snapshot.last_word, first=len(snapshot.index.ids))
    unstored = {}
    for key, phone in snapshot.unstored.items():
        if key not in touched:
            unstored[key] = phone
    printed = {}
    for key, piece in snapshot.printed.items():
        if key[1] not in touched:
            printed[key] = piece
    return IndexSnapshot(
        stamp=stamp,
        due=next_embargo_end(at),
        index=snapshot.index.with_changes(touched, rows),
        last_word=rows.last_word,
        made_at=at,
        unstored=unstored | rows.unstored,
        names=snapshot.names.with_changes(touched, at),
        printed=printed,
    )


def build_snapshot(stamp, at):
    """The snapshot of ``stamp``, from its file if there is one."""
    return _snapshot(stamp, *stored_index(stamp, at), at)


def earlier_snapshot(stamp, at):
    """The snapshot of a stamp before ``stamp``, for a process that has none yet; None where ``stamp`` has a file, or
    there is no file that can be used."""
    found = earlier_index(stamp, at)
    return found and _snapshot(*found, at)


def _snapshot(stamp, stored, unstored, at):
    return IndexSnapshot(
        stamp=stamp,
        due=stored.last_moment,
        index=stored.index(),
        last_word=stored.last_word,
        made_at=stored.first_moment,
        unstored=unstored,
        names=NameIndex(at, built=(stored.phones, stored.names)),
    )
