"""Whole phones that this process has shown lately, with the cells that were worked out of them.

They hold while the catalogue's stamp stands, and until the next embargo ends; those that a change did not touch go on.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from catalog.models import Phone, Stamp

from .cache_invalidation import changed_phone_keys, is_cache_current, next_embargo_end
from .prefetch import fetch_phones, in_slug_order

MAX_CACHED_PHONES = 120
"""Phones kept, of about half a megabyte each; the one that came first goes first."""


@dataclass(frozen=True)
class PhoneCache:
    """Phones by slug as of ``stamp``."""

    stamp: int
    due: datetime | None
    made_at: datetime
    phones: dict = field(default_factory=dict)

    def keep(self, phones):
        for phone in phones:
            while len(self.phones) >= MAX_CACHED_PHONES:
                self.phones.pop(next(iter(self.phones)), None)
            self.phones[phone.slug] = phone


_cache = None
_lock = Lock()


def cached_phones(slugs):
    """The published phones of these slugs in their order, as ``whole`` fetches them; one query where all are kept."""
    if not slugs:
        return []
    kept = current_cache()
    found = {slug: kept.phones.get(slug) for slug in slugs}
    missing = [slug for slug, phone in found.items() if phone is None]
    if missing:
        new = fetch_phones(Phone.objects.published().filter(slug__in=missing))
        with _lock:
            kept.keep(new)
        found |= {phone.slug: phone for phone in new}
    return in_slug_order(filter(None, found.values()), slugs)


def current_cache():
    """What is kept and still true; the stamp is read before the facts, so that they are never taken for newer."""
    global _cache  # noqa: PLW0603 - one per process, replaced whole
    at, stamp = timezone.now(), Stamp.current()
    kept = _cache
    if not is_cache_current(kept, stamp, at):
        kept = _cache = PhoneCache(stamp, next_embargo_end(at), at, unchanged_phones(kept, stamp, at))
    return kept


def unchanged_phones(kept, stamp, at):
    touched = changed_phone_keys(kept, stamp, at) if kept else None
    if touched is None:
        return {}
    return {slug: phone for slug, phone in list(kept.phones.items()) if phone.pk not in touched}
