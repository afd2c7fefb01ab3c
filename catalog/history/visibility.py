"""What readers see of the history: changed values of what is published, and what has been published.

No names of people, no reasons, no claims: who says what stands at the fact itself.
"""

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from catalog.models import Phone, Revision
from catalog.models.vocabulary import Status

from .diff import diff_contents

HIDDEN_COLUMNS = {"status", "publish_at", "complete_sections", "text", "notes"}
"""Columns that say nothing of the phone itself, or much more than a value."""
HIDDEN_LISTS = {"claims", "old_slugs", "relations"}
"""Lists whose rows are no values. A relation may name a phone that readers do not see yet."""

PHONE_FILTERS_BY_PART = {
    "brand": lambda key: Q(brand=key) | Q(manufacturer=key),
    "chipset": lambda key: Q(phone_chipsets__chipset=key),
    "sensor": lambda key: Q(cameras__sensor=key),
}
"""How phones name what they are made of, by kind."""


def public_changes(kind, before, after):
    """The changes between two contents that readers are told of."""
    found = diff_contents(kind, _without_hidden_lists(before), _without_hidden_lists(after))
    return [change for change in found if change.key not in HIDDEN_COLUMNS and HIDDEN_LISTS.isdisjoint(change.lists)]


def _without_hidden_lists(content):
    """Nothing is told of claims, and there are many."""
    cameras = [
        {key: value for key, value in camera.items() if key != "claims"} for camera in content.get("cameras", ())
    ]
    rest = {key: value for key, value in content.items() if key not in HIDDEN_LISTS}
    return {**rest, "cameras": cameras} if cameras else rest


def revision_visibility(kind, key, before, after, at):
    """How a revision made ``at`` a moment says what readers see of it; see ``Revision``."""
    if kind in PHONE_FILTERS_BY_PART:
        shown = before and after and public_changes(kind, before, after)
        return {"seen_from": at if shown and has_published_phone(kind, key, at) else None}
    if kind != "phone":
        return {}
    return _phone_visibility(key, before, after, at)


def _phone_visibility(key, before, after, at):
    was_due, due = _visible_from(before), _visible_from(after)
    if was_due and was_due > at:
        _cancel_scheduled(key, at)
    if due is None:
        return {}
    if was_due is None or was_due > at or due > at:
        return {"seen_from": max(due, at), "introduces": True}
    return {"seen_from": at if public_changes("phone", before, after) else None}


def _cancel_scheduled(key, at):
    """What was to come in sight later is changed before it did: the last word counts."""
    Revision.objects.of("phone", key).filter(seen_from__gt=at).update(seen_from=None, introduces=False)


def _visible_from(content):
    """From when on readers see a phone of this content; long ago where that is not said, None where they do not."""
    if content is None or content.get("status") != Status.PUBLISHED:
        return None
    due = content.get("publish_at")
    return datetime.fromisoformat(due or "1970-01-01T00:00:00+00:00")


def has_published_phone(kind, key, at):
    """Whether a published phone is made of this part, or by this brand."""
    return Phone.objects.published(at).filter(PHONE_FILTERS_BY_PART[kind](key)).exists()


def visible_revisions(at):
    """Revisions that readers may read of ``at`` a moment, the newest first: of phones that are published, and of what
    they are made of."""
    published = Phone.objects.published(at)
    in_sight = {"phone": Q(pk=OuterRef("record"))} | {
        kind: of(OuterRef("record")) for kind, of in PHONE_FILTERS_BY_PART.items()
    }
    # A case and no “or”: databases would then fetch all revisions of each kind instead of going back in time.
    asked = [When(kind=kind, then=Exists(published.filter(those))) for kind, those in in_sight.items()]
    return Revision.objects.public(at).alias(in_sight=Case(*asked, default=False)).filter(in_sight=True)


def visible_revisions_of_phone(phone):
    """The same of one published phone."""
    return Revision.objects.public().filter(kind="phone", record=phone.pk)


def last_public_change(phone):
    """When a value of a published phone was changed last; None: never while readers saw it. One query."""
    return visible_revisions_of_phone(phone).filter(introduces=False).values_list("seen_from", flat=True).first()


def with_previous_content(revisions):
    """``revisions`` (a queryset, or one page of it) in their order, each with ``was``: what an earlier one says that
    the record held before it. Two queries, the second for these alone: databases look into rows that they leave out."""
    keys = list(revisions.values_list("pk", flat=True))
    earlier = Revision.objects.filter(kind=OuterRef("kind"), record=OuterRef("record"), pk__lt=OuterRef("pk"))
    found = Revision.objects.annotate(was=Subquery(earlier.order_by("-pk").values("content")[:1]))
    found = found.select_related("edit__by").in_bulk(keys)
    return [found[key] for key in keys]


def content_before(revision):
    """The content that a record had before a revision, fetched ``with_previous_content``; None: it was not there."""
    return revision.was if revision.before is None else revision.before
