"""What becomes of a fact and its claims when a source says something of it: one rule for every door. Pure functions.

Claims are mappings as records hold them: ``key``, ``source`` (a slug) and ``value``; where they are not the default,
``state`` (“value”) and ``accepted`` (True); ``quote``, ``locator``, ``seen_on`` and ``notes`` where there are any.
Keys of the caller's own, such as a primary key, stay with their claim.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from catalog.facts.claim_agreement import same_but_for_precision, values_agree
from catalog.models.vocabulary import ClaimState, RelationKind
from catalog.quantities.partial_dates import PartialDate
from catalog.records.value_words import value_words

from .outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, UNCHANGED

JOINED_KEYS = ("sold_in", "carrier")
"""Lists that a source may name in part: its claim holds all that it ever named."""
ITEM_KEYS = ("model_code", "alias", *RelationKind.values)
"""Lists of which a source names each item by a claim of its own."""
ANSWERS = (ClaimState.VALUE, ClaimState.NONE)
"""States of claims that say what the fact is."""
WORDING = ("quote", "locator", "seen_on", "notes")
LESS_EXACT = "tells the same less exactly, or rounded"
MORE_EXACT = "tells the same more exactly"


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
    claim then. ``rounds``: the value may be a rounded figure.
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
    earlier = _own_claims(claims, statement)
    if statement.each_place and earlier:
        return _repeated_statement(known, claims, statement, earlier[-1])
    confirming = confirming_sources(claims, statement)
    if _is_same(known, statement):
        return _accepted(known, claims, statement) if boldness == Boldness.OVERWRITE else _claim_only(claims, statement)
    if known is not None and not statement.clears:
        decision = _decide_by_precision(known, claims, statement, boldness, confirming)
        if decision:
            return decision
    if why := _why_kept(known, claims, statement, boldness, confirming):
        return _not_accepted(known, claims, statement, why)
    return _accepted(known, claims, statement)


def confirming_sources(claims, statement):
    """Other sources whose claim on the fact is accepted, in the order of the claims."""
    others = [claim for claim in claims if not statement.is_by_speaker(claim)]
    return [claim["source"] for claim in others if is_accepted(claim) and claim_state(claim) in ANSWERS]


def is_accepted(claim):
    return claim.get("accepted", True)


def claim_state(claim):
    return claim.get("state", ClaimState.VALUE)


def covers(told, known):
    """Whether a source tells what is known, or a part of it: of 4, 6 and 8 GB it tells 4 and 6."""
    if isinstance(told, list) and isinstance(known, list):
        return all(item in known for item in told)
    return any(values_agree(one, other) for one in _items(told) for other in _items(known))


def _items(value):
    return value if isinstance(value, list) else [value]


def _is_same(known, statement):
    if statement.state == ClaimState.NONE:
        return known is not None and known in (False, [], "none")
    return known == statement.value


def _decide_by_precision(known, claims, statement, boldness, confirming):
    """The decision where what was said agrees with what is known but for precision; None where that settles nothing."""
    if statement.state == ClaimState.NONE:
        return None
    if is_more_exact_date(statement.value, known) and boldness >= Boldness.FILL and not statement.obstacle:
        claims = with_claim(claims, statement, accepted=True)
        return EvidenceDecision(tuple(claims), CHANGED, takes=True, words=MORE_EXACT)
    if boldness < Boldness.CHANGE:
        return _claim_only(claims, statement) if covers(statement.value, known) else None
    rounded = statement.rounds and confirming and values_agree(statement.value, known)
    if is_more_exact_date(known, statement.value) or rounded:
        return _claim_only(claims, statement, words=LESS_EXACT)
    return None


def is_more_exact_date(told, known):
    """Whether both are dates that may be the same day, and ``told`` is the more exact: 2019-08 against 2019."""
    one, other = _as_date(told), _as_date(known)
    if one is None or other is None or not values_agree(told, known):
        return False
    return one.precision > other.precision


def _as_date(value):
    """The ``PartialDate`` of an ISO text; None for what is none."""
    if not isinstance(value, str):
        return None
    try:
        return PartialDate.parse(value)
    except ValueError:
        return None


def _why_kept(known, claims, statement, boldness, confirming):
    """Why the fact stays as it is; empty where it becomes what was said."""
    if known is None and not statement.clears:
        return _why_not_filled(claims, statement, boldness)
    if boldness < Boldness.CHANGE:
        return "stays as it is"
    if boldness < Boldness.OVERWRITE and confirming:
        return f"stays as it is: so says {', '.join(confirming)}"
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
    others = [
        claim
        for claim in claims
        if not statement.is_by_speaker(claim) and is_accepted(claim) and claim_state(claim) in ANSWERS
    ]
    return any(not _agrees(claim, statement) for claim in others)


def _agrees(claim, statement):
    if claim_state(claim) != statement.state:
        return False
    return statement.state == ClaimState.NONE or covers(statement.value, claim.get("value"))


def _claim_only(claims, statement, words=""):
    """The fact is what was said, or the source says nothing of it: only its claim is made."""
    noted = with_claim(claims, statement, accepted=True)
    return EvidenceDecision(tuple(noted), UNCHANGED if noted == list(claims) else NOTED, words=words)


def _not_accepted(known, claims, statement, why):
    noted = with_claim(claims, statement, accepted=False)
    outcome = NOTED if known is None else CONTRADICTS
    return EvidenceDecision(tuple(noted), outcome, words=why)


def _accepted(known, claims, statement):
    """The fact becomes what was said. Claims of others are accepted from now on where they say the very same, and not
    accepted any more where they say something else."""
    settled, rejected = [], []
    for claim in claims:
        if is_rejected(claim, statement):
            rejected.append(claim)
            settled.append({**claim, "accepted": False})
        elif statement.is_said_by(claim) and not is_accepted(claim):
            settled.append({**claim, "accepted": True})
        else:
            settled.append(claim)
    settled = with_claim(settled, statement, accepted=True)
    return EvidenceDecision(
        tuple(settled), _outcome_of_taking(known, claims, statement, settled), takes=True, rejected=tuple(rejected)
    )


def _outcome_of_taking(known, claims, statement, settled):
    if _is_same(known, statement):
        return UNCHANGED if settled == list(claims) else NOTED
    return ADDED if known is None else CHANGED


def is_rejected(claim, statement):
    """Whether an accepted claim of another source says something else than the fact is from now on."""
    if statement.is_by_speaker(claim) or not is_accepted(claim) or claim_state(claim) not in ANSWERS:
        return False
    if statement.clears or claim_state(claim) != statement.state:
        return True
    if statement.state == ClaimState.NONE:
        return False
    names = (statement.value, *statement.also)
    return not any(same_but_for_precision(claim.get("value"), name) for name in names)


def _repeated_statement(known, claims, statement, earlier):
    """A place that has spoken of the fact before. The same again changes nothing: an editor may have put it right."""
    own = _own_claims(claims, statement)
    quote = statement.wording.get("quote")
    if any(claim.get("quote") == quote or statement.is_said_by(claim) for claim in own):
        return EvidenceDecision(tuple(claims), UNCHANGED)
    fits = known is not None and covers(statement.value, known)
    claims = with_claim(claims, statement, accepted=fits)
    words = f"the source said {value_words(earlier.get('value'))} before"
    return EvidenceDecision(tuple(claims), NOTED if fits else CONTRADICTS, words=words)


def _own_claims(claims, statement):
    """The claims that the statement takes the place of."""
    own = [claim for claim in claims if statement.is_by_speaker(claim)]
    if statement.key in ITEM_KEYS and statement.state == ClaimState.VALUE:
        return [claim for claim in own if claim.get("value") == statement.value]
    return own


def with_claim(claims, statement, *, accepted):
    """``claims`` with that of the statement. A source says one thing: what it said otherwise is put right, and its
    words stay where it says the same again."""
    own = _own_claims(claims, statement)
    if statement.source is None:
        return list(claims)
    if statement.clears:
        return [claim for claim in claims if claim not in own]
    value = _joined_value(own, statement)
    same = [claim for claim in own if (claim_state(claim), claim.get("value")) == (statement.state, value)]
    replaced = (same or own or [None])[-1]
    made = _claim(replaced, statement, value, keeps_words=bool(same), accepted=accepted)
    if replaced is None:
        return [*claims, made]
    dropped = [claim for claim in own if claim is not replaced and claim not in same]
    kept = [claim for claim in claims if claim not in dropped]
    return [made if claim is replaced else claim for claim in kept]


def _joined_value(own, statement):
    if statement.key not in JOINED_KEYS or not statement.value:
        return statement.value
    named = [item for claim in own for item in _items(claim.get("value") or [])]
    return list(dict.fromkeys([*named, *_items(statement.value)]))


def _claim(replaced, statement, value, *, keeps_words, accepted):
    """The claim of a statement, in the place of one that the source made before, if it did."""
    made = dict(replaced or {"key": statement.key, "source": statement.source})
    if not keeps_words:
        for name in WORDING:
            made.pop(name, None)
    made |= {name: words for name, words in statement.wording.items() if words}
    if statement.note_if_kept and not accepted:
        made["notes"] = statement.note_if_kept
    _set_or_drop(made, "state", statement.state, default=ClaimState.VALUE.value)
    _set_or_drop(made, "value", value, default=None)
    _set_or_drop(made, "accepted", accepted, default=True)
    return made


def _set_or_drop(claim, name, value, *, default):
    """Set what differs from the default, as records leave out the rest; what is written out already stays so."""
    if value == default and name not in claim:
        return
    claim[name] = value
