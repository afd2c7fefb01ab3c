"""The claims on a fact once a source has said something of it; see ``decision``."""

from catalog.facts.claim_agreement import as_list
from catalog.models.vocabulary import ClaimState, RelationKind

JOINED_KEYS = ("sold_in", "carrier")
"""Lists that a source may name in part: its claim holds all that it ever named."""
ITEM_KEYS = ("model_code", "alias", "memory_version", *RelationKind.values)
"""Lists of which a source names each item by a claim of its own."""
WORDING = ("quote", "locator", "seen_on", "notes")


def is_accepted(claim):
    return claim.get("accepted", True)


def claim_state(claim):
    return claim.get("state", ClaimState.VALUE)


def own_claims(claims, statement):
    """The claims that the statement takes the place of."""
    return [claim for claim in claims if statement.replaces(claim)]


def with_claim(claims, statement, *, accepted):
    """``claims`` with that of the statement. A source says one thing: what it said otherwise is put right, and its
    words stay where it says the same again."""
    if statement.source is None:
        return list(claims)
    own = own_claims(claims, statement)
    if statement.clears:
        return [claim for claim in claims if claim not in own]
    value = _joined_value(own, statement)
    if not own:
        first = _first_claim(statement)
        return [*claims, _updated_claim(first, statement, value, accepted=accepted)]
    equal = [claim for claim in own if _says(claim, statement.state, value)]
    replaced = equal[-1] if equal else _without_words(own[-1])
    made = _updated_claim(replaced, statement, value, accepted=accepted)
    return _with_replaced(claims, own, equal, made)


def _first_claim(statement):
    claim = {"key": statement.key}
    if statement.row:
        claim["row"] = statement.row
    return {**claim, "source": statement.source}


def _says(claim, state, value):
    return (claim_state(claim), claim.get("value")) == (state, value)


def _with_replaced(claims, own, equal, made):
    """``made`` in the place of the last claim that says the same, else of the last of the source's ``own``; others of
    these go where they say something else."""
    replaced = (equal or own)[-1]
    updated = []
    for claim in claims:
        if claim is replaced:
            updated.append(made)
        elif claim in equal or claim not in own:
            updated.append(claim)
    return updated


def _joined_value(own, statement):
    """What the claim is to hold: of some lists, all that the source ever named."""
    if statement.key not in JOINED_KEYS or not statement.value:
        return statement.value
    items = []
    for claim in own:
        items += as_list(claim.get("value") or [])
    items += as_list(statement.value)
    return list(dict.fromkeys(items))


def _without_words(claim):
    """A claim without what held for its value alone."""
    of_value = (*WORDING, "qualifier")
    return {name: value for name, value in claim.items() if name not in of_value}


def _updated_claim(claim, statement, value, *, accepted):
    """A copy of ``claim`` that says what the statement says, in its words where it has any."""
    made = dict(claim)
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
