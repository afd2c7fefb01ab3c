"""The actions over many phones as the desk offers them, and what each asks."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.urls import reverse

from catalog.evidence.stored_evidence import SourceEvidence
from catalog.models import Brand, Camera, Display, Phone, Task
from catalog.sheet.registry import spec_groups
from catalog.worklists.bulk_actions import AcceptClaims, AssignBrand, CiteSource, FillGaps, MarkChecked
from catalog.worklists.findings import parse_finding
from catalog.worklists.sheet_facts import claimable_specs, qualified_key

from ..forms.source_fields import autocomplete_widget, claim_form_field, source_form_field, today_iso
from ..shared.permissions import has_model_permission
from ..shared.reason_form import ReasonForm

FACT_MODELS = (Phone, Display, Camera)


class BulkForm(ReasonForm):
    """What an action asks. ``work`` is the worklist that knows of which facts there is something to do."""

    work = None

    def __init__(self, *args, user, phones, **options):
        super().__init__(*args, **options)
        if self.work:
            self.fields["facts"].choices = fact_choices(phones, self.work)
        self.fields["why"] = self.fields.pop("why")


class BulkFactsForm(BulkForm):
    facts = forms.MultipleChoiceField(label="Facts", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, user, **options):
        super().__init__(*args, user=user, **options)
        may_add = user.has_perm("catalog.add_source")
        self.fields["source"] = source_form_field(admin.site, may_add=may_add, label="Source")
        self.order_fields(["source", "seen_on", "quote", "locator", "facts", "why"])

    def evidence(self):
        found = self.cleaned_data
        return SourceEvidence(found["source"], found.get("quote"), found.get("locator"), found.get("seen_on"))


class CiteSourceForm(BulkFactsForm):
    work = "unsourced"
    seen_on = claim_form_field("seen_on", initial=today_iso, help_text="The day you saw it.")
    quote = claim_form_field("quote")
    locator = claim_form_field("locator")

    def action(self, chosen):
        return CiteSource(frozenset(self.cleaned_data["facts"]), self.evidence())


class MarkCheckedForm(BulkFactsForm):
    work = "not_checked"
    seen_on = claim_form_field("seen_on", initial=today_iso, help_text="The day you looked.")

    def action(self, chosen):
        return MarkChecked(frozenset(self.cleaned_data["facts"]), self.evidence())


class FillGapsForm(BulkFactsForm):
    """The facts that the worklist knows of are ticked."""

    work = "offered"

    def __init__(self, *args, phones, **options):
        super().__init__(*args, phones=phones, **options)
        self.fields["facts"].initial = list(waiting_fact_names(phones, self.work))

    def action(self, chosen):
        return FillGaps(frozenset(self.cleaned_data["facts"]), self.cleaned_data["source"])


class AssignBrandForm(BulkForm):
    def __init__(self, *args, user, **options):
        super().__init__(*args, user=user, **options)
        may_add = user.has_perm("catalog.add_brand")
        widget = autocomplete_widget(Phone._meta.get_field("brand"), admin.site, may_add=may_add)
        self.fields["brand"] = forms.ModelChoiceField(Brand.objects.all(), label="Brand", widget=widget)
        self.order_fields(["brand", "why"])

    def action(self, chosen):
        return AssignBrand(self.cleaned_data["brand"])


class AcceptClaimsForm(BulkForm):
    def action(self, chosen):
        return AcceptClaims(frozenset(chosen))


@dataclass(frozen=True)
class BulkAction:
    """An action as the desk offers it. ``of`` is what is chosen: phones, or claims."""

    title: str
    sentence: str
    form: type
    of: str = "phone"

    @property
    def list_address(self):
        return reverse(f"admin:catalog_{self.of}_changelist")

    @property
    def asks(self):
        """Whether there is anything to answer before it can be shown what would change."""
        return self.form is not AcceptClaimsForm


BULK_ACTIONS = {
    "cite": BulkAction(
        "Cite a source for facts",
        "The source supports the chosen facts: each that is known gets an accepted claim.",
        CiteSourceForm,
    ),
    "fill": BulkAction(
        "Fill gaps with what a source says",
        "Where the chosen facts are not known, the claims of the source are accepted. What is known stays as it is.",
        FillGapsForm,
    ),
    "checked": BulkAction(
        "Mark facts as checked, not published",
        "The source was read for the chosen facts and does not give them. Facts that are known stay as they are.",
        MarkCheckedForm,
    ),
    "brand": BulkAction("Assign a brand", "The addresses of the phones stay as they are.", AssignBrandForm),
    "accept": BulkAction(
        "Accept claims",
        "They count as evidence. Facts that were not known take their values; known facts are not changed.",
        AcceptClaimsForm,
        of="claim",
    ),
}


def permitted_bulk_actions(user, of="phone"):
    """(key, title) of what somebody may do to several."""
    if not has_model_permission(user, "change", "phone"):
        return []
    return [(key, action.title) for key, action in BULK_ACTIONS.items() if action.of == of]


def fact_choices(phones, work):
    """Groups of (name, label) of all facts, with how many of ``phones`` (keys) have them on a worklist."""
    counts = waiting_fact_counts(phones, work)
    groups = []
    for model in FACT_MODELS:
        claimable = claimable_specs(model)
        for group in spec_groups(model):
            choices = [fact_choice(spec, counts) for spec in claimable if spec in group.specs]
            if choices:
                groups.append((f"{group_label_prefix(model)}{group.label}", choices))
    return groups


def waiting_fact_names(phones, work):
    """The names of the facts that any of ``phones`` (keys) has on a worklist."""
    counts = waiting_fact_counts(phones, work)
    for model in FACT_MODELS:
        for spec in claimable_specs(model):
            if counts[waiting_fact_key(spec)]:
                yield qualified_key(spec)


def waiting_fact_counts(phones, work):
    """``waiting_fact_key`` a fact → how many of ``phones`` (keys) have it on a worklist."""
    counts = Counter()
    for facts in Task.objects.filter(phone__in=phones, work=work).values_list("facts", flat=True):
        findings = map(parse_finding, facts)
        counts.update({(bool(finding.camera), finding.key) for finding in findings})
    return counts


def waiting_fact_key(spec):
    """(whether it is a fact of cameras, key)."""
    return spec.of is Camera, spec.key


def group_label_prefix(model):
    return "Cameras: " if model is Camera else ""


def fact_choice(spec, counts):
    count = counts[waiting_fact_key(spec)]
    label = f"{spec.label} ({count})" if count else spec.label
    return qualified_key(spec), label
