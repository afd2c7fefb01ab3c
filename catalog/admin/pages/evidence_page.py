"""The evidence of one phone on one page: a source is chosen once, and each row is settled by one click."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.evidence import stored_evidence
from catalog.evidence.stored_evidence import SourceEvidence
from catalog.history.recorder import EditRecorder
from catalog.models import Phone
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content

from ..forms.source_fields import claim_form_field, contradiction_words, source_form_field, today_iso
from ..shared.change_recorder import update_derived_data
from ..shared.reason_form import ReasonField
from .evidence_rows import ROW_FILTERS, EvidenceSheet, fact_anchor

PRESERVED_PARAMETERS = ("show", "source", "seen_on")
"""What stays chosen from one click to the next."""
SOURCE_ACTIONS = {
    "says": stored_evidence.cite,
    "none": stored_evidence.cite_as_none,
    "unpublished": stored_evidence.cite_as_not_published,
}
"""Buttons of a row → what each does with (phone, fact, evidence)."""
CLAIM_ACTIONS = ("follow", "accept", "drop", "remove")
"""Buttons of a claim."""


class SourceChoiceForm(forms.Form):
    """What is chosen once for all rows, and why."""

    seen_on = claim_form_field("seen_on", help_text="The day you saw it.")
    why = ReasonField("For the history, which editors see: why you decided this.")

    def __init__(self, answers, desk, request):
        given = {}
        for name in ("source", "seen_on", "why"):
            if name in answers:
                given[name] = answers[name]
        super().__init__({"seen_on": today_iso(), **given})
        self.fields = {"source": self.source_read(desk, request), **self.fields}

    def source_read(self, desk, request):
        help_text = "The buttons below record what this source says. It stays selected."
        may_add = request.user.has_perm("catalog.add_source")
        return source_form_field(
            desk.admin_site, may_add=may_add, required=False, label="Source you have read", help_text=help_text
        )

    @property
    def evidence(self):
        return SourceEvidence(self.cleaned_data["source"], seen_on=self.cleaned_data["seen_on"])


def evidence_page(desk, request, phone):
    """The page of a ``whole_phone``; ``desk`` is the phones' admin."""
    form = SourceChoiceForm(request.POST or request.GET, desk, request)
    if request.method != "POST":
        return render_evidence_page(desk, request, phone, form)
    if not desk.may_change_directly(request, phone):
        raise PermissionDenied
    act, _, about = request.POST.get("act", "").partition(":")
    if act in SOURCE_ACTIONS:
        require_source(form)
    if not form.is_valid():
        return render_evidence_page(desk, request, phone, form)
    return save_button_action(request, phone, form, (act, about))


def require_source(form):
    if form.is_valid() and not form.cleaned_data["source"]:
        form.add_error("source", "Choose the source you have read.")


@catalogue_change()
def save_button_action(request, phone, form, button):
    """Do what the button says, all of it or nothing, and go back to its row."""
    before = record_content(phone)
    place = ""
    try:
        with transaction.atomic():
            place = apply_button_action(request, phone, form, *button)
    except ValidationError as fault:
        messages.error(request, f"Nothing was changed. {' '.join(fault.messages)}")
    recording = EditRecorder(Act.SAVED, by=request.user, why=form.cleaned_data["why"] or None)
    if recording.note("phone", phone.pk, before, record_content(phone)):
        update_derived_data({phone.pk})
    return redirect(evidence_page_url(request.POST, phone) + place)


def apply_button_action(request, phone, form, act, about):
    """Returns the place of the row, or nothing where a button only chose."""
    if act in SOURCE_ACTIONS:
        row = citable_row(phone, about)
        SOURCE_ACTIONS[act](phone, row.fact, form.evidence)
        return f"#{row.anchor}"
    if act in CLAIM_ACTIONS:
        return apply_claim_action(request, phone, act, about)
    return ""


def citable_row(phone, name):
    """The row of that name, of which a source may be asked."""
    for row in EvidenceSheet(phone).rows:
        if row.may_be_said and row.name == name:
            return row
    raise ValidationError("This phone no longer has such a fact.")


def apply_claim_action(request, phone, act, key):
    claim = next((claim for claim in phone.claims.all() if str(claim.pk) == key), None)
    if claim is None:
        raise ValidationError("This claim is no longer there.")
    place = f"#{fact_anchor(claim.fact)}"
    if act == "follow":
        for other in stored_evidence.accept_claim(phone, claim):
            messages.warning(request, contradiction_words(phone, other))
    elif act == "remove":
        claim.delete()
    else:
        stored_evidence.set_accepted(claim, accepted=act == "accept")
    return place


def evidence_page_url(answers, phone, **changes):
    """Of the page, with what is chosen on it."""
    query = QueryDict(mutable=True)
    for name in PRESERVED_PARAMETERS:
        value = changes.get(name, answers.get(name))
        if value:
            query[name] = value
    path = reverse("admin:catalog_phone_evidence", args=[phone.pk])
    return f"{path}?{query.urlencode()}" if query else path


def render_evidence_page(desk, request, phone, form):
    sheet = EvidenceSheet(phone)
    answers = request.POST or request.GET
    show = answers.get("show")
    if show not in ROW_FILTERS:
        show = "all"
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Evidence: {phone.full_name}",
        "opts": Phone._meta,
        "phone": phone,
        "form": form,
        "show": show,
        "views": filter_links(sheet, answers, show),
        "sections": sheet.having(ROW_FILTERS[show][1]),
        "may_settle": desk.may_change_directly(request, phone),
        "may_add": request.user.has_perm("catalog.add_claim"),
        "source": form["source"].value() or "",
        "media": desk.media + form.media,
    }
    return TemplateResponse(request, "admin/catalog/phone/evidence.html", context)


def filter_links(sheet, answers, show):
    """(words, how many rows, address, whether it is shown) of each filter of rows."""
    links = []
    for name, (words, wanted) in ROW_FILTERS.items():
        address = evidence_page_url(answers, sheet.phone, show=name)
        links.append((words, sheet.count(wanted), address, name == show))
    return links
