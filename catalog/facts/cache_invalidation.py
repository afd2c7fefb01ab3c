"""What has changed since something was kept: which phones were touched, and when the next embargo ends.

What is kept has a ``stamp``, the moment it was ``made_at``, and ``due``, when the next embargo ends; None: none does.
"""

from django.db.models import Min

from catalog.models import Phone, Stamp
from catalog.models.change_stamp import with_related_phones
from catalog.models.vocabulary import Status


def is_cache_current(kept, stamp, at):
    """Whether nothing has changed since; nothing was kept at all where ``kept`` is None."""
    return kept is not None and kept.stamp == stamp and (kept.due is None or at < kept.due)


def changed_phone_keys(kept, stamp, at):
    """Keys of the phones that changed, or whose embargo ended; None where that may be all."""
    if stamp < kept.stamp:
        return None
    touched = Stamp.touched_since(kept.stamp) if stamp > kept.stamp else set()
    if touched is None or kept.due is None or at < kept.due:
        return touched
    due = Phone.objects.published(at).filter(publish_at__gt=kept.made_at).values_list("pk", flat=True)
    return with_related_phones(touched.union(due))


def next_embargo_end(at):
    """When the next embargo ends."""
    waiting = Phone.objects.filter(status=Status.PUBLISHED, publish_at__gt=at)
    return waiting.aggregate(due=Min("publish_at"))["due"]
