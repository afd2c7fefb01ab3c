"""Phones to compare a phone with: its twins, its line, and the phones that resemble it."""

from dataclasses import dataclass

from catalog.comparison.phone_selection import comparison_path
from catalog.comparison.similarity_words import similarity_words
from catalog.models import Phone
from catalog.models.vocabulary import TWIN_KINDS, RelationKind

MOST_TO_ADD = 6
PREDECESSOR, SUCCESSOR, TWIN = "Predecessor", "Successor", "Twin"
LOOKS_ALIKE, RESEMBLES = "Looks like it, editors say", "Resembles it"


@dataclass(frozen=True)
class Suggestion:
    """``words`` say how it resembles, or what editors say of the relation; ``path`` is that of the comparison."""

    phone: Phone
    reason: str
    path: str
    words: tuple[str, ...] = ()


def phone_suggestions(phone, alike):
    """For ``phone``, fetched whole: related phones, then ``alike`` (phones with their cameras); each once."""
    suggestions = [_suggestion(phone, *relative) for relative in relatives_with_reasons(phone)]
    named = {suggestion.phone.slug for suggestion in suggestions}
    for other in alike:
        if other.slug not in named:
            words = similarity_words(phone, other)
            suggestions.append(_suggestion(phone, other, RESEMBLES, words))
    return suggestions


def _suggestion(phone, other, reason, words):
    return Suggestion(other, reason, comparison_path([phone.slug, other.slug]), words)


def suggestions_to_add(choice):
    """Related phones that are not compared yet, each with the path that adds it; none where there is no room."""
    found = {}
    for phone in choice.phones:
        for other, reason, _ in relatives_with_reasons(phone):
            path = choice.with_one_more(other.slug)
            if path:
                words = f"{reason.lower()} of the {phone.name}"
                found[other.slug] = Suggestion(other, words, path)
    return list(found.values())[:MOST_TO_ADD]


def relatives_with_reasons(phone):
    """(other, reason, words) of its predecessors, successors, twins and look-alikes."""
    forth = [(relation, relation.other) for relation in phone.relations.all()]
    back = [(relation, relation.phone) for relation in phone.relations_back.all()]
    reasons = (
        (PREDECESSOR, (RelationKind.SUCCESSOR,), forth),
        (SUCCESSOR, (RelationKind.SUCCESSOR,), back),
        (TWIN, TWIN_KINDS, [*forth, *back]),
        (LOOKS_ALIKE, (RelationKind.RESEMBLES,), [*forth, *back]),
    )
    for reason, kinds, ties in reasons:
        for relation, other in ties:
            if relation.kind in kinds:
                yield other, reason, tuple(filter(None, [relation.detail]))
