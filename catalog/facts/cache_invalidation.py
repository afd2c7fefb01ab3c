"""When a cache of phones is out of date: which phones changed since it was made, and when the next embargo ends.

A cache has a ``stamp``, the moment it was ``made_at``, and ``due``: when the next embargo ends, None where none does.
"""

from itertools import chain

from django.db.models import Min, Q

from catalog.models import Phone, Relation, Stamp
from catalog.models.touched_phones import with_related_phones
from catalog.models.vocabulary import Status


def is_cache_current(cache, stamp, at):
    """Whether nothing has changed since ``cache`` was made; False for None."""
    if cache is None or cache.stamp != stamp:
        return False
    return not _has_embargo_ended(cache, at)


def changed_phone_keys(cache, stamp, at):
    """Keys of the phones that changed, or whose embargo ended; None where that may be all phones."""
    if stamp < cache.stamp:
        return None
    touched = set()
    if stamp > cache.stamp:
        touched = Stamp.touched_since(cache.stamp)
    if touched is None or not _has_embargo_ended(cache, at):
        return touched
    released = Phone.objects.published(at).filter(publish_at__gt=cache.made_at)
    return with_related_phones(touched.union(released.values_list("pk", flat=True)))


def _has_embargo_ended(cache, at):
    """Whether an embargo has ended since ``cache`` was made."""
    return cache.due is not None and at >= cache.due


def next_embargo_end(at):
    """When the next embargo after ``at`` ends; None where there is none."""
    return _under_embargo(at).aggregate(due=Min("publish_at"))["due"]


def embargo_dependent_keys(at):
    """Keys of the phones with a relation to one whose embargo has not ended: nothing is stored of what they show."""
    waiting = _under_embargo(at)
    relations = Relation.objects.filter(Q(phone__in=waiting) | Q(other__in=waiting))
    return set(chain.from_iterable(relations.values_list("phone", "other")))


def _under_embargo(at):
    return Phone.objects.filter(status=Status.PUBLISHED, publish_at__gt=at)
