"""Bulk actions: what can be done to many phones at once.

An action has ``steps(phones)``, for phones fetched with all rows: one ``BulkStep`` a phone, with what would change in
it, what is refused and why.
"""

from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError

from catalog.evidence.claimable_facts import claimable_values, fact_label, is_claimable_column, spec_and_record
from catalog.evidence.decision import ANSWERS
from catalog.evidence.fact_columns import changed_record, changes_fact
from catalog.evidence.stored_evidence import SourceEvidence, accept_claim, cite, cite_as_not_published, set_accepted
from catalog.facts.cells import State
from catalog.facts.claim_agreement import claim_supports, claim_text
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Brand, Claim, Phone, Source
from catalog.sheet.spec import STATED

from .bulk_changes import BulkStep
from .sheet_facts import sheet_facts_of_phone


@dataclass(frozen=True)
class CiteSource:
    """Add an accepted claim of a source that has the value of these facts (``names``: “Phone:weight_g”)."""

    names: frozenset
    evidence: SourceEvidence

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        refusal = partial(self.refusal, claimable_values(phone))
        return claim_step(phone, self, refusal, cite)

    def words(self, cell):
        return f"{cell.text}, says {self.evidence.source}"

    def refusal(self, values, fact):
        """Why the source cannot be cited for a fact; empty where it can. ``values``: as ``claimable_values`` gives."""
        cell = fact.cell
        is_entered = cell.is_known and cell.how == STATED
        if not is_entered or values.get(fact.place) is None:
            return "no value is entered"
        own = claims_of_source(cell.claims, self.evidence.source)
        if not own:
            return ""
        if any(claim in cell.accepted for claim in own):
            return "the source already supports it"
        return f"the source says {own[0].text}: settle it on the phone’s evidence page"


@dataclass(frozen=True)
class MarkChecked:
    """Add a claim that a source does not publish these facts."""

    names: frozenset
    evidence: SourceEvidence

    def steps(self, phones):
        return [claim_step(phone, self, self.refusal, cite_as_not_published) for phone in phones]

    def words(self, cell):
        return f"checked, not published by {self.evidence.source}"

    def refusal(self, fact):
        """Why the fact cannot be marked; empty where it can."""
        cell = fact.cell
        if cell.is_known:
            return f"it is known, {cell.text}"
        if cell.state not in (State.NOT_KNOWN, State.NOT_PUBLISHED):
            return cell.text
        own = claims_of_source(cell.claims, self.evidence.source)
        if own:
            return f"the source has a claim on it: {own[0].text}"
        return ""


def claim_step(phone, action, refusal, add_claim):
    """The step that adds a claim on each of the action's facts, by ``add_claim(phone, place, evidence)``.
    ``refusal(fact)`` says why that cannot be; empty where it can."""
    step = BulkStep.of(phone)
    for fact in sheet_facts_of_phone(phone, action.names):
        reason = refusal(fact)
        if reason:
            step.refuse(f"{fact.label}: {reason}")
        else:
            words = f"{fact.label}: {action.words(fact.cell)}"
            step.change(words, partial(add_claim, phone, fact.place, action.evidence))
    return step


def claims_of_source(claims, source):
    """Those of the ``CellClaim``s that are of this source."""
    return [claim for claim in claims if claim.source == source]


@dataclass(frozen=True)
class AssignBrand:
    """``taken`` are the names that phones of the brand have, or get by an earlier step."""

    brand: Brand
    taken: set = field(default_factory=set, init=False)

    def steps(self, phones):
        names = [phone.name for phone in phones]
        self.taken.update(Phone.objects.filter(brand=self.brand, name__in=names).values_list("name", flat=True))
        return list(map(self.step, phones))

    def step(self, phone):
        step = BulkStep.of(phone)
        if phone.brand == self.brand:
            step.refuse("It already has this brand.")
        elif phone.name in self.taken:
            step.refuse(f"{self.brand} has another phone called {phone.name}.")
        else:
            self.taken.add(phone.name)
            step.change(f"Brand: {phone.brand} → {self.brand}", partial(self.assign, phone))
        return step

    def assign(self, phone):
        phone.brand = self.brand
        phone.save(update_fields=["brand"])


@dataclass(frozen=True)
class AcceptClaims:
    """Accept claims (keys). A fact that was not known gets the value of its claim."""

    claims: frozenset

    def phones(self):
        """Keys of the phones that the claims are about."""
        claims = Claim.objects.filter(pk__in=self.claims).order_by("phone")
        return list(claims.values_list("phone", flat=True).distinct())

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        step = BulkStep.of(phone)
        filled = {}
        for claim in phone.claims.all():
            if claim.pk in self.claims:
                self.add_claim(step, phone, claim, filled=filled)
        return step

    def add_claim(self, step, phone, claim, *, filled):
        """``filled`` (fact → claim) are the facts that were not known and become known by an earlier claim."""
        fact = claim.fact
        spec, _ = spec_and_record(phone, fact)
        value = claim_text(claim, spec) if spec else str(claim.value)
        words = f"{fact_label(phone, fact)}: {value} ({claim.source})"
        reason = acceptance_refusal(phone, claim, filled.get(fact))
        if reason:
            step.refuse(f"{words}: {reason}")
        elif spec is None or not fills_gap(phone, claim):
            step.change(f"{words} is accepted", partial(set_accepted, claim))
        else:
            filled.setdefault(fact, claim)
            step.change(f"{words} is accepted, and the fact takes its value", partial(accept_claim, phone, claim))


@dataclass(frozen=True)
class FillGaps:
    """Accept what a source says of these facts (``names``) where they are not known. Claims with a note are left out:
    it says why they are not followed."""

    names: frozenset
    source: Source

    def steps(self, phones):
        return [self.step(phone) for phone in phones]

    def step(self, phone):
        facts = sheet_facts_of_phone(phone, self.names)
        offered = {fact.place for fact in facts if fact.cell.offered}
        claims = frozenset(self.claims_on(phone, offered))
        step = AcceptClaims(claims).step(phone)
        if not claims:
            step.refuse(f"{self.source} gives none of these that are not known")
        return step

    def claims_on(self, phone, places):
        """Yield the keys of the source's claims on the facts at these places; see ``SheetFact.place``."""
        for claim in phone.claims.all():
            place = claim.fact
            if place in places and self.is_waiting(claim):
                yield claim.pk

    def is_waiting(self, claim):
        """Whether the claim is the source's, and nobody has accepted it or noted why not."""
        if claim.source_id != self.source.pk:
            return False
        return not (claim.accepted or claim.notes)


def claimed_cell(phone, claim):
    """The cell of the fact that a claim is about; None where the sheet has no such row or the phone no such part."""
    spec, record = spec_and_record(phone, claim.fact)
    if not (spec and record):
        return None
    return PhoneFacts.of(phone).cell(spec, record)


def fills_gap(phone, claim):
    """Whether a claim gives a value for a fact that is not known."""
    if claim.state not in ANSWERS:
        return False
    cell = claimed_cell(phone, claim)
    if cell is None or cell.is_answered:
        return False
    return changes_fact(phone, claim)


def acceptance_refusal(phone, claim, filled):
    """Why a claim cannot be accepted in bulk; empty where it can. ``filled``: as in ``AcceptClaims``, or None."""
    if claim.accepted:
        return "it is accepted already"
    if filled and (filled.state, filled.value) != (claim.state, claim.value):
        return "another of the chosen claims says otherwise"
    if fills_gap(phone, claim):
        return unusable_value_reason(phone, claim)
    cell = claimed_cell(phone, claim)
    if cell is None or not cell.is_answered:
        return ""
    if claim_supports(claim, cell.names, is_no=cell.is_no):
        return ""
    return f"the phone has {cell.text}. Settle it on the phone’s evidence page"


def unusable_value_reason(phone, claim):
    """Why the value of a claim cannot be stored in the fact; empty where it can."""
    spec, _ = spec_and_record(phone, claim.fact)
    if claim.source.unverified:
        return "the source is known to contain errors"
    if not is_claimable_column(spec):
        return "several fields make up this fact: enter it on the form"
    try:
        changed_record(phone, claim.fact, claim)
    except ValidationError as fault:
        return " ".join(fault.messages)
    return ""
