"""What becomes of a fact and its claims when a source says something of it: one rule for every door. Pure functions.

Claims are mappings as records hold them: ``key``, ``source`` (a slug) and ``value``; where they are not the default,
``state`` (“value”) and ``accepted`` (True); ``quote``, ``locator``, ``seen_on`` and ``notes`` where there are any.
Keys of the caller's own, such as a primary key, stay with their claim.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from catalog.facts.claim_agreement import same_but_for_precision, values_agree
from catalog.models.vocabulary import ClaimState
from catalog.records.value_words import value_words

from .claim_update import ITEM_KEYS, claim_state, is_accepted, own_claims, with_claim
from .date_precision import is_more_exact_date, is_vaguer_date
from .outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, UNCHANGED

ANSWERS = (ClaimState.VALUE, ClaimState.NONE)
"""States of claims that say what the fact is."""
LESS_EXACT = "says the same less precisely, or rounded"
MORE_EXACT = "says the same more precisely"


class Boldness(IntEnum):
    """How far a door may go with a fact. Each may do what those before it may.

    NOTE makes claims only. FILL enters what nobody knows, and dates that are told more exactly. CHANGE replaces what no
    other source bears out. OVERWRITE replaces anything.
    """

    NOTE = 0
    FILL = 1
    CHANGE = 2
    OVERWRITE = 3


@dataclass(frozen=True)
class Statement:
    """What a source says of one fact. ``source`` is None where nobody is named: then no claim is made.

    ``value`` is as claims have it; None with the state “value” says that the fact is to be cleared. ``each_place``:
    every locator of the source speaks for itself, as the files of a data set do. ``also`` are other names of the value.
    ``obstacle`` says why a fact that is not known cannot become the value, if so; ``note_if_kept`` is noted with the
    claim then. ``rounds``: the value may be a rounded figure. ``row``: the model code or market it is a fact of.
    """

    key: str
    source: str | None = None
    value: object = None
    state: str = ClaimState.VALUE.value
    wording: dict = field(default_factory=dict)
    each_place: bool = False
    also: tuple[str, ...] = ()
    obstacle: str = ""
    note_if_kept: str = ""
    rounds: bool = False
    row: str | None = None

    @property
    def is_answer(self):
        return self.state in ANSWERS

    @property
    def clears(self):
        return self.state == ClaimState.VALUE and self.value is None

    def is_by_speaker(self, claim):
        """Whether a claim is by the same source, and the same place in it where each speaks for itself."""
        if claim["source"] != self.source:
            return False
        return not self.each_place or claim.get("locator") == self.wording.get("locator")

    def replaces(self, claim):
        """Whether a claim is one that the statement takes the place of: of items, that on the same item."""
        if not self.is_by_speaker(claim):
            return False
        if self.key in ITEM_KEYS and self.state == ClaimState.VALUE:
            return claim.get("value") == self.value
        return True

    def is_said_by(self, claim):
        """Whether a claim says the very same."""
        return (claim_state(claim), claim.get("value")) == (self.state, self.value)


@dataclass(frozen=True)
class EvidenceDecision:
    """``claims`` are all claims on the fact from now on. ``takes`` is whether the fact becomes what was said.

    ``rejected`` are claims of others that were accepted and are not any more; ``words`` say why it came out so.
    """

    claims: tuple[dict, ...]
    outcome: str
    takes: bool = False
    words: str = ""
    rejected: tuple[dict, ...] = ()


def decide(known, claims, statement, boldness):
    """The ``EvidenceDecision`` on a statement. ``known`` is the fact as a claim would give it, None where it is not
    known; ``claims`` are those on this fact, of all sources."""
    if not statement.is_answer:
        return _claim_only(claims, statement)
    earlier = own_claims(claims, statement)
    if statement.each_place and earlier:
        return _repeated_statement(known, claims, statement, earlier)
    if _is_same(known, statement):
        return _confirmed(known, claims, statement, boldness)
    confirming = confirming_sources(claims, statement)
    decision = _decide_by_precision(known, claims, statement, boldness, confirming)
    if decision:
        return decision
    why = _why_kept(known, claims, statement, boldness, confirming)
    if why:
        return _not_accepted(known, claims, statement, why)
    return _accepted(known, claims, statement)


def _confirmed(known, claims, statement, boldness):
    """The fact is what was said. Whoever may overwrite it settles the claims of others, too."""
    if boldness == Boldness.OVERWRITE:
        return _accepted(known, claims, statement)
    return _claim_only(claims, statement)


def confirming_sources(claims, statement):
    """Other sources whose claim on the fact is accepted, in the order of the claims."""
    return [claim["source"] for claim in claims if _is_answer_of_other(claim, statement)]


def _is_answer_of_other(claim, statement):
    """Whether another source says what the fact is, and its claim is accepted."""
    if statement.is_by_speaker(claim) or not is_accepted(claim):
        return False
    return claim_state(claim) in ANSWERS


def covers(claimed, known):
    """Whether a source tells what is known, or a part of it: of 4, 6 and 8 GB it tells 4 and 6."""
    if isinstance(claimed, list) and isinstance(known, list):
        return all(item in known for item in claimed)
    return values_agree(claimed, known)


def _is_same(known, statement):
    if statement.state == ClaimState.NONE:
        return known is not None and known in (False, [], "none")
    return known == statement.value


def _decide_by_precision(known, claims, statement, boldness, confirming):
    """The decision where what was said agrees with what is known but for precision; None where that settles nothing."""
    if known is None or statement.clears or statement.state == ClaimState.NONE:
        return None
    may_fill = boldness >= Boldness.FILL and not statement.obstacle
    if may_fill and is_more_exact_date(statement.value, known):
        claims = with_claim(claims, statement, accepted=True)
        return EvidenceDecision(tuple(claims), CHANGED, takes=True, words=MORE_EXACT)
    if boldness < Boldness.CHANGE:
        if not covers(statement.value, known):
            return None
        return _claim_only(claims, statement)
    if _is_less_exact(statement, known, confirming):
        return _claim_only(claims, statement, words=LESS_EXACT)
    return None


def _is_less_exact(statement, known, confirming):
    """Whether the statement is a less exact date, or rounds what other sources bear out."""
    if is_more_exact_date(known, statement.value):
        return True
    if not statement.rounds or not confirming:
        return False
    return values_agree(statement.value, known)


def _why_kept(known, claims, statement, boldness, confirming):
    """Why the fact stays as it is; empty where it becomes what was said."""
    if known is None and not statement.clears:
        return _why_not_filled(claims, statement, boldness)
    if boldness < Boldness.CHANGE:
        return "stays as it is"
    if boldness < Boldness.OVERWRITE and confirming:
        sources = ", ".join(confirming)
        return f"stays as it is, supported by {sources}"
    if boldness < Boldness.OVERWRITE and is_vaguer_date(statement.value, known):
        return "stays as it is: it is known more precisely"
    return ""


def _why_not_filled(claims, statement, boldness):
    if statement.obstacle:
        return statement.obstacle
    if boldness < Boldness.FILL:
        return "waits for an editor"
    if boldness < Boldness.CHANGE and _is_contradicted(claims, statement):
        return "another source says otherwise"
    return ""


def _is_contradicted(claims, statement):
    """Whether another source that is accepted says something else."""
    others = [claim for claim in claims if _is_answer_of_other(claim, statement)]
    return not all(_agrees(claim, statement) for claim in others)


def _agrees(claim, statement):
    if claim_state(claim) != statement.state:
        return False
    if statement.state == ClaimState.NONE:
        return True
    return covers(statement.value, claim.get("value"))


def _claim_only(claims, statement, words=""):
    """The fact is what was said, or the source says nothing of it: only its claim is made."""
    noted = with_claim(claims, statement, accepted=True)
    return EvidenceDecision(tuple(noted), _outcome_for_claims(claims, noted), words=words)


def _outcome_for_claims(before, after):
    """The outcome where the fact stays what it is."""
    if list(before) == list(after):
        return UNCHANGED
    return NOTED


def _not_accepted(known, claims, statement, why):
    noted = with_claim(claims, statement, accepted=False)
    outcome = NOTED if known is None else CONTRADICTS
    return EvidenceDecision(tuple(noted), outcome, words=why)


def _accepted(known, claims, statement):
    """The fact becomes what was said. Claims of others are accepted from now on where they say the very same, and not
    accepted any more where they say something else."""
    settled = []
    rejected = []
    for claim in claims:
        if is_rejected(claim, statement):
            rejected.append(claim)
            settled.append({**claim, "accepted": False})
        elif statement.is_said_by(claim) and not is_accepted(claim):
            settled.append({**claim, "accepted": True})
        else:
            settled.append(claim)
    settled = with_claim(settled, statement, accepted=True)
    outcome = ADDED if known is None else CHANGED
    if _is_same(known, statement):
        outcome = _outcome_for_claims(claims, settled)
    return EvidenceDecision(tuple(settled), outcome, takes=True, rejected=tuple(rejected))


def is_rejected(claim, statement):
    """Whether an accepted claim of another source says something else than the fact is from now on."""
    if not _is_answer_of_other(claim, statement):
        return False
    if statement.clears or claim_state(claim) != statement.state:
        return True
    if statement.state == ClaimState.NONE:
        return False
    names = (statement.value, *statement.also)
    return not any(same_but_for_precision(claim.get("value"), name) for name in names)


def _repeated_statement(known, claims, statement, earlier):
    """A place that has spoken of the fact before, by the ``earlier`` claims. The same again changes nothing: an editor
    may have put it right."""
    quote = statement.wording.get("quote")
    for claim in earlier:
        if claim.get("quote") == quote or statement.is_said_by(claim):
            return EvidenceDecision(tuple(claims), UNCHANGED)
    fits = known is not None and covers(statement.value, known)
    claims = with_claim(claims, statement, accepted=fits)
    said_before = value_words(earlier[-1].get("value"))
    outcome = NOTED if fits else CONTRADICTS
    return EvidenceDecision(tuple(claims), outcome, words=f"the source said {said_before} before")
