"""What readers see of the history: changed values of what is published, and what has been published.

No names of people, no reasons, no claims: who says what stands at the fact itself.
"""

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from catalog.models import Phone, Revision
from catalog.models.vocabulary import Status

from .diff import told_apart

NO_VALUES = {"status", "publish_at", "complete_sections", "text", "notes"}
"""Columns that say nothing of the phone itself, or much more than a value."""
NO_FACTS = {"claims", "old_slugs", "relations"}
"""Lists whose rows are no values. A relation may name a phone that readers do not see yet."""

OF_PARTS = {
    "brand": lambda key: Q(brand=key) | Q(manufacturer=key),
    "chipset": lambda key: Q(phone_chipsets__chipset=key),
    "sensor": lambda key: Q(cameras__sensor=key),
}
"""How phones name what they are made of, by kind."""


def value_changes(kind, before, after):
    """The changes between two contents that readers are told of."""
    found = told_apart(kind, _without_claims(before), _without_claims(after))
    return [change for change in found if change.key not in NO_VALUES and NO_FACTS.isdisjoint(change.lists)]


def _without_claims(content):
    """Nothing is told of claims, and there are many."""
    cameras = [
        {key: value for key, value in camera.items() if key != "claims"} for camera in content.get("cameras", ())
    ]
    rest = {key: value for key, value in content.items() if key not in NO_FACTS}
    return {**rest, "cameras": cameras} if cameras else rest


def seen(kind, key, before, after, at):
    """How a revision made ``at`` a moment says what readers see of it; see ``Revision``."""
    if kind in OF_PARTS:
        shown = before and after and value_changes(kind, before, after)
        return {"seen_from": at if shown and is_in_sight(kind, key, at) else None}
    if kind != "phone":
        return {}
    return _seen_of_phone(key, before, after, at)


def _seen_of_phone(key, before, after, at):
    was_due, due = _due(before), _due(after)
    if was_due and was_due > at:
        _forget_announced(key, at)
    if due is None:
        return {}
    if was_due is None or was_due > at or due > at:
        return {"seen_from": max(due, at), "introduces": True}
    return {"seen_from": at if value_changes("phone", before, after) else None}


def _forget_announced(key, at):
    """What was to come in sight later is changed before it did: the last word counts."""
    Revision.objects.of("phone", key).filter(seen_from__gt=at).update(seen_from=None, introduces=False)


def _due(content):
    """From when on readers see a phone of this content; long ago where that is not said, None where they do not."""
    if content is None or content.get("status") != Status.PUBLISHED:
        return None
    due = content.get("publish_at")
    return datetime.fromisoformat(due or "1970-01-01T00:00:00+00:00")


def is_in_sight(kind, key, at):
    """Whether a published phone is made of this part, or by this brand."""
    return Phone.objects.published(at).filter(OF_PARTS[kind](key)).exists()


def changes_seen(at):
    """Revisions that readers may read of ``at`` a moment, the newest first: of phones that are published, and of what
    they are made of."""
    published = Phone.objects.published(at)
    in_sight = {"phone": Q(pk=OuterRef("record"))} | {kind: of(OuterRef("record")) for kind, of in OF_PARTS.items()}
    # A case and no “or”: databases would then fetch all revisions of each kind instead of going back in time.
    asked = [When(kind=kind, then=Exists(published.filter(those))) for kind, those in in_sight.items()]
    return Revision.objects.public(at).alias(in_sight=Case(*asked, default=False)).filter(in_sight=True)


def changes_of(phone):
    """The same of one published phone."""
    return Revision.objects.public().filter(kind="phone", record=phone.pk)


def last_changed(phone):
    """When a value of a published phone was changed last; None: never while readers saw it. One query."""
    return changes_of(phone).filter(introduces=False).values_list("seen_from", flat=True).first()


def with_what_was_before(revisions):
    """``revisions`` (a queryset, or one page of it) in their order, each with ``was``: what an earlier one says that
    the record held before it. Two queries, the second for these alone: databases look into rows that they leave out."""
    keys = list(revisions.values_list("pk", flat=True))
    earlier = Revision.objects.filter(kind=OuterRef("kind"), record=OuterRef("record"), pk__lt=OuterRef("pk"))
    found = Revision.objects.annotate(was=Subquery(earlier.order_by("-pk").values("content")[:1]))
    found = found.select_related("edit__by").in_bulk(keys)
    return [found[key] for key in keys]


def content_before(revision):
    """The content that a record had before a revision, fetched ``with_what_was_before``; None: it was not there."""
    return revision.was if revision.before is None else revision.before
