"""Voice over LTE: not known of any phone on any network unless an accepted claim says so."""

import re
from dataclasses import replace

from catalog.facts.cells import Cell, State
from catalog.facts.claim_agreement import NONE_VALUES, cell_claim_with_text
from catalog.models.vocabulary import ClaimState

VOLTE_KEY = "volte"
_SLUG_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def volte_cell(phone, operator):
    """What accepted claims say of calls over the network's LTE, with their sources."""
    claims = [claim for claim in phone.claims.all() if claim.key == VOLTE_KEY and claim.accepted]
    said = tuple(_volte_answer(claim) for claim in claims if concerns_network(claim, operator))
    answers = {claim.value for claim in said if claim.value is not None}
    if len(answers) == 1:
        value = answers.pop()
        return Cell(State.KNOWN if value else State.NO, "yes" if value else "no", value, claims=said)
    return Cell(State.NOT_KNOWN, "sources disagree" if answers else "not known", claims=said)


def concerns_network(claim, operator):
    """Whether the claim names the network in its value or notes, or the network's country in its value."""
    values = claim.value if isinstance(claim.value, list) else [claim.value]
    named = {str(value) for value in values}
    return bool({operator.slug, operator.country} & named) or operator.slug in _SLUG_PATTERN.findall(claim.notes or "")


def _volte_answer(claim):
    """The claim as an answer: yes, no, or (None) that its source does not say."""
    value = {ClaimState.VALUE: claim.value not in NONE_VALUES, ClaimState.NONE: False}.get(claim.state)
    text = claim.get_state_display() if value is None else "yes" if value else "no"
    return replace(cell_claim_with_text(claim, text), value=value)
