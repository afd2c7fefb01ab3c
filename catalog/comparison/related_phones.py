"""What other phones are to a phone: twins, predecessor, successor, look-alikes; read from both ends."""

from dataclasses import dataclass

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
    forth = [_relation_of_phone(PhoneFacts.of(phone).claims, relation) for relation in phone.relations.all()]
    back = [_relation_to_phone(relation) for relation in phone.relations_back.all()]
    return sorted(forth + back, key=lambda tie: (not tie.is_twin, tie.kind != RelationKind.SUCCESSOR))


def product_line_text(phone, ties):
    """Its predecessors, itself and its successors as far as ``ties`` name them: “Leitz Phone 1 → Leitz Phone 2”.

    Brands are named where they are several; empty where the phone has neither.
    """
    line = [tie for tie in ties if tie.kind == RelationKind.SUCCESSOR]
    before = [tie.other for tie in line if tie.words == RelationKind.SUCCESSOR.label]
    after = [tie.other for tie in line if tie.other not in before]
    one_brand = {other.brand_id for other in (*before, *after)} == {phone.brand_id}
    steps = [
        ", ".join(other.name if one_brand else other.full_name for other in others)
        for others in (before, [phone], after)
        if others
    ]
    return " → ".join(steps) if line else ""


def _relation_of_phone(claims, relation):
    kind = RelationKind(relation.kind)
    claims = claims.get((None, relation.kind), ())
    said = latest_per_source(
        cell_claim_with_text(claim, relation.other.full_name) for claim in claims if claim.accepted
    )
    return RelatedPhone(kind, kind.label, relation.other, relation.detail or "", said)


def _relation_to_phone(relation):
    kind = RelationKind(relation.kind)
    return RelatedPhone(kind, relation.words_back, relation.phone, relation.detail or "")
