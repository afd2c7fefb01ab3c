"""What a table consists of: the state and words of one fact, rows of such cells, and sections of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple

from django.utils.functional import cached_property

from catalog.quantities.formatters import split_unit
from catalog.quantities.partial_dates import PartialDate
from catalog.quantities.qualified_figures import spans_meet
from catalog.sheet.spec import COMPUTED, ESTIMATED, STATED, Spec

from .claim_agreement import (
    CellClaim,
    claim_contradicts,
    claim_supports,
    latest_per_source,
    numbers_roughly_agree,
    spans_of_figures,
)
from .evidence_marks import Evidence
from .price_conversion import Price
from .row_cells import full_answers, is_any_qualified, is_anything_said


class State(StrEnum):
    """What is known of a fact."""

    KNOWN = "known"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_PUBLISHED = "not_published"
    NOT_KNOWN = "not_known"


class VersionValue(NamedTuple):
    """What a fact is in another version than the usual one: ``value`` as in a record, None where it is not known."""

    applies_to: str
    value: object


@dataclass(frozen=True)
class Cell:
    """One fact of one record. ``text`` is never empty; ``value`` is None unless the state is known or no, and ``date``
    unless it is one.

    ``variations`` are the texts of ``versions``, what the fact is in each other version.
    ``also`` are other names of the value that sources may use. ``unusual`` is a number outside the usual bounds.
    ``open_ended``: it counts what is listed, and there may be more. ``price``: a value that is money, with currency and
    day. ``qualifier``: it is only about, at most or at least so much. ``key``: the row of the sheet that it is of.
    """

    state: State
    text: str
    value: object = None
    how: str = STATED
    claims: tuple[CellClaim, ...] = ()
    variations: tuple[str, ...] = ()
    versions: tuple[VersionValue, ...] = ()
    also: tuple[str, ...] = ()
    unusual: bool = False
    date: PartialDate | None = None
    open_ended: bool = False
    price: Price | None = None
    qualifier: str | None = None
    key: str = ""

    @cached_property
    def is_known(self):
        """Whether there is a value; “no” is one."""
        return self.state in (State.KNOWN, State.NO)

    @cached_property
    def figure_and_unit(self):
        """The text in two: “211” and “ g”, which pages print more quietly; the unit is empty where there is none."""
        return split_unit(self.text)

    @property
    def estimated(self):
        return self.how == ESTIMATED

    @property
    def computed(self):
        return self.how == COMPUTED

    @cached_property
    def says_something(self):
        """Whether there is anything to print: a value, of a version too, a claim, or that it is not published."""
        if self.claims or self.variations:
            return True
        return self.state not in (State.NOT_KNOWN, State.NOT_APPLICABLE)

    @cached_property
    def is_no(self):
        """Whether there is none, for whatever reason."""
        return self.state in (State.NO, State.NOT_APPLICABLE)

    @cached_property
    def is_answered(self):
        """Whether it is known; also where there is none, or where the question does not apply."""
        return self.is_known or self.is_no

    @cached_property
    def answer(self):
        """Equal for two cells that say the same. Lists may have another order; every kind of “no” is alike."""
        if self.is_no:
            return State.NO
        if self.date:
            return self.date
        if isinstance(self.value, list):
            return frozenset(map(str, self.value))
        return self.text

    @cached_property
    def full_answer(self):
        """The answer with those of its versions; None where there is no answer. Equal ones say the same."""
        if self.state in (State.NOT_KNOWN, State.NOT_PUBLISHED):
            return None
        return self.answer, self.variations and frozenset(self.variations)

    @property
    def names(self):
        """The value, with its other names."""
        if not self.also:
            return self.value
        return [*self.value, *self.also]

    @cached_property
    def accepted(self):
        """Accepted claims that support the value, one per source. Others were accepted for an earlier value."""
        accepted = (claim for claim in self.claims if claim.accepted)
        return latest_per_source(filter(self._is_supported_by, accepted))

    def _is_supported_by(self, claim):
        return claim_supports(claim, self.names, is_no=self.is_no)

    @cached_property
    def contradicting(self):
        """The claims that say something else, accepted ones among them."""
        return tuple(filter(self._is_contradicted_by, self.claims))

    def _is_contradicted_by(self, claim):
        if self.may_exceed(claim) or self.may_be_meant_by(claim):
            return False
        return claim_contradicts(claim, self.names, is_no=self.is_no)

    def may_exceed(self, claim):
        """Whether a claim gives a larger number where there may be more than we list."""
        if not (self.open_ended and self.is_known):
            return False
        if not isinstance(claim.value, int | float):
            return False
        return claim.value > self.value

    def may_be_meant_by(self, claim):
        """Whether one of the two is not said exactly, and both may mean the same figure."""
        if not (self.qualifier or claim.qualifier):
            return False
        spans = spans_of_figures((self.value, self.qualifier), (claim.value, claim.qualifier))
        return bool(spans) and spans_meet(spans)

    @property
    def has_reason(self):
        """Whether a claim for or against the value says why it is followed, or is not."""
        return any(claim.notes for claim in (*self.accepted, *self.contradicting))

    @property
    def disputed(self):
        """Whether a source says otherwise than we do; of a computed or estimated figure, by more than 5 %."""
        against = self.contradicting if self.is_answered else ()
        if self.how in (COMPUTED, ESTIMATED):
            return not all(numbers_roughly_agree(claim.value, self.value) for claim in against)
        return bool(against)

    @property
    def offered(self):
        """Whether a source gives a value that we do not have and nobody has accepted yet."""
        return not self.is_answered and bool(self.contradicting)

    @property
    def unsourced(self):
        """Whether the value is stated and no accepted claim supports it."""
        return self.is_known and self.how == STATED and not self.accepted

    @property
    def evidence(self):
        """The ``Evidence`` that its mark tells; None where there is nothing to tell."""
        if self.disputed:
            return Evidence.DISPUTED
        if self.is_known and self.how in (COMPUTED, ESTIMATED):
            return Evidence(self.how)
        if self.accepted:
            return Evidence.SOURCED
        if self.unsourced:
            return Evidence.UNSOURCED
        return None

    @property
    def cited(self):
        """The claims that its mark leads to: those that bear it out, then those that say something else. None where
        nobody bears it out: a value is not cited to those who say otherwise."""
        if not self.accepted:
            return ()
        return (*self.accepted, *self.contradicting)


class RowKind(StrEnum):
    """Whether the phones of a row differ, are alike, or may be either as far as is known."""

    DIFFERS = "differs"
    SAME = "same"
    OPEN = "open"


@dataclass(eq=False)
class FactRow:
    """``cells`` are a tuple, or ``RowCells``. Not frozen: a page makes hundreds of rows, and that takes three times as
    long."""

    spec: Spec
    cells: Sequence[Cell]

    @property
    def is_known(self):
        """Whether any phone has a value."""
        return any(cell.is_known for cell in self.cells)

    @property
    def says_something(self):
        """Whether any of its cells has something to print."""
        return is_anything_said(self.cells)

    @property
    def may_apply(self):
        """Whether the question makes sense for any of the phones."""
        return any(cell.state != State.NOT_APPLICABLE for cell in self.cells)

    @cached_property
    def kind(self):
        """Two different answers make it differ, whatever else is not known; dates that may be the same day do not.
        Where the usual versions are alike, other versions that are not make it differ."""
        found = set(full_answers(self.cells))
        is_open = None in found
        found.discard(None)
        if len(found) < 2:
            return RowKind.OPEN if is_open else RowKind.SAME
        answers = {answer for answer, _ in found}
        if len(answers) > 1:
            return RowKind.OPEN if self.may_be_same(answers) else RowKind.DIFFERS
        return RowKind.DIFFERS

    def may_be_same(self, answers):
        """Whether answers that read otherwise may mean the same: dates, and figures that are not said exactly."""
        if not is_any_qualified(self.cells):
            return may_be_same_date(answers)
        figures = [(cell.value, cell.qualifier) for cell in self.cells if cell.is_answered]
        spans = spans_of_figures(*figures)
        return bool(spans) and spans_meet(spans)

    @property
    def differs(self):
        return self.kind == RowKind.DIFFERS


def may_be_same_date(answers):
    """Whether all answers are dates, and no two of them, as precise as they are, exclude each other."""
    if not all(isinstance(answer, PartialDate) for answer in answers):
        return False
    return not any(one.ends_before(other) for one, other in permutations(answers, 2))


@dataclass(frozen=True)
class FactSection:
    """Rows under one heading. ``not_known`` are those without a value or a claim."""

    key: str
    label: str
    rows: tuple[FactRow, ...]
    not_known: tuple[FactRow, ...] = ()

    @property
    def has_rows(self):
        return len(self.rows) + len(self.not_known) > 0

    @property
    def not_known_labels(self):
        return [row.spec.label for row in self.not_known]

    def anchor(self, row):
        """The row's place on its page: “body-weight_g”."""
        return f"{self.key}-{row.spec.key}"
