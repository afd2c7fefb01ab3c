"""A form of the desk that was sent: the one way from what was typed to what is stored, proposed or asked."""

from django.contrib import messages
from django.db import transaction

from catalog.history.conflict_choices import PendingChange, base_content, with_camera_claims
from catalog.history.recorder import EditRecorder
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES

from ..forms.interpreted_input import InterpretedInput
from ..history.conflict_page import render_conflict_page
from ..history.proposal_pages import proposal_panels
from ..history.proposal_store import create_proposal, redirect_to_proposal
from ..shared.change_recorder import RecordChange, owning_record
from .form_evidence import FormEvidence
from .form_page import RecordFormPage
from .form_publishing import PublishingRefused, publish_phone
from .plausibility_warnings import PlausibilityQuestion
from .record_lock import lock_record_of_form
from .resubmission import resubmitted_data
from .source_question import SourceNotNamed, SourceWatch


class FormSubmission:
    """``respond`` locks the record, reads and checks the form, asks about what is doubtful, and stores all of it.

    Where its author may only propose, or somebody else has saved the record since the form was opened, the transaction
    is rolled back: what it would have stored is proposed, or shown beside what is stored.
    """

    def __init__(self, desk, request, object_id):
        self.desk, self.request, self.object_id = desk, request, object_id
        self.seen = request.POST.get("seen", "")
        self.row = self.lock = self.content = None
        self.lost_deletions = 0

    def respond(self):
        with catalogue_change():
            self.open_record()
            if self.row is None and self.object_id is not None:
                return self.desk.redirect_from_missing(self.request, self.object_id)
            response = self.read_and_store()
            if self.lock and not self.lock.is_direct:
                if response:
                    response.render()
                transaction.set_rollback(True)
        return response or self.propose_or_ask()

    def open_record(self):
        """Lock the record, fetch what the form is about, and see whether its author may send it."""
        kind, key = self.desk.record_key(self.object_id)
        if key:
            self.lock = lock_record_of_form(self.request.user, kind, key, self.seen)
        self.row = self.desk.requested_row(self.request, self.object_id)

    def read_and_store(self):
        """The response; None where what was stored is not to be kept."""
        if self.lock and self.lock.is_overtaken:
            self.resubmit()
        page = self.make_page()
        if not page.is_valid():
            return page.response(proposals=self.proposals())
        question = PlausibilityQuestion.about(self.request.POST, page.form, page.formsets)
        if question:
            return page.response(warnings=question, proposals=self.proposals())
        try:
            with transaction.atomic():
                return self.store(page)
        except PublishingRefused as refusal:
            return self.return_unsaved(refusal=refusal)
        except SourceNotNamed as held:
            return self.return_unsaved(warnings=held.question)

    def make_page(self):
        return RecordFormPage(self.desk, self.request, self.row, seen=self.seen)

    def proposals(self):
        """The panel of what is proposed for the record, and whether this form is a proposal."""
        return [] if self.row is None else proposal_panels(self.request, owning_record(self.row))

    def resubmit(self):
        """Let the form be as its author saw it, though rows have come and gone since."""
        desk, request = self.desk, self.request
        formsets = [
            (formset, self.row, inline.has_change_permission(request, self.row))
            for formset, inline in desk.get_formsets_with_inlines(request, self.row)
        ]
        request.POST, self.lost_deletions = resubmitted_data(request.POST, formsets)

    def return_unsaved(self, **reasons):
        """The form as it was sent, made anew: the one before believes that it is stored."""
        self.row = self.desk.requested_row(self.request, self.object_id)
        page = self.make_page()
        page.is_valid()
        return page.response(**reasons, proposals=self.proposals())

    def store(self, page):
        """Store the form with its rows and its evidence, publish where that was asked, and note it all in the history.

        None where it is not to be kept: then ``content`` is what the record would be.
        """
        form = page.form
        is_new = self.row is None
        stored = [] if is_new else [type(self.row).objects.get(pk=self.row.pk)]
        change = RecordChange([*stored, form.instance])
        evidence = FormEvidence(form)
        watch = SourceWatch(form)
        record = self.desk.save_form(self.request, form, change=not is_new)
        record.save()
        self.desk.save_related(self.request, form, page.formsets, change=not is_new)
        self.settle_evidence(evidence, watch)
        if form.publishes:
            publish_phone(record)
        if self.lock and not self.lock.is_direct:
            self.content = change.contents_now()[self.lock.kind, self.lock.key]
            return None
        change.record(EditRecorder(Act.SAVED, by=self.request.user, why=form.cleaned_data.get("why")))
        evidence.announce(self.request)
        return self.confirm(page, record)

    def settle_evidence(self, evidence, watch):
        """Bring the claims in line with what was stored; of an overtaken form only its author's own changes count."""
        if self.lock and self.lock.is_overtaken:
            evidence.cite_changes_since(base_content(self.lock.kind, self.lock.key, self.lock.seen))
            return
        watch.settle(self.request.POST)
        evidence.cite()

    def confirm(self, page, record):
        """Say what was stored and understood, and lead on."""
        desk, request, form = self.desk, self.request, page.form
        understood = InterpretedInput(request, form, page.formsets)
        if understood.parts:
            messages.info(request, str(understood))
        desk.add_saved_messages(request, form)
        is_new = self.row is None
        log_message = desk.construct_change_message(request, form, page.formsets, is_new)
        if is_new:
            desk.log_addition(request, record, log_message)
            return desk.response_add(request, record)
        desk.log_change(request, record, log_message)
        return desk.response_change(request, record)

    def propose_or_ask(self):
        """Nothing was kept: propose what would have been stored, or show it beside what is."""
        lock = self.lock
        base = base_content(lock.kind, lock.key, lock.seen)
        now = record_content(RECORD_SHAPES[lock.kind].model.objects.get(pk=lock.key))
        content = self.content
        if lock.is_overtaken and base:
            content = with_camera_claims(base, now, content)
        why = self.request.POST.get("why", "")
        if lock.proposes:
            return self.propose(content, before=base or now, why=why[:300])
        if self.lost_deletions:
            messages.warning(
                self.request,
                f"{self.lost_deletions} of the rows that you removed have been changed in the meantime: "
                "remove them again if need be.",
            )
        change = PendingChange(lock.kind, lock.key, content, base=lock.seen, seen=lock.latest, act=Act.SAVED, why=why)
        return render_conflict_page(self.request, change)

    def propose(self, content, *, before, why):
        lock = self.lock
        options = {"before": before, "base": lock.seen, "why": why}
        proposal = create_proposal(self.request.user, lock.kind, lock.key, content, **options)
        return redirect_to_proposal(self.request, proposal, back=self.request.get_full_path())
