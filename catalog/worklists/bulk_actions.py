"""What can be done to many phones at once. An action has ``steps(phones)``, for phones fetched whole: what is to
change in each, what cannot and why."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from catalog.evidence.claimable_facts import claimable_values, fact_label, is_claimable_column, spec_and_record
from catalog.evidence.fact_columns import changes_fact, column_value_of_claim
from catalog.evidence.stored_evidence import SourceEvidence, accept_claim, cite, cite_as_not_published, set_accepted
from catalog.facts.cells import State
from catalog.facts.claim_agreement import claim_supports, claim_text
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Brand, Claim, Phone, Source
from catalog.models.vocabulary import ClaimState
from catalog.sheet.spec import STATED

from .bulk_changes import BulkStep
from .sheet_facts import sheet_facts_of_phone


@dataclass(frozen=True)
class CiteSource:
    """A source says what these facts are (``names``: “Phone:weight_g”)."""

    names: frozenset
    evidence: SourceEvidence

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        step, spoken = BulkStep(phone.pk, str(phone)), claimable_values(phone)
        for fact in sheet_facts_of_phone(phone, self.names):
            place = fact.camera, fact.spec.key
            if reason := self.refusal(fact, spoken.get(place)):
                step.refused.append(f"{fact.label}: {reason}")
            else:
                words = f"{fact.label}: {fact.cell.text}, says {self.evidence.source}"
                step.change(words, lambda place=place: cite(phone, place, self.evidence))
        return step

    def refusal(self, fact, value):
        own = [said for said in fact.cell.claims if said.source == self.evidence.source]
        if not fact.cell.is_known or fact.cell.how != STATED or value is None:
            return "no value is entered"
        if any(said in fact.cell.accepted for said in own):
            return "the source says so already"
        return f"the source says {own[0].text}: settle it with the phone's evidence" if own else ""


@dataclass(frozen=True)
class MarkChecked:
    """A source was read for these facts, and does not give them."""

    names: frozenset
    evidence: SourceEvidence

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        step = BulkStep(phone.pk, str(phone))
        for fact in sheet_facts_of_phone(phone, self.names):
            place = fact.camera, fact.spec.key
            if reason := self.refusal(fact.cell):
                step.refused.append(f"{fact.label}: {reason}")
            else:
                words = f"{fact.label}: checked, not published by {self.evidence.source}"
                step.change(words, lambda place=place: cite_as_not_published(phone, place, self.evidence))
        return step

    def refusal(self, cell):
        own = [said for said in cell.claims if said.source == self.evidence.source]
        if cell.state not in (State.NOT_KNOWN, State.NOT_PUBLISHED):
            return f"it is known, {cell.text}" if cell.is_known else cell.text
        return f"the source has a claim on it: {own[0].text}" if own else ""


@dataclass(frozen=True)
class AssignBrand:
    brand: Brand

    def steps(self, phones):
        names = [phone.name for phone in phones]
        taken = set(Phone.objects.filter(brand=self.brand, name__in=names).values_list("name", flat=True))
        return [self.step(phone, taken) for phone in phones]

    def step(self, phone, taken):
        """``taken`` are names that phones of the brand have."""
        step = BulkStep(phone.pk, str(phone))
        if phone.brand == self.brand:
            step.refused.append("It is of this brand already.")
        elif phone.name in taken:
            step.refused.append(f"{self.brand} has another phone called {phone.name}.")
        else:
            taken.add(phone.name)
            step.change(f"Brand: {phone.brand} → {self.brand}", lambda: self.give(phone))
        return step

    def give(self, phone):
        phone.brand = self.brand
        phone.save(update_fields=["brand"])


@dataclass(frozen=True)
class AcceptClaims:
    """Claims (keys) count as evidence from now on; what was not known becomes what they say."""

    claims: frozenset

    def phones(self):
        return list(
            Claim.objects.filter(pk__in=self.claims).order_by("phone").values_list("phone", flat=True).distinct()
        )

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        step, filled = BulkStep(phone.pk, str(phone)), {}
        for claim in phone.claims.all():
            if claim.pk in self.claims:
                self.take(step, phone, claim, filled)
        return step

    def take(self, step, phone, claim, filled):
        """``filled`` are the facts that were not known, with the claim that says what they become."""
        fact = claim.camera_id, claim.key
        spec, _ = spec_and_record(phone, fact)
        says = claim_text(claim, spec) if spec else str(claim.value)
        words = f"{fact_label(phone, fact)}: {says} ({claim.source})"
        if reason := acceptance_refusal(phone, claim, filled.get(fact)):
            step.refused.append(f"{words}: {reason}")
        elif spec is None or not fills_gap(phone, claim):
            step.change(f"{words} is accepted", lambda: set_accepted(claim))
        else:
            filled.setdefault(fact, claim)
            step.change(f"{words} is accepted, and the fact becomes that", lambda: accept_claim(phone, claim))


@dataclass(frozen=True)
class FillGaps:
    """What a source says of these facts (``names``) is accepted where nobody knows them, and they become that. Claims
    with a note are left out: it says why they are not followed."""

    names: frozenset
    source: Source

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        offered = {
            (fact.camera, fact.spec.key) for fact in sheet_facts_of_phone(phone, self.names) if fact.cell.offered
        }
        own = (
            claim
            for claim in phone.claims.all()
            if claim.source_id == self.source.pk and not (claim.accepted or claim.notes)
        )
        found = frozenset(claim.pk for claim in own if (claim.camera_id, claim.key) in offered)
        step = AcceptClaims(found).step(phone)
        if not found:
            step.refused.append(f"{self.source} tells none of these that is not known")
        return step


def claimed_cell(phone, claim):
    spec, record = spec_and_record(phone, (claim.camera_id, claim.key))
    return PhoneFacts.of(phone).cell(spec, record) if spec and record else None


def fills_gap(phone, claim):
    """Whether a claim says what nobody knew."""
    cell = claimed_cell(phone, claim)
    says_something = claim.state in (ClaimState.VALUE, ClaimState.NONE)
    return cell is not None and not cell.is_answered and says_something and changes_fact(phone, claim)


def acceptance_refusal(phone, claim, filled):
    """Why a claim cannot simply be accepted; empty where it can."""
    cell = claimed_cell(phone, claim)
    if claim.accepted:
        return "it is accepted already"
    if filled and (filled.state, filled.value) != (claim.state, claim.value):
        return "another of the chosen claims says otherwise"
    if cell is not None and cell.is_answered and not claim_supports(claim, cell.names, is_no=cell.is_no):
        return f"the phone has {cell.text}. Settle it with the phone's evidence"
    return unusable_value_reason(phone, claim) if fills_gap(phone, claim) else ""


def unusable_value_reason(phone, claim):
    """Why a fact cannot become what a claim says."""
    spec, _ = spec_and_record(phone, (claim.camera_id, claim.key))
    if claim.source.unverified:
        return "the source is known to hold wrong records"
    if not is_claimable_column(spec):
        return "several fields make this fact: enter it on the form"
    try:
        column_value_of_claim(spec.field, claim)
    except ValidationError as fault:
        return " ".join(fault.messages)
    return ""
