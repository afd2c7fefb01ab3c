"""What other phones are to a phone: twins, predecessor, successor, look-alikes; read from both ends."""

from dataclasses import dataclass
from operator import attrgetter

from catalog.facts.claim_agreement import CellClaim, cell_claim_with_text, latest_per_source
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Phone
from catalog.models.vocabulary import TWIN_KINDS, RelationKind


@dataclass(frozen=True)
class RelatedPhone:
    """``words`` say what ``other`` is to this phone: “Followed by”."""

    kind: RelationKind
    words: str
    other: Phone
    detail: str = ""
    said: tuple[CellClaim, ...] = ()

    @property
    def is_twin(self):
        return self.kind in TWIN_KINDS


def related_phones(phone):
    """Twins first, then the line, then the rest, for a phone fetched with ``whole``."""
    claims = PhoneFacts.of(phone).claims
    ties = [_relation_of_phone(claims, relation) for relation in phone.relations.all()]
    ties += map(_relation_to_phone, phone.relations_back.all())
    return sorted(ties, key=lambda tie: (not tie.is_twin, tie.kind != RelationKind.SUCCESSOR))


def twin_keys(phone):
    """Keys of the twins of a phone fetched with ``whole``; asks its relations alone."""
    forth = {relation.other_id for relation in phone.relations.all() if relation.kind in TWIN_KINDS}
    return forth | {relation.phone_id for relation in phone.relations_back.all() if relation.kind in TWIN_KINDS}


def product_line_text(phone, ties):
    """Its predecessors, itself and its successors as far as ``ties`` name them: “Leitz Phone 1 → Leitz Phone 2”.

    Brands are named where they are several; empty where the phone has neither.
    """
    before, after = _line_neighbours(ties)
    if not before and not after:
        return ""
    brands = set(map(attrgetter("brand_id"), (*before, phone, *after)))
    name = attrgetter("name" if len(brands) == 1 else "full_name")
    steps = filter(None, [before, [phone], after])
    return " → ".join(", ".join(map(name, phones)) for phones in steps)


def _line_neighbours(ties):
    """Predecessors and successors."""
    before = []
    after = []
    for tie in ties:
        if tie.kind != RelationKind.SUCCESSOR:
            continue
        if tie.words == RelationKind.SUCCESSOR.label:
            before.append(tie.other)
        else:
            after.append(tie.other)
    return before, after


def _relation_of_phone(claims, relation):
    kind = RelationKind(relation.kind)
    accepted = filter(attrgetter("accepted"), claims.get((None, relation.kind), ()))
    said = [cell_claim_with_text(claim, relation.other.full_name) for claim in accepted]
    return RelatedPhone(kind, kind.label, relation.other, relation.detail or "", latest_per_source(said))


def _relation_to_phone(relation):
    kind = RelationKind(relation.kind)
    return RelatedPhone(kind, relation.words_back, relation.phone, relation.detail or "")
