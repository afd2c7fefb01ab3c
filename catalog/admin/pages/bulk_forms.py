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

from ..history.record_history import WhyForm
from ..permissions import may
from ..saving.form_sources import found_by_typing, of_claim, source_field, today

MODELS = (Phone, Display, Camera)


class BulkForm(WhyForm):
    """What an action asks. ``work`` is the worklist that knows of which facts there is something to do."""

    work = None

    def __init__(self, *args, user, phones, **options):
        super().__init__(*args, **options)
        if self.work:
            self.fields["facts"].choices = fact_choices(phones, self.work)
        self.order_fields([name for name in self.fields if name != "why"])


class FactsForm(BulkForm):
    facts = forms.MultipleChoiceField(label="Facts", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, user, **options):
        super().__init__(*args, user=user, **options)
        may_add = user.has_perm("catalog.add_source")
        self.fields["source"] = source_field(admin.site, may_add=may_add, label="Source")
        self.order_fields(["source", "seen_on", "quote", "locator", "facts", "why"])

    def evidence(self):
        found = self.cleaned_data
        return SourceEvidence(found["source"], found.get("quote"), found.get("locator"), found.get("seen_on"))


class CiteForm(FactsForm):
    work = "unsourced"
    seen_on = of_claim("seen_on", initial=today, help_text="The day on which you saw it.")
    quote = of_claim("quote")
    locator = of_claim("locator")

    def action(self, chosen):
        return CiteSource(frozenset(self.cleaned_data["facts"]), self.evidence())


class CheckedForm(FactsForm):
    work = "not_checked"
    seen_on = of_claim("seen_on", initial=today, help_text="The day on which you looked.")

    def action(self, chosen):
        return MarkChecked(frozenset(self.cleaned_data["facts"]), self.evidence())


class FillForm(FactsForm):
    """The facts that the worklist knows of are ticked."""

    work = "offered"

    def __init__(self, *args, phones, **options):
        super().__init__(*args, phones=phones, **options)
        waiting = waiting_facts(phones, self.work)
        specs = (spec for model in MODELS for spec in claimable_specs(model))
        self.fields["facts"].initial = [qualified_key(spec) for spec in specs if waiting[place_of(spec)]]

    def action(self, chosen):
        return FillGaps(frozenset(self.cleaned_data["facts"]), self.cleaned_data["source"])


class BrandForm(BulkForm):
    def __init__(self, *args, user, **options):
        super().__init__(*args, user=user, **options)
        may_add = user.has_perm("catalog.add_brand")
        widget = found_by_typing(Phone._meta.get_field("brand"), admin.site, may_add=may_add)
        self.fields["brand"] = forms.ModelChoiceField(Brand.objects.all(), label="Brand", widget=widget)
        self.order_fields(["brand", "why"])

    def action(self, chosen):
        return AssignBrand(self.cleaned_data["brand"])


class AcceptForm(BulkForm):
    def action(self, chosen):
        return AcceptClaims(frozenset(chosen))


@dataclass(frozen=True)
class Bulk:
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
        return self.form is not AcceptForm


ACTIONS = {
    "cite": Bulk(
        "Cite a source for facts",
        "The source says what the chosen facts are: an accepted claim on each that is known.",
        CiteForm,
    ),
    "fill": Bulk(
        "Fill gaps with what a source says",
        "Where the chosen facts are not known, the claims of the source are accepted. What is known stays as it is.",
        FillForm,
    ),
    "checked": Bulk(
        "Mark facts as checked, not published",
        "The source was read for the chosen facts and does not give them. Facts that are known stay as they are.",
        CheckedForm,
    ),
    "brand": Bulk("Assign a brand", "The addresses of the phones stay as they are.", BrandForm),
    "accept": Bulk(
        "Accept claims",
        "They count as evidence. What was not known becomes what they say; what is known is not changed.",
        AcceptForm,
        of="claim",
    ),
}


def actions_for(user, of="phone"):
    """(key, title) of what somebody may do to several."""
    return [(key, one.title) for key, one in ACTIONS.items() if one.of == of and may(user, "change", "phone")]


def fact_choices(phones, work):
    """Groups of (name, label) of all facts, with how many of ``phones`` (keys) have them on a worklist."""
    waiting = waiting_facts(phones, work)
    return [
        (f"{group_words(model)}{group.label}", choices)
        for model in MODELS
        for group in spec_groups(model)
        if (choices := [choice_of(spec, waiting) for spec in claimable_specs(model) if spec in group.specs])
    ]


def waiting_facts(phones, work):
    """``place_of`` a fact → how many of ``phones`` (keys) have it on a worklist."""
    waiting = Counter()
    for facts in Task.objects.filter(phone__in=phones, work=work).values_list("facts", flat=True):
        waiting.update({("Camera" if fact.camera else "", fact.key) for fact in map(parse_finding, facts)})
    return waiting


def place_of(spec):
    return "Camera" if spec.of is Camera else "", spec.key


def group_words(model):
    return "Cameras: " if model is Camera else ""


def choice_of(spec, waiting):
    count = waiting[place_of(spec)]
    return qualified_key(spec), f"{spec.label} ({count})" if count else spec.label
