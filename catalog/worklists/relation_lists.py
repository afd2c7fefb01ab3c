"""Worklist about relations between phones: untyped, reversed, one-sided or competing ones."""

from catalog.models.vocabulary import RelationKind, Status

from .findings import WorklistFinding

RELATIONS_FIELD = "relations-heading"


def unclear_relations(phone, twins):
    """Relations that leave a question open. ``twins`` are pairs of keys, each way round."""
    forth = list(phone.relations.all())
    back = list(phone.relations_back.all())
    followers = []
    for relation in relations_of_kind(back, RelationKind.SUCCESSOR):
        if not relation.detail:
            followers.append(relation)
    found = [
        *untyped_relations(forth),
        *reversed_successors(forth),
        *one_sided_relations(phone, forth, back),
        *competing_successors(followers, twins),
    ]
    return [WorklistFinding(kind, words, field=RELATIONS_FIELD) for kind, words in found]


def relations_of_kind(relations, kind):
    return [relation for relation in relations if relation.kind == kind]


def untyped_relations(relations):
    """A phone that resembles another should say in what."""
    for relation in relations_of_kind(relations, RelationKind.RESEMBLES):
        if not relation.detail:
            yield relation.kind, f"Resembles {relation.other}: it does not say in what"


def reversed_successors(relations):
    """Successors that were announced before the phone that they follow."""
    for relation in relations_of_kind(relations, RelationKind.SUCCESSOR):
        if is_announced_before(relation.phone, relation.other):
            yield relation.kind, f"Successor of {relation.other}, but announced before it"


def is_announced_before(phone, other):
    """Whether that is known for sure."""
    if not (phone.announced and other.announced):
        return False
    return phone.announced.ends_before(other.announced)


def one_sided_relations(phone, forth, back):
    """Relations of a published phone with one that is not."""
    if phone.status != Status.PUBLISHED:
        return
    ends = [(relation, relation.get_kind_display(), relation.other) for relation in forth]
    ends += [(relation, relation.words_back, relation.phone) for relation in back]
    for relation, words, other in ends:
        if other.status != Status.PUBLISHED:
            status = other.get_status_display().lower()
            yield relation.kind, f"{words}: {other}, which readers do not see ({status})"


def competing_successors(relations, twins):
    """Several successors of this phone that are no twins of each other."""
    phones = [relation.phone for relation in relations]
    untwinned = []
    for phone in phones:
        if not has_twin_among(phone, phones, twins):
            untwinned.append(phone)
    if len(untwinned) > 1:
        names = " and by ".join(map(str, untwinned))
        yield RelationKind.SUCCESSOR.value, f"Followed by {names}: which is it?"


def has_twin_among(phone, others, twins):
    """Whether ``phone`` is a twin of one of the ``others``; ``twins`` are pairs of keys, each way round."""
    return any((phone.pk, other.pk) in twins for other in others)
