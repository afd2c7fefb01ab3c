"""How much of the sheet is filled in for one phone, and what its page will say of the rest."""

from collections import Counter
from copy import copy
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.urls import reverse

from catalog.evidence.claimable_facts import is_claimable_column
from catalog.facts.cells import State
from catalog.facts.child_rows import attach_child_rows, set_prefetched
from catalog.facts.fact_table import FactTable, unknown_rows
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import CLAIMS_PREFETCH
from catalog.models import Camera, Display, Phone, Relation
from catalog.sheet.registry import SHEET

KNOWN, UNSOURCED, DISPUTED, NOT_PUBLISHED, NOT_KNOWN = (
    "known", "without a source", "disputed", "not published", "not known yet",
)  # fmt: skip
COUNTED_STATES = (KNOWN, UNSOURCED, DISPUTED, NOT_PUBLISHED, NOT_KNOWN)
FORMSET_PREFIXES = {Phone: "", Display: "displays", Camera: "cameras"}


@dataclass
class GroupCompleteness:
    """One group of the sheet. ``place`` is where the form is to be filled in next."""

    label: str
    place: str
    counts: Counter = field(default_factory=Counter)

    @property
    def figures(self):
        return [self.counts[name] for name in COUNTED_STATES]


@dataclass(frozen=True)
class Completeness:
    """``unknown`` is how many rows the page will say are not known, ``sources`` how many sources it will name."""

    phone: Phone
    parts: list[GroupCompleteness]
    unknown: int
    sources: int

    template = "admin/catalog/phone/completeness.html"
    heads = COUNTED_STATES

    @property
    def total(self):
        return sum((part.counts for part in self.parts), Counter())

    @property
    def totals(self):
        return [self.total[name] for name in COUNTED_STATES]

    @property
    def summary(self):
        """“64 of 102 rows are known, 12 of them without a source; 2 are disputed.”"""
        counts, rows = self.total, self.total[KNOWN] + self.total[NOT_PUBLISHED] + self.total[NOT_KNOWN]
        return (
            f"{counts[KNOWN]} of {rows} rows are known, {counts[UNSOURCED] or 'none'} of them without a source; "
            f"{counts[DISPUTED] or 'none'} {'is' if counts[DISPUTED] == 1 else 'are'} disputed."
        )

    @property
    def page_words(self):
        """What readers will be told."""
        rows = "1 row is" if self.unknown == 1 else f"{self.unknown or 'no'} rows are"
        named = "1 source" if self.sources == 1 else f"{self.sources or 'no'} sources"
        return f"Its page will say that {rows} not known yet, and name {named}."

    @property
    def evidence(self):
        return reverse("admin:catalog_phone_evidence", args=[self.phone.pk])


def phone_completeness(phone):
    """Two queries, none where the phone comes with its claims and rows."""
    phone = with_claims_and_rows(phone)
    sources = {claim.source_id for claim in phone.claims.all()}
    table = FactTable([phone])
    sections = [*table.cameras_side_by_side(phone)[1], *table.phone_sections()]
    unknown = sum(len(labels) for _, labels in unknown_rows(sections))
    return Completeness(
        phone, [part for group in SHEET if (part := group_completeness(phone, group))], unknown, len(sources)
    )


def with_claims_and_rows(phone):
    """A copy with its claims and rows; related phones have no part in this."""
    phone = copy(phone)
    phone._prefetched_objects_cache = dict(getattr(phone, "_prefetched_objects_cache", {}))
    prefetch_related_objects([phone], CLAIMS_PREFETCH)
    if "cameras" not in phone._prefetched_objects_cache:
        attach_child_rows([phone])
    for name in ("relations", "relations_back"):
        set_prefetched(phone, name, Relation, [])
    return phone


def group_completeness(phone, group):
    """None where no row of the group may apply."""
    specs = [spec for spec in group.specs if spec.inner is None and spec.on_page]
    cells = [
        (number, spec, PhoneFacts.of(phone).cell(spec, record))
        for number, record in enumerate(group_records(phone, group.of))
        for spec in specs
    ]
    counts = Counter(name for _, _, cell in cells for name in cell_states(cell))
    return GroupCompleteness(group.label, first_field_id(group, cells), counts) if counts else None


def group_records(phone, model):
    """Displays but the first are left out, as sources speak of no other."""
    rows = {Phone: [phone], Display: list(phone.displays.all())[:1], Camera: list(phone.cameras.all())}
    return rows[model]


def cell_states(cell):
    """Under which heads a cell is counted."""
    heads = {
        KNOWN: cell.is_known,
        UNSOURCED: cell.unsourced,
        DISPUTED: cell.disputed,
        NOT_PUBLISHED: cell.state == State.NOT_PUBLISHED,
        NOT_KNOWN: cell.state == State.NOT_KNOWN,
    }
    return [name for name, holds in heads.items() if holds]


def first_field_id(group, cells):
    """The field of the form that is empty first, or the first at all."""
    typed = [(number, spec, cell) for number, spec, cell in cells if is_claimable_column(spec)]
    empty = [one for one in typed if one[2].state == State.NOT_KNOWN]
    prefix = FORMSET_PREFIXES[group.of]
    if not typed:
        return ""
    number, spec, _ = (empty or typed)[0]
    return f"id_{prefix}-{number}-{spec.key}" if prefix else f"id_{spec.key}"
