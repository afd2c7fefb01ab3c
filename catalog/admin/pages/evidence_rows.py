"""Every row of the sheet for one phone, with what sources say of it and what an editor may do about it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.utils.text import slugify

from catalog.evidence.claimable_facts import (
    LIST_FACT_READERS,
    ROW_SPECS_BY_MODEL,
    claimable_rows,
    claimable_values,
    fact_label,
    is_claimable_column,
)
from catalog.evidence.fact_columns import changes_fact
from catalog.facts.cells import Cell, State
from catalog.facts.claim_agreement import claim_contradicts, claim_supports, claim_text, claims_by_fact
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Claim, Display, Phone
from catalog.models.vocabulary import ClaimState
from catalog.sheet import phone_parts
from catalog.sheet.registry import SHEET
from catalog.sheet.spec import STATED

ROW_FILTERS = {
    "all": ("All rows", lambda row: True),
    "unsourced": ("Without a source", lambda row: bool(row.cell and row.cell.unsourced)),
    "disputed": ("Disputed", lambda row: bool(row.cell and row.cell.disputed)),
    "offered": ("Given by a source", lambda row: bool(row.cell and row.cell.offered)),
    "not_known": ("Not known", lambda row: bool(row.cell and row.cell.state == State.NOT_KNOWN)),
}
"""What ``?show=`` may ask for → its words, and which rows that is."""
SUPPORTS = ("says", "Supports")
SAYS_NO_VALUE = [("none", "Says there is none"), ("unpublished", "Not published")]
"""(act, words) of the buttons for what a source says of a fact."""


@dataclass(frozen=True)
class EvidenceClaim:
    """One claim of a row. ``against`` is whether it says otherwise, ``agrees`` whether it says about the same,
    ``moves`` whether to follow it would change the fact, and ``may_follow`` whether that can be done here: a fact that
    several fields make is changed in the form."""

    claim: Claim
    text: str
    against: bool = False
    agrees: bool = True
    moves: bool = False
    may_follow: bool = False

    @property
    def standing(self):
        if not self.claim.accepted:
            return "not accepted"
        if self.against:
            return "accepted, but contradicts"
        return "accepted"

    @property
    def actions(self):
        """(act, words) of the buttons that settle it."""
        actions = [("remove", "Remove")]
        if self.claim.accepted:
            actions.insert(0, ("drop", "Do not accept"))
        elif self.agrees:
            words = "Accept as equivalent" if self.moves else "Accept"
            actions.insert(0, ("accept", words))
        if self.is_followable:
            actions.insert(0, ("follow", f"Accept instead: {self.text}"))
        return actions

    @property
    def is_followable(self):
        if not self.may_follow:
            return False
        return self.against or not self.claim.accepted


@dataclass(frozen=True)
class EvidenceRow:
    """``fact`` is (camera's key or None, key); ``cell`` None for relations and what only claims hold. ``may_be_said``
    is whether a source may be asked for it."""

    fact: tuple
    label: str
    cell: Cell | None
    text: str
    claims: list[EvidenceClaim]
    may_be_said: bool

    @property
    def name(self):
        """The fact in the value of a button."""
        camera, key = self.fact
        return f"{camera or ''}:{key}"

    @property
    def anchor(self):
        return fact_anchor(self.fact)

    @property
    def marks(self):
        """What is to be said of the value."""
        if self.cell is None:
            return []
        marks = []
        if self.cell.is_known and self.cell.how != STATED:
            marks.append(self.cell.how)
        if self.cell.unsourced:
            marks.append("no source")
        if self.cell.disputed:
            marks.append("disputed")
        return marks

    @property
    def actions(self):
        """(act, words) of the buttons that say what the chosen source has to say."""
        if not self.may_be_said:
            return []
        if self.cell is None:
            return [SUPPORTS]
        if self.cell.is_known:
            return [SUPPORTS, *SAYS_NO_VALUE]
        return SAYS_NO_VALUE


def fact_anchor(fact):
    camera, key = fact
    return f"fact-{slugify(str(camera or 'phone'))}-{key}"


@dataclass(frozen=True)
class EvidenceSection:
    label: str
    rows: list[EvidenceRow]


class EvidenceSheet:
    """The rows of a ``whole_phone``. One query, for its relations."""

    def __init__(self, phone):
        self.phone = phone
        self.facts = PhoneFacts.of(phone)
        self.values = claimable_values(phone)
        self.claims = dict(claims_by_fact(phone))

    @cached_property
    def sections(self):
        """In the order of the sheet, each camera by itself; at the end what the sheet does not print."""
        sections = [*self.sheet_sections(), *self.row_sections()]
        sections.append(self.further_section(sections))
        return [section for section in sections if section.rows]

    def sheet_sections(self):
        for model, groups in groupby(SHEET, key=attrgetter("of")):
            groups_of_model = list(groups)
            for title, record in self.records(model):
                for group in groups_of_model:
                    yield self.section(title, record, group)

    def further_section(self, sections):
        """The facts that none of ``sections`` has."""
        facts = dict.fromkeys([*self.claims, *self.values])
        for section in sections:
            for row in section.rows:
                facts.pop(row.fact, None)
        rows = [self.further_row(fact) for fact in facts]
        return EvidenceSection("Relations, and facts known only from claims", rows)

    @property
    def rows(self):
        """The rows of all sections."""
        for section in self.sections:
            yield from section.rows

    def having(self, wanted):
        """The sections with the rows that are ``wanted``."""
        sections = []
        for section in self.sections:
            rows = list(filter(wanted, section.rows))
            if rows:
                sections.append(EvidenceSection(section.label, rows))
        return sections

    def count(self, wanted):
        return sum(map(wanted, self.rows))

    def records(self, model):
        """(title, record): of displays the first alone, as sources speak of no other."""
        if model is Phone:
            return [("", self.phone)]
        if model is Display:
            display = phone_parts.main_display(self.phone)
            if display is None:
                return []
            return [("", display)]
        cameras = list(self.phone.cameras.all())
        return zip(phone_parts.camera_titles(cameras), cameras, strict=True)

    def row_sections(self):
        """A section for each model code and market."""
        for record in claimable_rows(self.phone):
            specs = ROW_SPECS_BY_MODEL[type(record)].values()
            rows = [self.row(spec, record, record.row_name) for spec in specs]
            yield EvidenceSection(f"{record._meta.verbose_name.capitalize()} {record.row_name}", rows)

    def section(self, title, record, group):
        """Only cameras have a title."""
        camera = None
        label = group.label
        if title:
            camera = record.pk
            label = f"{title} · {group.label.lower()}"
        rows = []
        for spec in group.specs:
            if self.is_shown(spec, camera):
                rows.append(self.row(spec, record, camera))
        return EvidenceSection(label, rows)

    def is_shown(self, spec, camera):
        if spec.inner is not None:
            return False
        return spec.on_page or is_claimable_column(spec) or (camera, spec.key) in self.claims

    def row(self, spec, record, camera):
        fact = (camera, spec.key)
        unit = spec.unit_for(record)
        cell = self.facts.cell(spec, record)
        claims = [self.claim(claim, spec, unit, cell) for claim in self.claims.get(fact, ())]
        return EvidenceRow(fact, spec.label, cell, cell.text, claims, is_citable(spec, camera, cell))

    def claim(self, claim, spec, unit, cell):
        text = claim_text(claim, spec, unit)
        against = claim_contradicts(claim, cell.names, is_no=cell.is_no)
        moves = changes_fact(self.phone, claim, self.values)
        agrees = not moves or claim_supports(claim, cell.names, is_no=cell.is_no)
        return EvidenceClaim(claim, text, against, agrees, moves, may_follow=moves and is_claimable_column(spec))

    def further_row(self, fact):
        """A relation, or what no row of the sheet holds."""
        claims = [EvidenceClaim(claim, raw_claim_text(claim)) for claim in self.claims.get(fact, ())]
        text = ", ".join(self.values.get(fact, ()))
        return EvidenceRow(fact, fact_label(self.phone, fact), None, text, claims, may_be_said=fact in self.values)


def is_citable(spec, camera, cell):
    """Whether a source may be asked for the row of ``spec``; ``camera`` is the key of its camera or None."""
    if cell.state == State.NOT_APPLICABLE:
        return False
    if is_claimable_column(spec):
        return True
    return camera is None and spec.key in LIST_FACT_READERS


def raw_claim_text(claim):
    if claim.state == ClaimState.VALUE:
        return str(claim.value)
    return claim.get_state_display()
