"""Facts that were typed over what a source bears out, and no source named; and what becomes of the claims."""

from dataclasses import dataclass
from functools import cached_property

from catalog.facts.claim_agreement import NONE_VALUES, as_list, claims_by_fact, same_but_for_precision
from catalog.models import Claim
from catalog.models.vocabulary import ClaimState

from .claimable_facts import claimable_values
from .decision import ANSWERS, Boldness, Statement
from .stored_evidence import PARTIAL_LIST_KEYS, fact_names, record_statement

MAX_NOTES_LENGTH = Claim._meta.get_field("notes").max_length


@dataclass(frozen=True)
class TypedOverFact:
    """``old`` and ``new`` are the fact as a claim would give it, None where it is not known; ``claims`` are those that
    bore out the old value and do not bear out the new one."""

    fact: tuple
    old: object
    new: object
    claims: tuple[Claim, ...]

    @cached_property
    def sources(self):
        """The titles of the sources that bore out the old value."""
        titles = [claim.source.title for claim in self.claims]
        return list(dict.fromkeys(titles))


class PhoneState:
    """The facts of a ``whole_phone`` as they are now."""

    def __init__(self, phone):
        self.phone = phone
        self.values = claimable_values(phone)

    def bears_out(self, claim, fact):
        """Whether a claim on ``fact`` says what it is, if perhaps less exactly."""
        return _says(claim, self.values.get(fact), fact_names(self.phone, fact))


def typed_over_facts(before, after):
    """The ``TypedOverFact``s between two ``PhoneState``s, one from before a change, one from after it."""
    found = []
    for fact, claims in claims_by_fact(after.phone).items():
        old = before.values.get(fact)
        new = after.values.get(fact)
        if old == new:
            continue
        lost = tuple(claim for claim in claims if _has_lost_its_fact(claim, fact, before, after))
        if lost:
            found.append(TypedOverFact(fact, old, new, lost))
    return found


def _has_lost_its_fact(claim, fact, before, after):
    if not claim.accepted or claim.state not in ANSWERS:
        return False
    return before.bears_out(claim, fact) and not after.bears_out(claim, fact)


def _says(claim, value, names):
    """Whether a claim says what a fact is; ``names`` are other names of the value."""
    if value is None:
        return False
    if claim.state == ClaimState.NONE:
        return value in NONE_VALUES
    if value in NONE_VALUES or isinstance(claim.value, bool):
        return claim.value == value
    if isinstance(value, list):
        return same_but_for_precision(claim.value, value)
    return any(same_but_for_precision(claim.value, name) for name in (value, *names))


def correct_claims(phone, changed):
    """What stood at a fact of a ``whole_phone`` was an error of ours: its sources say what the fact is now."""
    for claim in changed.claims:
        if changed.fact[1] in PARTIAL_LIST_KEYS:
            _correct_item_claim(claim, changed.new or [])
        else:
            statement = Statement(claim.key, claim.source.slug, changed.new)
            record_statement(
                phone, changed.fact, statement, Boldness.NOTE, source=claim.source, known=changed.new, among=[claim]
            )


def _correct_item_claim(claim, listed):
    """Take out of a claim on items of a list what is not ``listed``, and the claim itself if nothing is left."""
    left = [item for item in as_list(claim.value) if item in listed]
    if not left:
        claim.delete()
        return
    claim.value = left
    claim.save(update_fields=["value"])


def leave_without_source(changed, note):
    """No source says what the fact is now: its claims are not followed, and ``note`` tells readers why."""
    for claim in changed.claims:
        claim.accepted = False
        notes = f"{claim.notes} {note}" if claim.notes else note
        claim.notes = notes if len(notes) <= MAX_NOTES_LENGTH else note
        claim.save(update_fields=["accepted", "notes"])
