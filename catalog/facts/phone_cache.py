"""Cache of whole phones, per process, with the cells that were computed from them.

Valid while the catalogue's stamp stands and until the next embargo ends; phones that a change did not touch stay.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from catalog.models import Phone, Stamp

from .cache_invalidation import changed_phone_keys, is_cache_current, next_embargo_end
from .prefetch import fetch_phones

MAX_CACHED_PHONES = 120
"""At about half a megabyte each. The phone that was added first is dropped first."""


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
    """The published phones of these slugs in their order, as ``fetch_phones`` has them. One query on a full hit."""
    if not slugs:
        return []
    cache = current_cache()
    phones = cache.phones.copy()  # another thread may drop some meanwhile
    missing = [slug for slug in slugs if slug not in phones]
    if missing:
        new = fetch_phones(Phone.objects.published().filter(slug__in=missing))
        with _lock:
            cache.keep(new)
        phones |= {phone.slug: phone for phone in new}
    return list(filter(None, map(phones.get, slugs)))


def current_cache():
    """The cache as of now; replaced where it is out of date. The stamp is read before the phones, so that the cache
    is never taken for newer than it is."""
    global _cache  # noqa: PLW0603 - one per process, replaced whole
    at = timezone.now()
    stamp = Stamp.current()
    cache = _cache
    if cache and cache.stamp > stamp:
        stamp = Stamp.read().number  # this request began before another that has seen a later one
    if not is_cache_current(cache, stamp, at):
        cache = PhoneCache(stamp, next_embargo_end(at), at, unchanged_phones(cache, stamp, at))
        _cache = cache
    return cache


def forget():
    """Drop all that was read so far."""
    global _cache  # noqa: PLW0603 - as above
    _cache = None


def last_stamp():
    """The stamp of the phones that this process read last; None where it has read none."""
    return _cache and _cache.stamp


def unchanged_phones(cache, stamp, at):
    """Slug → phone of those in ``cache`` (None: no cache yet) that no change has touched."""
    if not cache:
        return {}
    touched = changed_phone_keys(cache, stamp, at)
    if touched is None:
        return {}
    phones = cache.phones.copy()  # another thread may add one meanwhile
    return {slug: phone for slug, phone in phones.items() if phone.pk not in touched}
