"""What a phone should be held against: its twins, its line, and the phones that resemble it."""

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
    """For ``phone``, fetched whole: its kin, then ``alike`` (phones with their cameras); each once."""
    found = list(relatives_with_reasons(phone))
    told = {other.slug for other, _, _ in found}
    found += [(other, RESEMBLES, similarity_words(phone, other)) for other in alike if other.slug not in told]
    return [Suggestion(other, why, comparison_path([phone.slug, other.slug]), words) for other, why, words in found]


def suggestions_to_add(choice):
    """The kin of the phones compared that are not among them, each leading to it with one more; none if it is full."""
    ties = [(phone, *tie) for phone in choice.phones for tie in relatives_with_reasons(phone)]
    found = {other.slug: (other, f"{reason.lower()} of the {phone.name}") for phone, other, reason, _ in ties}
    paths = {slug: choice.with_one_more(slug) for slug in found}
    return [Suggestion(*found[slug], path) for slug, path in paths.items() if path][:MOST_TO_ADD]


def relatives_with_reasons(phone):
    """(other, reason, words) of its predecessors, successors, twins and look-alikes."""
    forth = [(relation.kind, relation.other, relation) for relation in phone.relations.all()]
    back = [(relation.kind, relation.phone, relation) for relation in phone.relations_back.all()]
    reasons = (
        (PREDECESSOR, (RelationKind.SUCCESSOR,), forth),
        (SUCCESSOR, (RelationKind.SUCCESSOR,), back),
        (TWIN, TWIN_KINDS, [*forth, *back]),
        (LOOKS_ALIKE, (RelationKind.RESEMBLES,), [*forth, *back]),
    )
    for reason, kinds, ties in reasons:
        for kind, other, relation in ties:
            if kind in kinds:
                yield other, reason, (relation.detail,) if relation.detail else ()
