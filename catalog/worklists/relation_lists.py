"""Worklists about what phones are to one another: relations that say too little, or not to everybody."""

from catalog.models.vocabulary import RelationKind, Status

from .findings import WorklistFinding

RELATIONS_FIELD = "relations-heading"


def unclear_relations(phone, twins):
    """Relations that leave a question open. ``twins`` are pairs of keys, each way round."""
    forth, back = list(phone.relations.all()), list(phone.relations_back.all())
    found = [*untyped_relations(forth), *reversed_successors(forth), *one_sided_relations(phone, forth, back)]
    followed_by = [relation for relation in back if relation.kind == RelationKind.SUCCESSOR and not relation.detail]
    return [
        WorklistFinding(kind, words, field=RELATIONS_FIELD)
        for kind, words in [*found, *competing_successors(followed_by, twins)]
    ]


def untyped_relations(relations):
    """Of a phone that resembles another it is to be said in what."""
    for relation in relations:
        if relation.kind == RelationKind.RESEMBLES and not relation.detail:
            yield relation.kind, f"Resembles {relation.other}: in what is not said"


def reversed_successors(relations):
    for relation in relations:
        mine, theirs = relation.phone.announced, relation.other.announced
        if relation.kind == RelationKind.SUCCESSOR and mine and theirs and mine.ends_before(theirs):
            yield relation.kind, f"Successor of {relation.other}, but announced before it"


def one_sided_relations(phone, forth, back):
    """Readers see one end only: the other phone is not published."""
    if phone.status != Status.PUBLISHED:
        return
    ends = [(relation, relation.get_kind_display(), relation.other) for relation in forth]
    ends += [(relation, relation.words_back, relation.phone) for relation in back]
    for relation, words, other in ends:
        if other.status != Status.PUBLISHED:
            yield relation.kind, f"{words}: {other}, which readers do not see ({other.get_status_display().lower()})"


def competing_successors(relations, twins):
    """Several phones that follow this one, none of them said to be another in a detail, and no twins of each other."""
    apart = [one for one in relations if not any((one.phone_id, other.phone_id) in twins for other in relations)]
    if len(apart) > 1:
        yield (
            RelationKind.SUCCESSOR.value,
            f"Followed by {' and by '.join(str(one.phone) for one in apart)}: which is it?",
        )
