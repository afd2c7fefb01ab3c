"""Every row of the sheet for one phone, with what sources say of it and what an editor may do about it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from catalog.evidence.claimable_facts import LIST_FACT_READERS, claimable_values, fact_label, is_claimable_column
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
    "offered": ("Told by a source", lambda row: bool(row.cell and row.cell.offered)),
    "not_known": ("Not known", lambda row: bool(row.cell and row.cell.state == State.NOT_KNOWN)),
}
"""What ``?show=`` may ask for → its words, and which rows that is."""


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
        if self.claim.accepted:
            return "accepted, but says otherwise" if self.against else "accepted"
        return "not accepted"

    @property
    def actions(self):
        """(act, words) of the buttons that settle it."""
        accepted = self.claim.accepted
        acts = (
            ("follow", f"Follow: {self.text}", self.may_follow and (self.against or not accepted)),
            ("accept", "Accept as the same" if self.moves else "Accept", self.agrees and not accepted),
            ("drop", "Do not accept", accepted),
            ("remove", "Remove", True),
        )
        return [(act, words) for act, words, offered in acts if offered]


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
        return f"{self.fact[0] or ''}:{self.fact[1]}"

    @property
    def anchor(self):
        return fact_anchor(self.fact)

    @property
    def marks(self):
        """What is to be said of the value."""
        if self.cell is None:
            return []
        words = {
            self.cell.how: self.cell.is_known and self.cell.how != STATED,
            "no source": self.cell.unsourced,
            "disputed": self.cell.disputed,
        }
        return [word for word, holds in words.items() if holds]

    @property
    def actions(self):
        """(act, words) of the buttons that say what the chosen source has to say."""
        if not self.may_be_said:
            return []
        known = self.cell is None or self.cell.is_known
        of_row = [("none", "Says there is none"), ("unpublished", "Not published")] if self.cell else []
        return [*([("says", "Says so")] if known else []), *of_row]


def fact_anchor(fact):
    return f"fact-{fact[0] or 'phone'}-{fact[1]}"


@dataclass(frozen=True)
class EvidenceSection:
    label: str
    rows: list[EvidenceRow]


class EvidenceSheet:
    """The rows of a ``whole_phone``. One query, for its relations."""

    def __init__(self, phone):
        self.phone, self.known, self.spoken = phone, PhoneFacts.of(phone), claimable_values(phone)
        self.claims = dict(claims_by_fact(phone))

    @cached_property
    def sections(self):
        """In the order of the sheet, each camera by itself; at the end what the sheet does not print."""
        sections = [
            self.section(title, record, group)
            for model, groups in groupby(SHEET, key=lambda group: group.of)
            for groups in [list(groups)]
            for title, record in self.records(model)
            for group in groups
        ]
        printed = {row.fact for section in sections for row in section.rows}
        rest = [fact for fact in {**self.claims, **self.spoken} if fact not in printed]
        further = EvidenceSection("Relations, and what only claims hold", [self.further(fact) for fact in rest])
        return [section for section in (*sections, further) if section.rows]

    def having(self, wanted):
        """The sections with the rows that are ``wanted``."""
        sections = [EvidenceSection(one.label, list(filter(wanted, one.rows))) for one in self.sections]
        return [section for section in sections if section.rows]

    def count(self, wanted):
        return sum(wanted(row) for section in self.sections for row in section.rows)

    def records(self, model):
        """(title, record): of displays the first alone, as sources speak of no other."""
        if model is Phone:
            return [("", self.phone)]
        if model is Display:
            display = phone_parts.main_display(self.phone)
            return [("", display)] if display else []
        cameras = list(self.phone.cameras.all())
        return zip(phone_parts.camera_titles(cameras), cameras, strict=True)

    def section(self, title, record, group):
        camera = record.pk if title else None
        specs = [spec for spec in group.specs if self.is_shown(spec, camera)]
        label = f"{title} · {group.label.lower()}" if title else group.label
        return EvidenceSection(label, [self.row(spec, record, camera) for spec in specs])

    def is_shown(self, spec, camera):
        return spec.inner is None and (spec.on_page or is_claimable_column(spec) or (camera, spec.key) in self.claims)

    def row(self, spec, record, camera):
        fact, unit = (camera, spec.key), spec.unit_for(record)
        cell = self.known.cell(spec, record)
        claims = [self.claim(claim, spec, unit, cell) for claim in self.claims.get(fact, ())]
        may_be_said = cell.state != State.NOT_APPLICABLE and (
            is_claimable_column(spec) or (not camera and spec.key in LIST_FACT_READERS)
        )
        return EvidenceRow(fact, spec.label, cell, cell.text, claims, may_be_said)

    def claim(self, claim, spec, unit, cell):
        text = claim_text(claim, spec, unit)
        against = claim_contradicts(claim, cell.names, is_no=cell.is_no)
        moves = changes_fact(self.phone, claim, self.spoken)
        agrees = not moves or claim_supports(claim, cell.names, is_no=cell.is_no)
        return EvidenceClaim(claim, text, against, agrees, moves, may_follow=moves and is_claimable_column(spec))

    def further(self, fact):
        """A relation, or what no row of the sheet holds."""
        claims = [EvidenceClaim(claim, raw_claim_text(claim)) for claim in self.claims.get(fact, ())]
        text = ", ".join(self.spoken.get(fact, ()))
        return EvidenceRow(fact, fact_label(self.phone, fact), None, text, claims, may_be_said=fact in self.spoken)


def raw_claim_text(claim):
    return str(claim.value) if claim.state == ClaimState.VALUE else claim.get_state_display()
