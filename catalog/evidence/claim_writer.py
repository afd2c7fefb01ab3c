"""A source says something of facts: claims made, put right, and no longer followed."""

from dataclasses import dataclass

from catalog.facts.claim_agreement import claim_contradicts, claims_by_fact
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Claim, Source
from catalog.models.vocabulary import ClaimState, RelationKind
from catalog.quantities.partial_dates import PartialDate

from .claimable_facts import spec_and_record

JOINED = ("sold_in", "carrier")
"""Lists that a source may name in part: its claim holds those that it named, not all that are known."""
ONE_BY_ONE = ("model_code", "alias", *RelationKind.values)
"""Lists of which a source names each by a claim of its own."""


@dataclass(frozen=True)
class Evidence:
    """Who says it, in which words, where, and when that was seen."""

    source: Source
    quote: str | None = None
    locator: str | None = None
    seen_on: PartialDate | None = None

    @property
    def details(self):
        """Columns of a claim. That it was seen on the day the source was read goes without saying."""
        seen_on = None if self.seen_on == self.source.seen_on else self.seen_on
        return {"quote": self.quote, "locator": self.locator, "seen_on": seen_on}


def changed(before, after):
    """Fact → value of those in ``after`` that are not as in ``before`` (both as ``spoken_of`` gives them). Of lists
    that a source may name in part, what was added."""
    found = {fact: _added(fact[1], before.get(fact), value) for fact, value in after.items()}
    return {fact: value for fact, value in found.items() if value is not None}


def _added(key, old, new):
    if old == new:
        return None
    if key not in (*JOINED, *ONE_BY_ONE):
        return new
    return [item for item in new if item not in (old or ())] or None


@dataclass(frozen=True)
class Word:
    """What a source says of one fact, and whether we follow it."""

    value: object = None
    state: str = ClaimState.VALUE
    accepted: bool = True


def attest(phone, facts, evidence):
    """Let a source say of a ``whole_phone`` what it is now in each of ``facts`` (fact → value).

    Returns the claims of other sources that were followed and say otherwise; they are followed no more.
    """
    for fact, value in facts.items():
        for one in value if fact[1] in ONE_BY_ONE else [value]:
            say(phone, fact, evidence, Word(one))
    return follow_no_more(phone, facts, but=evidence.source.pk)


def say(phone, fact, evidence, word):
    """Store what a source says of a fact. A source says one thing: what it said otherwise is put right, and its words
    stay where it says the same again."""
    own = said_earlier(phone, fact, evidence.source, word)
    value = _joined(own, word.value) if fact[1] in JOINED and word.value else word.value
    same = [claim for claim in own if (claim.state, claim.value) == (word.state, value)]
    claim = (same or own or [Claim(phone=phone, camera_id=fact[0], key=fact[1], source=evidence.source)])[-1]
    if not same:
        claim.quote = claim.locator = claim.seen_on = claim.notes = None
    claim.state, claim.value, claim.accepted = word.state, value, word.accepted
    for column, said in evidence.details.items():
        setattr(claim, column, said or getattr(claim, column))
    claim.save()
    Claim.objects.filter(pk__in=[one.pk for one in own if one not in (claim, *same)]).delete()
    return claim


def said_earlier(phone, fact, source, word):
    """The claims that ``word`` takes the place of."""
    own = [claim for claim in claims_by_fact(phone)[fact] if claim.source_id == source.pk]
    one_of_many = fact[1] in ONE_BY_ONE and word.state == ClaimState.VALUE
    return [claim for claim in own if not one_of_many or claim.value == word.value]


def _joined(own, value):
    before = [item for claim in own if isinstance(claim.value, list) for item in claim.value]
    return list(dict.fromkeys([*before, *value]))


def follow_no_more(phone, facts, but=None):
    """Claims on ``facts`` that were accepted and say something else than the ``whole_phone`` is now are accepted no
    more, those of the source ``but`` left out; returns them."""
    known, claims = PhoneFacts.of(phone), claims_by_fact(phone)
    found = [
        claim
        for fact in facts
        for claim in claims[fact]
        if claim.accepted and claim.source_id != but and is_against(known, phone, fact, claim)
    ]
    Claim.objects.filter(pk__in=[claim.pk for claim in found]).update(accepted=False)
    return found


def is_against(known, phone, fact, claim):
    spec, record = spec_and_record(phone, fact)
    if spec is None or record is None:
        return False
    cell = known.cell(spec, record)
    return claim_contradicts(claim, cell.names, is_no=cell.is_no)
