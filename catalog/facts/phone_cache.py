"""Whole phones that this process has shown lately, with the cells that were worked out of them.

They hold while the catalogue's stamp stands, and until the next embargo ends; those that a change did not touch go on.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from catalog.models import Phone, Stamp

from .invalidation import next_due, still_holds, touched_since
from .prefetch import fetched, in_order

MOST = 120
"""Phones kept, of about half a megabyte each; the one that came first goes first."""


@dataclass(frozen=True)
class Kept:
    """Phones by slug as of ``stamp``."""

    stamp: int
    due: datetime | None
    made_at: datetime
    phones: dict = field(default_factory=dict)

    def keep(self, phones):
        for phone in phones:
            while len(self.phones) >= MOST:
                self.phones.pop(next(iter(self.phones)), None)
            self.phones[phone.slug] = phone


_kept = None
_lock = Lock()


def whole_phones(slugs):
    """The published phones of these slugs in their order, as ``whole`` fetches them; one query where all are kept."""
    if not slugs:
        return []
    kept = as_of_now()
    found = {slug: kept.phones.get(slug) for slug in slugs}
    missing = [slug for slug, phone in found.items() if phone is None]
    if missing:
        new = fetched(Phone.objects.published().filter(slug__in=missing))
        with _lock:
            kept.keep(new)
        found |= {phone.slug: phone for phone in new}
    return in_order(filter(None, found.values()), slugs)


def as_of_now():
    """What is kept and still true; the stamp is read before the facts, so that they are never taken for newer."""
    global _kept  # noqa: PLW0603 - one per process, replaced whole
    at, stamp = timezone.now(), Stamp.current()
    kept = _kept
    if not still_holds(kept, stamp, at):
        kept = _kept = Kept(stamp, next_due(at), at, untouched(kept, stamp, at))
    return kept


def untouched(kept, stamp, at):
    touched = touched_since(kept, stamp, at) if kept else None
    if touched is None:
        return {}
    return {slug: phone for slug, phone in list(kept.phones.items()) if phone.pk not in touched}
