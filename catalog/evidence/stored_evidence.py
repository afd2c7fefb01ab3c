"""Statements on facts of stored phones: the editors' desk and its bulk actions.

A fact is named by (camera's primary key, or None for the phone; key of the sheet or kind of relation). Call these
inside a transaction, note the change in the history, and move the stamp after it.
"""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from catalog.facts.cells import State
from catalog.facts.claim_agreement import claims_by_fact
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Claim, Source
from catalog.models.vocabulary import ClaimState
from catalog.quantities.partial_dates import PartialDate

from .claim_update import ITEM_KEYS, JOINED_KEYS, WORDING
from .claimable_facts import claimable_values, is_claimable_column, spec_and_record
from .decision import ANSWERS, Boldness, Statement, decide
from .fact_columns import changes_fact, set_fact

CLAIM_COLUMNS = ("state", "value", "qualifier", "accepted", *WORDING)
PARTIAL_LIST_KEYS = (*JOINED_KEYS, *ITEM_KEYS)
"""Lists that a source may name in part."""


@dataclass(frozen=True)
class SourceEvidence:
    """Who says it, in which words, where, and when that was seen."""

    source: Source
    quote: str | None = None
    locator: str | None = None
    seen_on: PartialDate | None = None

    @property
    def wording(self):
        """Columns of a claim. That it was seen on the day the source was read goes without saying."""
        seen_on = None if self.seen_on == self.source.seen_on else self.seen_on
        return {"quote": self.quote, "locator": self.locator, "seen_on": seen_on}

    def statement(self, key, value=None, state=ClaimState.VALUE, *, also=()):
        return Statement(key, self.source.slug, value, str(state), wording=self.wording, also=also)


def changed_facts(before, after):
    """Fact → value of those in ``after`` that are not as in ``before`` (both from ``claimable_values``). Of lists that
    a source may name in part, what was added."""
    found = {}
    for fact, value in after.items():
        added = _added_value(fact[1], before.get(fact), value)
        if added is not None:
            found[fact] = added
    return found


def _added_value(key, old, new):
    if old == new:
        return None
    if key not in PARTIAL_LIST_KEYS:
        return new
    known = old or ()
    added = [item for item in new if item not in known]
    return added or None


def cite_changes(phone, facts, evidence, *, before):
    """Let a source say of a ``whole_phone`` what it has just become in each of ``facts`` (fact → value). ``before`` is
    what ``claimable_values`` gave then. Returns the claims of other sources that are not accepted any more."""
    rejected = []
    for fact, value in facts.items():
        if fact[1] in PARTIAL_LIST_KEYS:
            cite(phone, fact, evidence, value)
        else:
            statement = evidence.statement(fact[1], value, also=fact_names(phone, fact))
            rejected += record_statement(
                phone, fact, statement, Boldness.OVERWRITE, source=evidence.source, known=before.get(fact)
            )
    return rejected


def cite(phone, fact, evidence, value=None):
    """A source says what the fact is: all of it, or ``value`` where it is part of a list. Nothing happens where nothing
    is known."""
    known = claimable_values(phone).get(fact)
    value = known if value is None else value
    if value is None:
        return
    values = value if fact[1] in ITEM_KEYS else [value]
    for one in values:
        statement = evidence.statement(fact[1], one)
        record_statement(phone, fact, statement, Boldness.NOTE, source=evidence.source, known=known)


def cite_as_not_published(phone, fact, evidence):
    """A source was read for the fact, and does not give it."""
    statement = evidence.statement(fact[1], state=ClaimState.NOT_PUBLISHED)
    record_statement(phone, fact, statement, Boldness.NOTE, source=evidence.source)


def cite_as_none(phone, fact, evidence):
    """A source says that there is none; the fact becomes that where nothing else is known."""
    known = known_value(phone, fact)
    statement = evidence.statement(fact[1], state=ClaimState.NONE)
    record_statement(phone, fact, statement, Boldness.FILL, source=evidence.source, known=known)


def accept_claim(phone, claim):
    """Accept a claim, and let the fact be what it says. Returns the claims of other sources that are not accepted any
    more; raises ValidationError, saying why, where the fact cannot be that."""
    if claim.source.unverified:
        raise ValidationError(f"{claim.source} is known to contain errors: it settles nothing.")
    if claim.state not in ANSWERS:
        set_accepted(claim)
        return []
    fact = claim.fact
    statement = Statement(claim.key, claim.source.slug, claim.value, claim.state)
    if changes_fact(phone, claim):
        known = known_value(phone, fact)
    else:
        known = False if claim.state == ClaimState.NONE else claim.value
        statement = replace(statement, also=fact_names(phone, fact))
    others = []
    for other in claims_by_fact(phone)[fact]:
        if other.source_id != claim.source_id:
            others.append(other)
    among = [claim, *others]
    return record_statement(phone, fact, statement, Boldness.OVERWRITE, source=claim.source, known=known, among=among)


def set_accepted(claim, accepted=True):
    """Count a claim as evidence, or no more, and leave the fact as it is."""
    claim.accepted = accepted
    claim.save(update_fields=["accepted"])


def record_statement(phone, fact, statement, boldness, *, source, known=None, among=None):  # noqa: PLR0913 - a fact and a word
    """Store what comes of a statement on a fact of a ``whole_phone``; returns the claims that were accepted until now.

    ``source`` is the ``Source`` that makes it; ``known`` is the fact as a claim would give it; ``among`` are the claims
    to look at, by default all on the fact. Raises ValidationError where the fact cannot become the value.
    """
    if among is None:
        among = claims_by_fact(phone)[fact]
    stored = {claim.pk: claim for claim in among}
    decision = decide(known, [claim_content(claim) for claim in among], statement, boldness)
    made = [_store_claim(phone, fact, content, stored, source) for content in decision.claims]
    dropped = set(stored).difference(claim.pk for claim in made)
    Claim.objects.filter(pk__in=dropped).delete()
    if decision.takes:
        followed = next(claim for claim in made if claim.source.slug == statement.source)
        _apply_decision(phone, fact, followed)
    return [stored[content["pk"]] for content in decision.rejected]


def _apply_decision(phone, fact, claim):
    """Let the fact be what an accepted claim says, unless it is so already or lives in no column of its own."""
    spec, record = spec_and_record(phone, fact)
    if record is None or not changes_fact(phone, claim):
        return
    if claim.state == ClaimState.NONE and not is_claimable_column(spec):
        return
    set_fact(phone, fact, claim)


def claim_content(claim):
    """A stored claim as ``decide`` reads it, with its primary key."""
    content = {"pk": claim.pk, "key": claim.key, "source": claim.source.slug}
    for name in CLAIM_COLUMNS:
        value = getattr(claim, name)
        if value is not None:
            content[name] = value
    return content


def _store_claim(phone, fact, content, stored, source):
    """The stored claim of one content, written where it is new (then it is by ``source``) or has changed."""
    claim = stored.get(content.get("pk"))
    if claim is None:
        claim = new_claim(phone, fact, source)
    elif claim_content(claim) == content:
        return claim
    claim.state = content.get("state", ClaimState.VALUE)
    claim.accepted = content.get("accepted", True)
    for name in ("value", "qualifier", *WORDING):
        setattr(claim, name, content.get(name))
    claim.save()
    return claim


def new_claim(phone, fact, source):
    """An unsaved claim on a fact."""
    place, key = fact
    claim = Claim(phone=phone, key=key, source=source)
    if isinstance(place, str):
        claim.row = place
    else:
        claim.camera_id = place
    return claim


def known_value(phone, fact):
    """The fact as a claim would give it, worked out or entered; None where it is not known."""
    entered = claimable_values(phone).get(fact)
    if entered is not None:
        return entered
    spec, record = spec_and_record(phone, fact)
    if spec is None or record is None:
        return None
    cell = PhoneFacts.of(phone).cell(spec, record)
    return cell.value if cell.state == State.KNOWN else None


def fact_names(phone, fact):
    """The names under which sources may speak of what a fact is now."""
    spec, record = spec_and_record(phone, fact)
    if spec is None or record is None:
        return ()
    names = PhoneFacts.of(phone).cell(spec, record).names
    return tuple(names) if isinstance(names, list) else (names,)
