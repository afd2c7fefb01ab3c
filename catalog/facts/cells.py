"""What a table consists of: the state and words of one fact, rows of such cells, and sections of rows."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import permutations

from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.spec import COMPUTED, ESTIMATED, STATED, Spec

from .claim_agreement import CellClaim, claim_contradicts, claim_supports, latest_per_source, numbers_roughly_agree


class State(StrEnum):
    """What is known of a fact."""

    KNOWN = "known"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_PUBLISHED = "not_published"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Cell:
    """One fact of one record. ``text`` is never empty; ``value`` is None unless the state is known or no, and ``date``
    unless it is one.

    ``also`` are other names of the value, under which sources may speak of it. ``unusual`` is a number that is
    possible but hardly to be believed. ``open_ended``: it counts what is listed, and there may be more.
    """

    state: State
    text: str
    value: object = None
    how: str = STATED
    claims: tuple[CellClaim, ...] = ()
    variations: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unusual: bool = False
    date: PartialDate | None = None
    open_ended: bool = False

    @cached_property
    def is_known(self):
        return self.state in (State.KNOWN, State.NO)

    @property
    def estimated(self):
        return self.how == ESTIMATED

    @property
    def computed(self):
        return self.how == COMPUTED

    @cached_property
    def says_something(self):
        return bool(self.is_known or self.claims or self.state == State.NOT_PUBLISHED)

    @cached_property
    def is_no(self):
        return self.state in (State.NO, State.NOT_APPLICABLE)

    @cached_property
    def is_answered(self):
        """Whether it is settled, be it that there is none or that the question does not apply."""
        return self.is_known or self.is_no

    @cached_property
    def answer(self):
        """What two cells that say the same have in common. Lists may have another order; all that is no is alike."""
        if self.is_no:
            return State.NO
        if self.date:
            return self.date
        return frozenset(map(str, self.value)) if isinstance(self.value, list) else self.text

    @property
    def names(self):
        """The value, its other names among it."""
        return [*self.value, *self.also] if self.also else self.value

    @cached_property
    def accepted(self):
        """One accepted claim per source that bears the value out: it may have been accepted for another."""
        bearing = (said for said in self.claims if said.accepted and claim_supports(said, self.names, is_no=self.is_no))
        return latest_per_source(bearing)

    @cached_property
    def contradicting(self):
        """The claims that say something else, those among them that were accepted once."""
        against = (said for said in self.claims if claim_contradicts(said, self.names, is_no=self.is_no))
        return tuple(said for said in against if not self.may_exceed(said))

    def may_exceed(self, said):
        """Whether a claim gives a larger number where there may be more than we list."""
        is_number = isinstance(said.value, int | float)
        return self.open_ended and self.is_known and is_number and said.value > self.value

    @property
    def disputed(self):
        """Whether a source says otherwise than we do; of a figure that we worked out ourselves, by more than 5 %."""
        against = self.contradicting if self.is_answered else ()
        if self.estimated or self.computed:
            return not all(numbers_roughly_agree(claim.value, self.value) for claim in against)
        return bool(against)

    @property
    def offered(self):
        """Whether a source tells what we do not know: nobody has accepted that yet."""
        return not self.is_answered and bool(self.contradicting)

    @property
    def unsourced(self):
        """A stated value that no source bears out."""
        return self.is_known and self.how == STATED and not self.accepted


class RowKind(StrEnum):
    """What a row tells of several phones: they differ; they are alike; or it is not known whether they are."""

    DIFFERS = "differs"
    SAME = "same"
    OPEN = "open"


@dataclass(frozen=True)
class FactRow:
    spec: Spec
    cells: tuple[Cell, ...]

    @property
    def is_known(self):
        return any(cell.is_known for cell in self.cells)

    @cached_property
    def says_something(self):
        """Whether there is anything to print: a value, or what a source says of it."""
        return any(cell.says_something for cell in self.cells)

    @property
    def may_apply(self):
        return any(cell.state != State.NOT_APPLICABLE for cell in self.cells)

    @cached_property
    def kind(self):
        """Two answers that differ settle it, whatever else is not known; dates that may be the same day do not."""
        answers = {cell.answer for cell in self.cells if cell.is_answered}
        if len(answers) > 1:
            return RowKind.OPEN if may_be_same_date(answers) else RowKind.DIFFERS
        return RowKind.SAME if all(cell.is_answered for cell in self.cells) else RowKind.OPEN

    @property
    def differs(self):
        return self.kind == RowKind.DIFFERS


def may_be_same_date(answers):
    """Whether all are dates, known more or less precisely, that may be the same."""
    dates = [answer for answer in answers if isinstance(answer, PartialDate)]
    return len(dates) == len(answers) and not any(one.ends_before(other) for one, other in permutations(dates, 2))


@dataclass(frozen=True)
class FactSection:
    """Rows under one heading; those that nobody knows anything of are kept apart."""

    key: str
    label: str
    rows: tuple[FactRow, ...]
    not_known: tuple[FactRow, ...] = ()

    def anchor(self, row):
        """The row's place on its page: “body-weight_g”."""
        return f"{self.key}-{row.spec.key}"
