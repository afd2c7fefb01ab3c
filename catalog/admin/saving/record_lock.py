"""The record that a form is about, while it is locked, and what its author saw of it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from catalog.history.recorder import latest_revision_number
from catalog.models import Proposal, Revision
from catalog.models.vocabulary import Decision
from catalog.records.shapes import RECORD_SHAPES

from ..shared.number_parameters import parse_key
from ..shared.permissions import PUBLISH, is_row_visible


@dataclass(frozen=True)
class RecordLock:
    """``seen`` is the revision that the author of a form saw, None where that is not known; ``latest`` the last one.
    ``proposes`` says that the author may not change what readers see."""

    kind: str
    key: int
    seen: int | None
    latest: int
    proposes: bool

    @property
    def is_overtaken(self):
        """Whether somebody else has saved the record since the form was opened."""
        return self.seen != self.latest

    @property
    def is_direct(self):
        """Whether what the form stores may be kept as it is."""
        return not self.proposes and not self.is_overtaken


def lock_record_of_form(user, kind, key, seen):
    """Lock the record until the transaction ends; None where there is none. ``seen`` is what the form says."""
    record = RECORD_SHAPES[kind].model.objects.select_for_update().filter(pk=key).first()
    if record is None:
        return None
    proposes = is_row_visible(record) and not user.has_perm(PUBLISH)
    return RecordLock(kind, key, parse_key(seen), latest_revision_number(kind, key), proposes)


def revision_state(kind, key):
    """The number of the last revision of a record, 0 where it has none, and whether something is proposed for it. One
    query, made before its form is filled: what changes in between is noticed."""
    last = Revision.objects.of(kind, OuterRef("pk")).values("pk")[:1]
    proposed = Proposal.objects.filter(kind=kind, record=OuterRef("pk"), decision=Decision.OPEN)
    found = RECORD_SHAPES[kind].model.objects.filter(pk=key).values_list(Coalesce(Subquery(last), 0), Exists(proposed))
    return found.first() or (0, False)
