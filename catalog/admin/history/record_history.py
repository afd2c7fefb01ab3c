"""The history of one record at the desk: its revisions, two of them compared, one of them brought back."""

from dataclasses import dataclass
from itertools import chain

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect

from catalog.history.diff import diff_contents
from catalog.history.diff_formatter import ChangeFormatter, ChangeText
from catalog.history.recorder import EditRecorder
from catalog.history.visibility import content_before, with_previous_content
from catalog.models import Revision
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.records.record_save import InvalidContent
from catalog.records.serializer import record_content

from ..shared.desk_template import render_desk_page
from ..shared.number_parameters import parse_key
from ..shared.permissions import check_view_permission, may_change_content
from ..shared.reason_form import ReasonForm
from ..shared.record_store import save_with_dependents
from ..shared.record_urls import history_url, record_page_link
from .record_lookup import find_record

PER_PAGE = 25
MAX_CHANGE_LINES = 20
"""Of one revision in a list; comparing it shows all."""
INITIAL_REVISION = 0
"""Stands for the revision before the first: the record as it was found."""


@dataclass(frozen=True)
class RevisionLine:
    """One revision in a list. ``more`` are lines left out."""

    revision: Revision
    what: str
    told: list[ChangeText]
    more: int = 0


def revision_lines(revisions):
    """A line for each revision of a list, fetched ``with_previous_content``; at most six more queries."""
    changes = [_revision_changes(revision) for revision in revisions]
    shown = [found[:MAX_CHANGE_LINES] for found in changes]
    formatter = ChangeFormatter.of(list(chain.from_iterable(shown)))
    lines = []
    for revision, found, first in zip(revisions, changes, shown, strict=True):
        texts = [formatter.tell(change) for change in first]
        lines.append(RevisionLine(revision, _revision_summary(revision), texts, more=len(found) - len(first)))
    return lines


def _revision_changes(revision):
    before = content_before(revision)
    if before and revision.content:
        return diff_contents(revision.kind, before, revision.content)
    return []


def _revision_summary(revision):
    if revision.content is None:
        return "Deleted"
    before = content_before(revision)
    if before is None:
        return "Added"
    old_slug = before[revision.kind]
    new_slug = revision.content[revision.kind]
    if old_slug == new_slug:
        return ""
    summary = f"Renamed from {old_slug} to {new_slug}"
    if revision.kind == "phone":
        summary = f"{summary}; the old address keeps working"
    return summary


# The pages


def record_history_page(request, kind, key):
    """All revisions of a record, the newest first; at last the record as it was found, if it was."""
    check_view_permission(request, kind)
    revisions = Revision.objects.of(kind, key)
    record = find_record(kind, key)
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
    found = with_previous_content(page.object_list)
    if record is None and not found:
        raise Http404
    as_found = None
    if not page.has_next() and found and found[-1].before is not None:
        as_found = INITIAL_REVISION
    return render_desk_page(request, "record", history_title(kind, record, found), {
        "kind": kind,
        "key": key,
        "page": page,
        "lines": revision_lines(found),
        "record": record_page_link(kind, record),
        "as_found": as_found,
    })  # fmt: skip


def compare_page(request, kind, key):
    """Two revisions, the older one first whichever was chosen first."""
    check_view_permission(request, kind)
    chosen = {request.GET.get("old", ""), request.GET.get("new", "")}
    numbers = list(map(parse_key, chosen))
    if len(chosen) == 1 or None in numbers:
        messages.error(request, "Choose two different versions to compare.")
        return redirect(history_url("record", kind, key))
    older, newer = sorted(numbers)
    old = version_or_404(kind, key, older)
    new = version_or_404(kind, key, newer)
    return render_desk_page(request, "compare", f"Compare: {kind} {last_slug(kind, old, new)}", {
        "kind": kind, "key": key, "old": old, "new": new, "told": change_texts(kind, old.content, new.content),
    })  # fmt: skip


def restore_version_page(request, kind, key, number):
    """Shows what bringing a version back would change, and does it when asked to."""
    check_view_permission(request, kind)
    wanted = version_or_404(kind, key, number)
    record = find_record(kind, key)
    now = record_content(record) if record else None
    if wanted.content is None:
        raise Http404
    if not may_change_content(request.user, kind, key, now, wanted.content):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    faults = []
    if form.is_valid():
        faults = restore_version(request, kind, key, wanted, form.cleaned_data["why"])
        if not faults:
            return redirect(history_url("record", kind, key))
    changes = change_texts(kind, now, wanted.content) if now else []
    return render_desk_page(request, "bring_back", f"Restore: {kind} {wanted.content[kind]}", {
        "kind": kind, "key": key, "version": wanted, "told": changes, "form": form, "faults": faults,
        "is_gone": record is None, "slug_now": now and now[kind], "slug_then": wanted.content[kind],
    })  # fmt: skip


def restore_version(request, kind, key, wanted, why):
    """Store the content of a version; returns the faults that prevented it."""
    try:
        with catalogue_change():
            record = find_record(kind, key)
            recording = EditRecorder(Act.BROUGHT_BACK, by=request.user, why=why or None)
            stored = save_with_dependents(recording, kind, wanted.content, record, key=key)
    except InvalidContent as fault:
        return fault.faults
    messages.success(request, f"{stored} was restored to how it was {wanted.words}.")
    return []


# Versions


@dataclass(frozen=True)
class RecordVersion:
    """A record as a revision left it, or as it was found."""

    number: int
    content: dict | None
    revision: Revision | None = None

    @property
    def words(self):
        if self.revision is None:
            return "before the first recorded change"
        return f"on {self.revision.edit.at:%Y-%m-%d %H:%M:%S}"


def version_or_404(kind, key, number):
    """The version of a record by the number of its revision; 404 where there is none."""
    revisions = Revision.objects.of(kind, key).select_related("edit__by")
    if number == INITIAL_REVISION:
        first = revisions.last()
        if first is None or first.before is None:
            raise Http404
        return RecordVersion(INITIAL_REVISION, first.before)
    found = revisions.filter(pk=number).first()
    if found is None:
        raise Http404
    return RecordVersion(number, found.content, found)


def change_texts(kind, old, new):
    changes = diff_contents(kind, old, new)
    formatter = ChangeFormatter.of(changes)
    return [formatter.tell(change) for change in changes]


def history_title(kind, record, revisions):
    if record is None:
        return f"History of {kind} {revisions[0].slug}, which has been deleted"
    return f"History of {record}"


def last_slug(kind, *versions):
    return next(one.content[kind] for one in reversed(versions) if one.content)
