"""Who may change which record as a whole: by its permission and, where readers see it, the one to publish."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from catalog.history.visibility import PHONE_FILTERS_BY_PART, has_published_phone
from catalog.models.vocabulary import Status
from catalog.records.shapes import EDITORIAL_KINDS, RECORD_SHAPES, kind_of_model

from .change_recorder import owning_record

PUBLISH = "catalog.publish"


def has_model_permission(user, action, kind):
    """``action`` is one of Django's: view, add, change, delete."""
    return user.has_perm(f"catalog.{action}_{RECORD_SHAPES[kind].model._meta.model_name}")


def may_view(user, kind):
    return has_model_permission(user, "view", kind) or has_model_permission(user, "change", kind)


def may_change_content(user, kind, key, now, wanted):
    """Whether ``user`` may turn one content of a record into another; ``now`` is None where it is gone."""
    action = "add" if now is None else "change"
    if not has_model_permission(user, action, kind):
        return False
    if user.has_perm(PUBLISH):
        return True
    return not any(is_visible(kind, key, content) for content in (now, wanted) if content)


def must_propose(user, kind, key, now, wanted):
    """Whether turning one content into another is for ``user`` to propose, and for others to decide. New parts and
    sources are theirs to add: nothing that readers see names them yet."""
    if user.has_perm(PUBLISH):
        return False
    if now is None:
        return has_status(kind) and is_visible(kind, key, wanted)
    return is_visible(kind, key, now) or is_visible(kind, key, wanted)


def is_visible(kind, key, content):
    """Whether readers see the record with this content, now or, of a phone under embargo, later."""
    if kind in PHONE_FILTERS_BY_PART:
        return has_published_phone(kind, key, timezone.now())
    return content.get("status", Status.DRAFT if has_status(kind) else Status.PUBLISHED) == Status.PUBLISHED


def has_status(kind):
    return kind == "phone" or kind in EDITORIAL_KINDS


def is_row_visible(row):
    """The same of a stored row, or of the record that it belongs to."""
    record = owning_record(row)
    kind = kind_of_model(type(record))
    return is_visible(kind, record.pk, {"status": record.status} if has_status(kind) else {})


def check_view_permission(request, kind):
    if kind not in RECORD_SHAPES:
        raise Http404
    if not may_view(request.user, kind):
        raise PermissionDenied
