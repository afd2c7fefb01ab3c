"""How much of the sheet is filled in for one phone, in all and group by group."""

from collections import Counter
from copy import copy
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.urls import reverse

from catalog.evidence.claimable_facts import is_claimable_column
from catalog.facts.cells import State
from catalog.facts.child_rows import attach_child_rows, set_prefetched
from catalog.facts.depth import Depth
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
    """One group of the sheet. ``place`` is the id of the form field to fill in next."""

    label: str
    place: str
    counts: Counter = field(default_factory=Counter)

    @property
    def figures(self):
        return [self.counts[name] for name in COUNTED_STATES]


@dataclass(frozen=True)
class Completeness:
    """``depth`` is what the phone's page will say of it; ``parts`` count each camera by itself. ``sources`` is how many
    sources the page will name."""

    phone: Phone
    parts: list[GroupCompleteness]
    depth: Depth
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
        """“64 of 102 rows are known, 12 of them with a source; 2 are disputed.”"""
        depth = self.depth
        disputed = self.total[DISPUTED]
        verb = "is" if disputed == 1 else "are"
        return (
            f"{depth.known} of {depth.applicable} rows are known, {depth.sourced or 'none'} of them with a source; "
            f"{disputed or 'none'} {verb} disputed."
        )

    @property
    def page_words(self):
        """What else the phone's page will say."""
        words = f"Its page will say so, and name {count_phrase(self.sources, 'source', 'sources')}."
        if self.depth.gaps:
            words += f" Missing below the floor for publishing: {', '.join(self.depth.gap_phrases)}."
        return words

    @property
    def evidence(self):
        return reverse("admin:catalog_phone_evidence", args=[self.phone.pk])


def count_phrase(count, singular, plural):
    """“1 source”, “no sources”, “3 sources”."""
    if count == 1:
        return f"1 {singular}"
    return f"{count or 'no'} {plural}"


def phone_completeness(phone):
    """Two queries, none where the phone comes with its claims and rows."""
    phone = with_claims_and_rows(phone)
    sources = {claim.source_id for claim in phone.claims.all()}
    groups = [group_completeness(phone, group) for group in SHEET]
    parts = [group for group in groups if group.counts]
    return Completeness(phone, parts, depth=PhoneFacts.of(phone).depth, sources=len(sources))


def with_claims_and_rows(phone):
    """A copy of the phone with its claims, cameras and displays prefetched; its relations are left empty, as no row
    that is counted needs them."""
    phone = copy(phone)
    phone._prefetched_objects_cache = dict(getattr(phone, "_prefetched_objects_cache", {}))
    prefetch_related_objects([phone], CLAIMS_PREFETCH)
    if "cameras" not in phone._prefetched_objects_cache:
        attach_child_rows([phone])
    for name in ("relations", "relations_back"):
        set_prefetched(phone, name, Relation, [])
    return phone


def group_completeness(phone, group):
    """Without counts where no row of the group may apply."""
    cells = list(group_cells(phone, group))
    counts = Counter()
    for _, _, cell in cells:
        counts.update(cell_states(cell))
    return GroupCompleteness(group.label, first_field_id(group, cells), counts)


def group_cells(phone, group):
    """(number of the record, spec, cell) of each row on the page, record after record."""
    facts = PhoneFacts.of(phone)
    specs = [spec for spec in group.specs if spec.inner is None and spec.on_page]
    for number, record in enumerate(group_records(phone, group.of)):
        for spec in specs:
            yield number, spec, facts.cell(spec, record)


def group_records(phone, model):
    """The phone, its first display or its cameras. Other displays are left out: no claim can be about them."""
    rows = {Phone: [phone], Display: list(phone.displays.all())[:1], Camera: list(phone.cameras.all())}
    return rows[model]


def cell_states(cell):
    """The headings under which a cell is counted."""
    heads = {
        KNOWN: cell.is_known,
        UNSOURCED: cell.unsourced,
        DISPUTED: cell.disputed,
        NOT_PUBLISHED: cell.state == State.NOT_PUBLISHED,
        NOT_KNOWN: cell.state == State.NOT_KNOWN,
    }
    return [name for name, holds in heads.items() if holds]


def first_field_id(group, cells):
    """The id of the first empty field of the group on the form, else of its first field."""
    typed = []
    for number, spec, cell in cells:
        if is_claimable_column(spec):
            typed.append((number, spec, cell))
    if not typed:
        return ""
    empty = (fact for fact in typed if fact[2].state == State.NOT_KNOWN)
    number, spec, _ = next(empty, typed[0])
    prefix = FORMSET_PREFIXES[group.of]
    if not prefix:
        return f"id_{spec.key}"
    return f"id_{prefix}-{number}-{spec.key}"
