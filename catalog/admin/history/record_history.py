"""The history of one record at the desk: its revisions, two of them compared, one of them brought back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect

from catalog.history.diff import diff_contents
from catalog.history.diff_formatter import ChangeFormatter, ChangeText
from catalog.history.recorder import EditRecorder
from catalog.history.visibility import content_before, with_previous_content
from catalog.models import Revision
from catalog.models.vocabulary import Act
from catalog.records.record_save import InvalidContent
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES

from ..shared.desk_template import render_desk_page
from ..shared.permissions import check_view_permission, may_change_content
from ..shared.reason_form import ReasonForm
from ..shared.record_store import save_with_dependents
from ..shared.record_urls import history_url, record_page_link

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
    changes = {one.pk: _revision_changes(one) for one in revisions}
    cut = {number: found[:MAX_CHANGE_LINES] for number, found in changes.items()}
    words = ChangeFormatter.of([change for found in cut.values() for change in found])
    return [
        RevisionLine(
            one,
            _revision_summary(one),
            [words.tell(change) for change in cut[one.pk]],
            len(changes[one.pk]) - len(cut[one.pk]),
        )
        for one in revisions
    ]


def _revision_changes(revision):
    before = content_before(revision)
    return diff_contents(revision.kind, before, revision.content) if before and revision.content else []


def _revision_summary(revision):
    if revision.content is None:
        return "Deleted"
    before = content_before(revision)
    if before is None:
        return "Added"
    was, now = before[revision.kind], revision.content[revision.kind]
    kept = "; the old address keeps working" if revision.kind == "phone" else ""
    return f"Renamed from {was} to {now}{kept}" if was != now else ""


# The pages


def record_history_page(request, kind, key):
    """All revisions of a record, the newest first; at last the record as it was found, if it was."""
    check_view_permission(request, kind)
    revisions = Revision.objects.of(kind, key)
    record = RECORD_SHAPES[kind].model.objects.filter(pk=key).first()
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
    found = with_previous_content(page.object_list)
    if record is None and not found:
        raise Http404
    return render_desk_page(request, "record", history_title(kind, record, found), {
        "kind": kind,
        "key": key,
        "page": page,
        "lines": revision_lines(found),
        "record": record_page_link(kind, record),
        "as_found": INITIAL_REVISION if found and not page.has_next() and found[-1].before is not None else None,
    })  # fmt: skip


def compare_page(request, kind, key):
    """Two revisions, the older one first whichever was chosen first."""
    check_view_permission(request, kind)
    chosen = [request.GET.get(name, "") for name in ("old", "new")]
    if (
        not all(number.isascii() and number.isdigit() and len(number) < 19 for number in chosen)
        or len(set(chosen)) == 1
    ):
        messages.error(request, "Choose two different versions to compare.")
        return redirect(history_url("record", kind, key))
    old, new = (version_or_404(kind, key, number) for number in sorted(map(int, chosen)))
    return render_desk_page(request, "compare", f"Compare: {kind} {last_slug(kind, old, new)}", {
        "kind": kind, "key": key, "old": old, "new": new, "told": change_texts(kind, old.content, new.content),
    })  # fmt: skip


def restore_version_page(request, kind, key, number):
    """Shows what bringing a version back would change, and does it when asked to."""
    check_view_permission(request, kind)
    wanted = version_or_404(kind, key, number)
    record = RECORD_SHAPES[kind].model.objects.filter(pk=key).first()
    now = record and record_content(record)
    if wanted.content is None:
        raise Http404
    if not may_change_content(request.user, kind, key, now, wanted.content):
        raise PermissionDenied
    form, faults = ReasonForm(request.POST if request.method == "POST" else None), []
    if request.method == "POST" and form.is_valid():
        faults = restore_version(request, kind, key, wanted, form.cleaned_data["why"])
        if not faults:
            return redirect(history_url("record", kind, key))
    changes = change_texts(kind, now, wanted.content) if now else []
    return render_desk_page(request, "bring_back", f"Bring back: {kind} {wanted.content[kind]}", {
        "kind": kind, "key": key, "version": wanted, "told": changes, "form": form, "faults": faults,
        "is_gone": record is None, "slug_now": now and now[kind], "slug_then": wanted.content[kind],
    })  # fmt: skip


def restore_version(request, kind, key, wanted, why):
    """Store the content of a version; the faults for which it could not be."""
    model = RECORD_SHAPES[kind].model
    try:
        with transaction.atomic():
            record = model.objects.filter(pk=key).first()
            recording = EditRecorder(Act.BROUGHT_BACK, by=request.user, why=why or None)
            stored = save_with_dependents(recording, kind, wanted.content, record, key=key)
    except InvalidContent as fault:
        return fault.faults
    messages.success(request, f"{stored} is as it was {wanted.words}.")
    return []


# What they have in common


@dataclass(frozen=True)
class RecordVersion:
    """A record as a revision left it, or as it was found."""

    number: int
    content: dict | None
    revision: Revision | None = None

    @property
    def words(self):
        at = self.revision and f"{self.revision.edit.at:%Y-%m-%d %H:%M:%S}"
        return f"on {at}" if at else "when it was found"


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
    words = ChangeFormatter.of(changes)
    return [words.tell(change) for change in changes]


def history_title(kind, record, revisions):
    return f"History of {record}" if record else f"History of {kind} {revisions[0].slug}, which is gone"


def last_slug(kind, *versions):
    return next(one.content[kind] for one in reversed(versions) if one.content)
