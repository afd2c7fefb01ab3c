"""Proposals at the desk: those of people without the right to publish, for an editor to accept or decline."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from catalog.history.conflict_choices import ConflictChoices
from catalog.history.recorder import EditRecorder, latest_revision_number
from catalog.history.three_way_merge import merge_differences
from catalog.models import Proposal
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act, Decision
from catalog.records.record_save import InvalidContent
from catalog.records.serializer import record_content
from catalog.records.shapes import kind_of_model

from ..shared.checked_list import CheckedListMixin
from ..shared.decision_form import DECLINE_BUTTON, AnswerToDeclineMixin, note_decision
from ..shared.desk_template import render_desk_page
from ..shared.permissions import PUBLISH, has_model_permission, is_row_visible
from ..shared.record_store import lock_record, store_content
from ..shared.record_urls import record_page_url
from .conflict_page import UNDECIDED, conflict_view
from .record_history import change_texts
from .record_lookup import find_record
from .record_text import record_download_view, record_upload_view

NOTHING_CHOSEN = "Nothing is selected: select what to accept, or decline it."
CHANGED_MEANWHILE = "The record has been changed in the meantime: look again. Nothing is decided yet."


class ProposalAnswerForm(AnswerToDeclineMixin, forms.Form):
    answer = forms.CharField(
        required=False,
        max_length=1000,
        label="Answer",
        help_text="Its author sees it. Required to decline.",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )


class DecisionFilter(admin.SimpleListFilter):
    """Open ones unless others are asked for."""

    title = "decision"
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [*Decision.choices, ("all", "All")]

    def value(self):
        return super().value() or Decision.OPEN.value

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(decision=self.value())

    def choices(self, changelist):
        for value, title in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": title}


@admin.register(Proposal)
class ProposalAdmin(CheckedListMixin, admin.ModelAdmin):
    """Made by saving a form, decided on a page of its own. Without the right to publish one sees one's own."""

    list_display = ["__str__", "by", "at", "differences", "why", "decision"]
    list_filter = [DecisionFilter]
    list_select_related = ["by"]
    list_per_page = 50
    search_fields = ["slug", "why", "by__username"]
    show_full_result_count = False

    def get_queryset(self, request):
        proposals = super().get_queryset(request)
        if request.user.has_perm(PUBLISH):
            return proposals
        return proposals.filter(by=request.user)

    @admin.display(description="Fields")
    def differences(self, proposal):
        return sum(1 for _ in merge_differences(proposal.kind, None, proposal.before, proposal.content))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        pages = [
            ("choose/", conflict_view, "choose"),
            ("text/<slug:kind>/<int:key>.<slug:ending>", record_download_view, "text"),
            ("upload/", record_upload_view, "upload_any"),
            ("upload/<slug:kind>/<int:key>/", record_upload_view, "upload"),
        ]
        view = self.admin_site.admin_view
        own = [path(route, view(page), name=f"catalog_proposal_{name}") for route, page, name in pages]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            raise Http404
        if request.method != "POST":
            return proposal_page(request, proposal)
        if not may_decide(request.user, proposal):
            raise PermissionDenied
        return decide_proposal(request, proposal)


def may_decide(user, proposal):
    if not user.has_perms([PUBLISH, "catalog.change_proposal"]):
        return False
    action = "change" if proposal.record else "add"
    return has_model_permission(user, action, proposal.kind)


def proposal_choices(proposal, record, data):
    """While it is open, against the record as it is now; afterwards as its author saw it."""
    theirs = proposal.before
    if record and proposal.decision == Decision.OPEN:
        theirs = record_content(record)
    return ConflictChoices(proposal.kind, proposal.before, theirs, proposal.content, data)


def proposal_page(request, proposal, *, form=None, faults=(), again=None):
    record = find_record(proposal.kind, proposal.record)
    choices = proposal_choices(proposal, record, request.POST)
    is_open = proposal.decision == Decision.OPEN
    is_gone = bool(proposal.record and record is None)
    may_decline = is_open and may_decide(request.user, proposal)
    may_accept = may_decline and not is_gone
    return render_desk_page(request, "proposal", f"Proposal: {proposal}", {
        "proposal": proposal,
        "record": record and (record, record_page_url(record, proposal.kind)),
        "rows": choices.rows(),
        "open": len(choices.undecided), "form": form or ProposalAnswerForm(), "faults": faults, "again": again,
        "seen": latest_revision_number(proposal.kind, proposal.record) if proposal.record else 0, "is_open": is_open,
        "is_gone": is_gone, "decides": may_accept, "declines": may_decline, "mine_is": "Proposed",
        "is_conflict": choices.base != choices.theirs, "is_new": proposal.record is None,
        "is_only_shown": not may_accept,
        "shown": change_texts(proposal.kind, proposal.before, proposal.content),
    })  # fmt: skip


def decide_proposal(request, proposal):
    """Accepts what is chosen of it, or declines it."""
    form = ProposalAnswerForm(request.POST)
    if not form.is_valid():
        return proposal_page(request, proposal, form=form)
    try:
        with catalogue_change():
            proposal = get_object_or_404(Proposal.objects.select_for_update(), pk=proposal.pk)
            fault = store_decision(request, proposal, form.cleaned_data["answer"])
    except InvalidContent as unsound:
        return proposal_page(request, proposal, form=form, faults=unsound.faults)
    if fault:
        return proposal_page(request, proposal, form=form, again=fault)
    messages.success(request, f"{proposal}: {proposal.get_decision_display().lower()}. Its author sees the answer.")
    return redirect(reverse("admin:catalog_proposal_changelist"))


def store_decision(request, proposal, words):
    """Store the decision, in a transaction; returns the reason where it cannot be stored."""
    if proposal.decision != Decision.OPEN:
        return f"It was {proposal.get_decision_display().lower()} in the meantime, by {proposal.decided_by}."
    if DECLINE_BUTTON in request.POST:
        note_decision(proposal, Decision.DECLINED, request.user)
    else:
        fault = accept_proposal(request, proposal)
        if fault:
            return fault
        note_decision(proposal, Decision.ACCEPTED, request.user)
    proposal.answer = words or None
    proposal.save()
    return None


def accept_proposal(request, proposal):
    """Store what is chosen of it; returns the reason where it cannot be stored."""
    record = lock_record(proposal.kind, proposal.record)
    if proposal.record and record is None:
        return f"There is no such {proposal.kind} any more."
    if record and str(latest_revision_number(proposal.kind, record.pk)) != request.POST.get("seen"):
        return CHANGED_MEANWHILE
    choices = proposal_choices(proposal, record, request.POST)
    if choices.undecided:
        return UNDECIDED
    if choices.changes_nothing:
        return NOTHING_CHOSEN
    recording = EditRecorder(Act.PROPOSED, by=request.user, why=proposal_reason(proposal))
    proposal.record = store_content(recording, proposal.kind, choices.content, record).pk
    proposal.edit = recording.edit
    return None


def proposal_reason(proposal):
    """For the history: whose it was, and why."""
    reason = f"Proposed by {proposal.by or 'a deleted user'}"
    if proposal.why:
        reason = f"{reason}: {proposal.why}"
    return reason[:300]


@dataclass
class OpenProposals:
    """Above the form of a record: what others would have changed, and whether a save here is a proposal too."""

    proposals: list
    proposes: bool

    template = "desk/proposals.html"


def proposal_panels(request, record, *, may_have_some=True):
    """Panels above the form of a record: one, or none where there is nothing to say. One query, and none where it is
    known that nothing is proposed."""
    is_editor = request.user.has_perm(PUBLISH)
    proposes = not is_editor and is_row_visible(record)
    if not (proposes or may_have_some):
        return []
    kind = kind_of_model(type(record))
    proposals = Proposal.objects.filter(kind=kind, record=record.pk, decision=Decision.OPEN).select_related("by")
    if not is_editor:
        proposals = proposals.filter(by=request.user)
    panel = OpenProposals(list(proposals), proposes)
    if panel.proposals or proposes:
        return [panel]
    return []
