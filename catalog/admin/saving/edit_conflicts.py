"""Forms that overwrite nothing in silence, and that propose where their author may not change what readers see.

Such a form is saved as always, in a transaction that is rolled back once it is known what it would have stored.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import redirect

from catalog.history.conflict_choices import PendingChange, base_content, with_camera_claims
from catalog.history.recorder import latest_revision_number
from catalog.models import Proposal, Revision
from catalog.models.vocabulary import Act, Decision, Status
from catalog.records.publishing_checks import publishing_faults
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES, kind_of_model

from ..history.conflict_page import render_conflict_page
from ..history.proposal_pages import proposal_panels
from ..history.proposal_store import create_proposal, redirect_to_proposal
from ..shared.change_recorder import owning_record
from ..shared.permissions import PUBLISH, is_row_visible
from .resubmission import resubmitted_data


class InterceptedSave(Exception):
    """What a form would have stored, which is not to be stored as it is."""

    def __init__(self, content):
        self.content = content
        super().__init__()


class PublishingRefused(Exception):
    """Why a phone is not published."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__()


class ListConflict(Exception):
    """A record in a list that somebody else has changed since the list was opened."""

    def __init__(self, revision):
        self.revision = revision
        super().__init__()


@dataclass
class RecordLock:
    """The record that a form is about, while it is locked. ``seen`` is the revision that its author saw, None where
    that is not known."""

    kind: str
    key: int
    seen: int | None
    now: int
    proposes: bool
    lost: int = 0

    @property
    def is_overtaken(self):
        return self.seen != self.now

    @property
    def intercepts(self):
        return self.proposes or self.is_overtaken


def publish_phone(phone):
    """Let readers see a phone that is stored with all its rows; ``PublishingRefused`` with everything that it lacks."""
    if faults := publishing_faults({**record_content(phone), "status": Status.PUBLISHED}):
        raise PublishingRefused(faults)
    phone.status = Status.PUBLISHED
    phone.save(update_fields=["status"])


class PublishingFaults:
    """Stands among the formsets of a save that was refused, and is never valid. As a panel it says why."""

    template = "desk/refused.html"
    errors, forms, deleted_forms = (), (), ()
    new_objects, changed_objects, deleted_objects = (), (), ()

    def __init__(self, faults):
        self.reasons = [(fault.reason, form_field_anchor(fault.field)) for fault in faults]

    def is_valid(self):
        return False

    def non_form_errors(self):
        return [reason for reason, _ in self.reasons]

    def save(self, commit=True):
        return []


def form_field_anchor(field):
    """The anchor on a phone's form of a column or a list of rows: ``cameras[2].f_number``."""
    name, *rest = field.partition("[")
    if name in RECORD_SHAPES["phone"].rows:
        number = rest[1].partition("]")
        column = number[2].removeprefix(".")
        return f"id_{name}-{int(number[0]) - 1}-{column}" if column else f"{name}-heading"
    return f"id_{name}"


def check_list_conflicts(request, afters):
    """Raises where a row of a list is changed whose record has changed since the list was opened, but for those that
    this very save has changed."""
    seen, own = getattr(request, "list_seen", None), vars(request).setdefault("changed_in_list", set())
    for kind, key in afters if seen is not None else ():
        later = Revision.objects.of(kind, key).filter(pk__gt=seen).select_related("edit__by").first()
        if later and (kind, key) not in own:
            raise ListConflict(later)
        own.add((kind, key))


def revision_state(kind, key):
    """The number of the last revision of a record, 0 where it has none, and whether something is proposed for it. One
    query, made before its form is filled: what changes in between is noticed."""
    last = Revision.objects.of(kind, OuterRef("pk")).values("pk")[:1]
    proposed = Proposal.objects.filter(kind=kind, record=OuterRef("pk"), decision=Decision.OPEN)
    found = RECORD_SHAPES[kind].model.objects.filter(pk=key).values_list(Coalesce(Subquery(last), 0), Exists(proposed))
    return found.first() or (0, False)


def parse_revision_number(text):
    """The number of a revision; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class EditConflictMixin:
    """A page of the desk whose form knows which version of its record it shows."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        request.may_propose = True
        view = super().changeform_view
        if request.method != "POST":
            kind, key = self.record_key(object_id)
            request.seen, request.has_proposals = revision_state(kind, key) if key else ("", False)
            return view(request, object_id, form_url, extra_context)
        request.seen = request.POST.get("seen", "")
        try:
            return self.locked_view(request, object_id, view, form_url, extra_context)
        except InterceptedSave as found:
            return self.intercepted_response(request, found.content)
        except PublishingRefused as refused:
            request.refusal = PublishingFaults(refused.faults)
            return view(request, object_id, form_url, extra_context)

    @transaction.atomic
    def locked_view(self, request, object_id, view, *arguments):
        request.hold = self.lock_for_form(request, object_id)
        response = view(request, object_id, *arguments)
        if request.hold and request.hold.is_overtaken:
            response.render()
            transaction.set_rollback(True)
        return response

    def record_key(self, object_id):
        """Kind and key of the record that a page is about: of a camera its phone. The key is None where it is not
        there."""
        kind = kind_of_model(self.model) or "phone"
        try:
            key = object_id and self.model._meta.pk.to_python(unquote(object_id))
        except ValidationError:
            return kind, None
        if key and not kind_of_model(self.model):
            key = self.model.objects.filter(pk=key).values_list("phone", flat=True).first()
        return kind, key or None

    def lock_for_form(self, request, object_id):
        """Lock the record, and see whether it is as its author saw it."""
        kind, key = self.record_key(object_id)
        record = key and RECORD_SHAPES[kind].model.objects.select_for_update().filter(pk=key).first()
        if not record:
            return None
        proposes = is_row_visible(record) and not request.user.has_perm(PUBLISH)
        hold = RecordLock(kind, key, parse_revision_number(request.seen), latest_revision_number(kind, key), proposes)
        if hold.is_overtaken:
            row = record if kind_of_model(self.model) else self.get_object(request, unquote(object_id))
            pairs = self.get_formsets_with_inlines(request, row)
            typed = [(formset, row, inline.has_change_permission(request, row)) for formset, inline in pairs]
            request.POST, hold.lost = resubmitted_data(request.POST, typed)
        return hold

    def settle(self, request, afters):
        """Called when everything is stored, before it is kept: raises where it is not to be."""
        hold = getattr(request, "hold", None)
        if hold and hold.intercepts:
            raise InterceptedSave(afters[hold.kind, hold.key])
        check_list_conflicts(request, afters)

    def intercepted_response(self, request, content):
        """Nothing was saved: propose it, or show it beside what is stored."""
        hold, why = request.hold, request.POST.get("why", "")
        base = base_content(hold.kind, hold.key, hold.seen)
        record = RECORD_SHAPES[hold.kind].model.objects.get(pk=hold.key)
        if hold.is_overtaken and base:
            content = with_camera_claims(base, record_content(record), content)
        if hold.proposes:
            before = base or record_content(record)
            options = {"before": before, "base": hold.seen, "why": why[:300]}
            proposal = create_proposal(request.user, hold.kind, hold.key, content, **options)
            return redirect_to_proposal(request, proposal, back=request.get_full_path())
        state = PendingChange(hold.kind, hold.key, content, base=hold.seen, seen=hold.now, act=Act.SAVED, why=why)
        if hold.lost:
            words = (
                f"{hold.lost} of the rows that you removed have been changed meanwhile: remove them again if need be."
            )
            messages.warning(request, words)
        return render_conflict_page(request, state)

    def get_changelist_instance(self, request):
        """What readers see is not changed in a list by those who may only propose."""
        changelist = super().get_changelist_instance(request)
        if not request.user.has_perm(PUBLISH):
            changelist.list_editable = ()
        return changelist

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST":
            request.list_seen = parse_revision_number(request.POST.get("seen", "")) or 0
        seen = Revision.objects.aggregate(last=Max("pk"))["last"] or 0 if self.list_editable else 0
        try:
            return super().changelist_view(request, {"seen": seen, **(extra_context or {})})
        except ListConflict as found:
            edit = found.revision.edit
            words = (
                f"Nothing was saved: {found.revision.kind} {found.revision.slug} has been changed since this list was"
            )
            messages.error(request, f"{words} opened, by {edit.by or 'a command'}. Below is what it says now.")
            return redirect(request.get_full_path())

    def together(self, request, record):
        """Panels above a form: why it was not published, and what is proposed."""
        refusal, record = getattr(request, "refusal", None), record and owning_record(record)
        proposes = bool(record) and is_row_visible(record) and not request.user.has_perm(PUBLISH)
        asks = record and (proposes or getattr(request, "has_proposals", True))
        found = proposal_panels(request, kind_of_model(type(record)), record.pk, proposes=proposes) if asks else []
        return [*([refusal] if refusal else []), *found]

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        if refusal := getattr(request, "refusal", None):
            formsets.append(refusal)
        return formsets, inlines
