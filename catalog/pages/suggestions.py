"""Phones to compare a phone with: its twins, its line, and the phones that resemble it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from catalog.comparison.phone_selection import MOST_PHONES, comparison_path
from catalog.comparison.similarity_words import similarity_words
from catalog.facts.phone_cache import cached_phones_of_keys
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.phone_readings import PhoneReadings
from catalog.facts.prepared_phones import prepared_readings
from catalog.finder.index_cache import current_snapshot
from catalog.finder.similar_phones import similar_phone_keys
from catalog.languages.active_language import gettext
from catalog.models import Phone
from catalog.models.relation_graph import connected_phone_keys, twin_pairs
from catalog.models.vocabulary import TWIN_KINDS, RelationKind

MAX_SIMILAR_PHONES = 3
MOST_TO_ADD = 6
PREDECESSOR, SUCCESSOR, TWIN = gettext_noop("Predecessor"), gettext_noop("Successor"), gettext_noop("Twin")
LOOKS_ALIKE, RESEMBLES = gettext_noop("Looks like it, editors say"), gettext_noop("Similar phone")
RELATIONS = {
    PREDECESSOR: gettext_noop("predecessor of the {phone}"),
    SUCCESSOR: gettext_noop("successor of the {phone}"),
    TWIN: gettext_noop("twin of the {phone}"),
    LOOKS_ALIKE: gettext_noop("looks like it, editors say of the {phone}"),
}
"""Reason → what a phone is to another one that is named."""


@dataclass(frozen=True)
class Suggestion:
    """``words`` say how it resembles, or what editors say of the relation; ``path`` is that of the comparison. The
    ``reason`` is English; pages localise it."""

    phone: Phone | PhoneReadings
    reason: str
    path: str
    words: tuple[str, ...] = ()

    @property
    def has_editors_words(self):
        """Whether the words are those of editors, in the language in which they write."""
        return self.reason != RESEMBLES


def suggestions_for_phone(phone, imperial=False):
    """For ``phone``, fetched whole: related phones, then similar ones from the finder's index; each once."""
    suggestions = [_suggestion(phone, *relative) for relative in relatives_with_reasons(phone)]
    named = {suggestion.phone.slug for suggestion in suggestions}
    own = PhoneFacts.of(phone).readings
    for other in similar_published_phones(phone):
        if other.slug not in named:
            words = similarity_words(own, other, imperial)
            suggestions.append(_suggestion(phone, other, RESEMBLES, words))
    return suggestions


def similar_published_phones(phone):
    """The ``PhoneReadings`` of the published phones that resemble ``phone`` most, nearest first. Three queries, and two
    for those that are not prepared.

    Its kin are left out, and of several that are twins of one another all but the nearest.
    """
    kin = connected_phone_keys(phone.slug)
    keys = similar_phone_keys(current_snapshot(), phone.id, without=kin, most=2 * MAX_SIMILAR_PHONES)
    chosen = keys_without_twins(keys)[:MAX_SIMILAR_PHONES]
    found = prepared_readings(chosen)
    unprepared = [key for key in chosen if key not in found]
    found |= {other.pk: PhoneFacts.of(other).readings for other in cached_phones_of_keys(unprepared)}
    return [found[key] for key in chosen if key in found]


def keys_without_twins(keys):
    """``keys`` of phones without those that are twins of an earlier one. One query, none for less than two."""
    if len(keys) < 2:
        return keys
    twins = twin_pairs(keys)
    chosen = []
    for key in keys:
        pairs = {frozenset((key, other)) for other in chosen}
        if pairs.isdisjoint(twins):
            chosen.append(key)
    return chosen


def _suggestion(phone, other, reason, words):
    return Suggestion(other, reason, comparison_path([phone.slug, other.slug]), words)


def suggestions_to_add(choice):
    """Related phones that are not compared yet, each with the path that adds it; none where there is no room."""
    if len(choice.phones) >= MOST_PHONES:
        return []
    found = {}
    for phone in choice.phones:
        for other, reason, _ in relatives_with_reasons(phone):
            path = choice.with_one_more(other.slug)
            if path:
                words = gettext(RELATIONS[reason]).format(phone=phone.name)
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
