"""What readers see of the history: changed values of what is published, and what has been published.

No names of people, no reasons, no claims: who says what stands at the fact itself.
"""

from datetime import datetime, timedelta

from django.db.models import Case, Exists, Min, OuterRef, Q, Subquery, When

from catalog.facts.cache_invalidation import next_embargo_end
from catalog.models import Phone, Revision
from catalog.models.vocabulary import Status

from .diff import diff_contents

HIDDEN_COLUMNS = {"status", "publish_at", "publicly_known", "complete_sections", "text", "notes"}
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
    changes = diff_contents(kind, _without_hidden_lists(before), _without_hidden_lists(after))
    return [change for change in changes if _is_public(change)]


def _is_public(change):
    return change.key not in HIDDEN_COLUMNS and HIDDEN_LISTS.isdisjoint(change.lists)


def _without_hidden_lists(content):
    """Nothing is told of claims, and there are many."""
    public = _without_keys(content, HIDDEN_LISTS)
    if "cameras" in public:
        public["cameras"] = [_without_keys(camera, {"claims"}) for camera in public["cameras"]]
    return public


def _without_keys(row, keys):
    return {key: value for key, value in row.items() if key not in keys}


def revision_visibility(kind, key, before, after, at):
    """How a revision made ``at`` a moment says what readers see of it; see ``Revision``."""
    if kind == "phone":
        return _phone_visibility(key, before, after, at)
    if kind in PHONE_FILTERS_BY_PART:
        return {"seen_from": at if _is_public_part_change(kind, key, before, after, at) else None}
    return {}


def _is_public_part_change(kind, key, before, after, at):
    """Whether readers see another value of what phones are made of; not where it came or went."""
    if not before or not after:
        return False
    if not public_changes(kind, before, after):
        return False
    return has_published_phone(kind, key, at)


def _phone_visibility(key, before, after, at):
    was_visible_from = _visible_from(before)
    visible_from = _visible_from(after)
    if was_visible_from and was_visible_from > at:
        _cancel_scheduled(key, at)
        was_visible_from = None
    if visible_from is None:
        return {}
    if was_visible_from is None or visible_from > at:
        return {"seen_from": max(visible_from, at), "introduces": True}
    return {"seen_from": at if public_changes("phone", before, after) else None}


def _cancel_scheduled(key, at):
    """What was to come in sight later is changed before it did: the last word counts."""
    Revision.objects.of("phone", key).filter(seen_from__gt=at).update(seen_from=None, introduces=False)


def _visible_from(content):
    """From when on readers see a phone of this content; long ago where that is not said, None where they do not."""
    if content is None or content.get("status") != Status.PUBLISHED:
        return None
    publish_at = content.get("publish_at") or "1970-01-01T00:00:00+00:00"
    return datetime.fromisoformat(publish_at)


def has_come_in_sight(key, since):
    """Whether a phone that is hidden now was seen by readers, withdrawn or deleted at a moment after ``since``. What
    happened within a second of it does not count. Two queries."""
    later = Revision.objects.of("phone", key).filter(edit__at__gte=since + timedelta(seconds=1))
    return any(map(_ends_a_preview, with_previous_content(later)))


def _ends_a_preview(revision):
    """Whether, until this revision, the phone was seen by readers, withdrawn or deleted."""
    before = content_before(revision)
    if before is None or before.get("status") == Status.WITHDRAWN:
        return True
    visible_from = _visible_from(before)
    return visible_from is not None and visible_from <= revision.edit.at


def has_published_phone(kind, key, at):
    """Whether a published phone is made of this part, or by this brand."""
    return Phone.objects.published(at).filter(PHONE_FILTERS_BY_PART[kind](key)).exists()


def visible_revisions(at):
    """Revisions that readers may read of ``at`` a moment, the newest first: of phones that are published, and of what
    they are made of."""
    published = Phone.objects.published(at)
    filters = {"phone": Q(pk=OuterRef("record"))}
    for kind, part_filter in PHONE_FILTERS_BY_PART.items():
        filters[kind] = part_filter(OuterRef("record"))
    # A case and no “or”: databases would then fetch all revisions of each kind instead of going back in time.
    cases = [When(kind=kind, then=Exists(published.filter(phones))) for kind, phones in filters.items()]
    return Revision.objects.public(at).alias(in_sight=Case(*cases, default=False)).filter(in_sight=True)


def next_visible_change(at):
    """When readers see something else next though nothing is stored until then; None: never.

    That is when an embargo ends, or a revision may be read of: nothing else that readers see depends on the clock.
    """
    scheduled = Revision.objects.filter(seen_from__gt=at).aggregate(moment=Min("seen_from"))["moment"]
    return min(filter(None, [next_embargo_end(at), scheduled]), default=None)


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
    if revision.before is None:
        return revision.was
    return revision.before
