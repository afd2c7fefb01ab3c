"""Voice over LTE: not known of any phone on any network unless an accepted claim says so."""

import re
from dataclasses import replace

from django.utils.translation import gettext_noop

from catalog.facts.cells import Cell, State
from catalog.facts.claim_agreement import NONE_VALUES, cell_claim_with_text
from catalog.models.vocabulary import ClaimState

from .sale_by_country import NO, NOT_KNOWN, YES

VOLTE_KEY = "volte"
ANSWER_WORDS = {True: YES, False: NO}
_SLUG_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def volte_cell(phone, operator):
    """What accepted claims say of calls over the network's LTE, with their sources."""
    said = tuple(_volte_answers(phone, operator))
    answers = {claim.value for claim in said} - {None}
    if not answers:
        return replace(NOT_KNOWN, claims=said)
    if len(answers) > 1:
        return Cell(State.NOT_KNOWN, gettext_noop("sources disagree"), claims=said)
    (is_admitted,) = answers
    state = State.KNOWN if is_admitted else State.NO
    return Cell(state, ANSWER_WORDS[is_admitted], is_admitted, claims=said)


def _volte_answers(phone, operator):
    for claim in phone.claims.all():
        if claim.key != VOLTE_KEY or not claim.accepted:
            continue
        if concerns_network(claim, operator):
            yield _volte_answer(claim)


def concerns_network(claim, operator):
    """Whether the claim names the network in its value or notes, or the network's country in its value."""
    values = claim.value if isinstance(claim.value, list) else [claim.value]
    named = set(map(str, values))
    if named & {operator.slug, operator.country}:
        return True
    slugs_in_notes = _SLUG_PATTERN.findall(claim.notes or "")
    return operator.slug in slugs_in_notes


def _volte_answer(claim):
    """The claim as an answer: yes, no, or (None) that its source does not say."""
    value = _volte_value(claim)
    text = ANSWER_WORDS.get(value) or claim.get_state_display()
    return replace(cell_claim_with_text(claim, text), value=value)


def _volte_value(claim):
    if claim.state == ClaimState.NONE:
        return False
    if claim.state == ClaimState.VALUE:
        return claim.value not in NONE_VALUES
    return None
