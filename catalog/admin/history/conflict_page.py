"""The page that shows two contents of one record side by side, and stores what is chosen of each."""

from dataclasses import replace

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from catalog.history.conflict_choices import ConflictChoices, PendingChange, base_content
from catalog.history.recorder import EditRecorder, latest_revision_number
from catalog.models import Revision
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.records.record_save import InvalidContent
from catalog.records.serializer import record_content

from ..shared.desk_template import render_desk_page
from ..shared.permissions import has_model_permission, must_propose
from ..shared.reason_form import ReasonForm
from ..shared.record_store import lock_record, store_content
from ..shared.record_urls import record_page_url
from .proposal_store import create_proposal, redirect_to_proposal
from .record_lookup import find_record

CHANGED_AGAIN = "It has been changed again in the meantime: look again. Nothing is saved yet."
UNDECIDED = "Choose a side wherever both changed the same value."
MAX_EDITS_SINCE = 10
SIDE_LABELS = {Act.SAVED: "Yours", Act.UPLOADED: "Uploaded", Act.PROPOSED: "Proposed"}


# The page


def render_conflict_page(request, state, *, data=None, faults=(), again=None):
    """Both contents side by side. ``again`` says why the page comes back."""
    record = find_record(state.kind, state.key)
    choices = conflict_choices(state, record, data)
    proposes = must_propose(request.user, state.kind, state.key, choices.theirs, state.mine)
    heading = f"Choose: {record}" if record else f"Add {state.kind} {state.mine[state.kind]}"
    return render_desk_page(request, "choosing", heading, {
        "state": state, "record": record and (record, record_page_url(record, state.kind)), "choices": choices,
        "rows": choices.rows(), "faults": faults, "again": again, "open": len(choices.undecided),
        "form": ReasonForm(data or None, initial={"why": state.why}),
        "mine_is": SIDE_LABELS[state.act],
        "proposes": proposes,
        "since": edits_since(state), "is_conflict": state.base != state.seen, "is_new": record is None,
        "is_gone": bool(state.key and record is None),
    })  # fmt: skip


def conflict_choices(state, record, data):
    """What was pending, against the ``record`` as it is stored. Where the revision that its author began with cannot
    be read, but is still the last, the stored content stands for it."""
    theirs = record_content(record) if record else None
    base = None
    if state.key:
        base = base_content(state.kind, state.key, state.base)
    if base is None and state.base == state.seen:
        base = theirs
    return ConflictChoices(state.kind, base, theirs, state.mine, data or {})


def edits_since(state):
    """The edits that came between, the newest first."""
    if not state.key or state.base == state.seen:
        return []
    revisions = Revision.objects.of(state.kind, state.key).filter(pk__gt=state.base or 0, pk__lte=state.seen)
    revisions = revisions.select_related("edit__by")[:MAX_EDITS_SINCE]
    return [revision.edit for revision in revisions]


def conflict_view(request):
    """Stores what was chosen, unless somebody has changed the record once more."""
    try:
        state = PendingChange.from_signed(request.POST.get("state", ""))
    except signing.BadSignature:
        messages.error(request, "This page can only be reached from a form.")
        return HttpResponseRedirect(reverse("admin:index"))
    action = "change" if state.key else "add"
    if not has_model_permission(request.user, action, state.kind):
        raise PermissionDenied
    try:
        with catalogue_change():
            return store_choices(request, state)
    except InvalidContent as fault:
        return render_conflict_page(request, state, data=request.POST, faults=fault.faults)


def store_choices(request, state):
    record = lock_record(state.kind, state.key)
    if state.key:
        latest = latest_revision_number(state.kind, state.key)
        if record is None or latest != state.seen:
            return render_conflict_page(request, replace(state, seen=latest), data=request.POST, again=CHANGED_AGAIN)
    choices = conflict_choices(state, record, request.POST)
    if choices.undecided:
        return render_conflict_page(request, state, data=request.POST, again=UNDECIDED)
    if choices.changes_nothing:
        messages.info(request, f"{record} stays as it is.")
        return HttpResponseRedirect(record_page_url(record, state.kind))
    return store_or_propose(request, state, record, choices)


def store_or_propose(request, state, record, choices):
    why = request.POST.get("why", "")[:300] or None
    content = choices.content
    if must_propose(request.user, state.kind, state.key, choices.theirs, content):
        proposal = create_proposal(
            request.user, state.kind, state.key, content, before=choices.theirs, base=state.seen, why=why
        )
        return redirect_to_proposal(request, proposal)
    stored = store_content(EditRecorder(state.act, by=request.user, why=why), state.kind, content, record)
    address = record_page_url(stored, state.kind)
    messages.success(request, format_html('<a href="{}">{}</a> was saved as selected.', address, stored))
    return HttpResponseRedirect(address)
