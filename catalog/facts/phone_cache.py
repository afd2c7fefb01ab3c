"""Cache of whole phones, per process, with the cells that were computed from them. Bounded by bytes.

Valid while the catalogue's stamp stands and until the next embargo ends; phones that a change did not touch stay.
"""

import gc
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

from django.utils import timezone

from catalog.models import Phone, Stamp

from .cache_invalidation import changed_phone_keys, is_cache_current, next_embargo_end
from .prefetch import fetch_phones
from .prepared_phones import prepared_phones

MAX_CACHED_BYTES = 40 * 1024 * 1024
"""Of phones in one process. Those that were asked for longest ago are dropped first."""
BYTES_PER_STORED_BYTE = 72
"""What a prepared phone takes in memory, with its cells and all that a comparison prints of them, for a byte that is
stored; measured with tracemalloc."""
BYTES_OF_FETCHED_PHONE = 700_000
"""What a phone takes that is not prepared."""
MAX_DROPPED_BYTES = MAX_CACHED_BYTES
"""Of phones that were dropped since the garbage collector went round. A phone and its rows point at one another, so
that nothing else frees them; by itself it seldom comes by objects that have stayed for a while."""


@dataclass(frozen=True)
class PhoneCache:
    """``phones``: slug → (phone, its bytes) as of ``stamp``, the one asked for last at the end."""

    stamp: int
    due: datetime | None
    made_at: datetime
    phones: OrderedDict = field(default_factory=OrderedDict)
    lock: RLock = field(default_factory=RLock)

    def find(self, slugs):
        """Slug → phone of those of ``slugs`` that are kept."""
        found = {}
        with self.lock:
            for slug in slugs:
                if slug in self.phones:
                    self.phones.move_to_end(slug)
                    found[slug], _ = self.phones[slug]
        return found

    def find_keys(self, keys):
        """Key → phone of those of these keys that are kept."""
        with self.lock:
            return {phone.pk: phone for phone, _ in self.phones.values() if phone.pk in keys}

    def keep(self, sized_phones):
        """Add (phone, bytes)s, and drop what there is no room for."""
        with self.lock:
            self.phones.update((phone.slug, (phone, size)) for phone, size in sized_phones)
            dropped = self.total_bytes() - MAX_CACHED_BYTES
            while self.total_bytes() > MAX_CACHED_BYTES:
                self.phones.popitem(last=False)
        if dropped > 0:
            count_dropped(dropped)

    def total_bytes(self):
        with self.lock:
            return sum(size for _, size in self.phones.values())

    def copy_without(self, keys):
        """The kept phones but for those of these keys."""
        with self.lock:
            entries = list(self.phones.items())
        return OrderedDict((slug, entry) for slug, entry in entries if entry[0].pk not in keys)


_cache = None
_dropped_bytes = 0


def count_dropped(size):
    """Send the garbage collector once ``MAX_DROPPED_BYTES`` have come together."""
    global _dropped_bytes  # noqa: PLW0603 - one per process
    _dropped_bytes += size
    if _dropped_bytes > MAX_DROPPED_BYTES:
        _dropped_bytes = 0
        gc.collect()


def cached_phones(slugs):
    """The published phones of these slugs in their order, as ``fetch_phones`` has them. One query on a full hit, two
    where they are prepared."""
    if not slugs:
        return []
    cache = current_cache()
    phones = cache.find(slugs)
    missing = [slug for slug in slugs if slug not in phones]
    if missing:
        new = read_phones(Phone.objects.published().filter(slug__in=missing), len(missing))
        cache.keep(new)
        phones |= {phone.slug: phone for phone, _ in new}
    return list(filter(None, map(phones.get, slugs)))


def cached_phones_of_keys(keys):
    """The same of those that have these keys."""
    if not keys:
        return []
    cache = current_cache()
    phones = cache.find_keys(set(keys))
    missing = [key for key in keys if key not in phones]
    if missing:
        new = read_phones(Phone.objects.published().filter(pk__in=missing), len(missing))
        cache.keep(new)
        phones |= {phone.pk: phone for phone, _ in new}
    return list(filter(None, map(phones.get, keys)))


def read_phones(phones, count):
    """(phone, bytes) of ``phones`` (a queryset of ``count`` at most): as prepared, else fetched and computed anew."""
    found = prepared_phones(phones)
    sized = [(phone, BYTES_PER_STORED_BYTE * size) for phone, size in found]
    if len(found) < count:
        others = phones.exclude(pk__in=[phone.pk for phone, _ in found])
        sized += [(phone, BYTES_OF_FETCHED_PHONE) for phone in fetch_phones(others)]
    return sized


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
        outdated = cache
        cache = PhoneCache(stamp, next_embargo_end(at), at, unchanged_phones(outdated, stamp, at))
        _cache = cache
        if outdated:
            count_dropped(outdated.total_bytes() - cache.total_bytes())
    return cache


def forget():
    """Drop all that was read so far."""
    global _cache  # noqa: PLW0603 - as above
    _cache = None


def last_stamp():
    """The stamp of the phones that this process read last; None where it has read none."""
    return _cache and _cache.stamp


def unchanged_phones(cache, stamp, at):
    """The entries of ``cache`` (None: no cache yet) that no change has touched."""
    touched = cache and changed_phone_keys(cache, stamp, at)
    if touched is None:
        return OrderedDict()
    return cache.copy_without(touched)
