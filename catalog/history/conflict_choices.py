"""A record that two people have changed: the questions that are open between their contents, and what is chosen."""

from dataclasses import asdict, dataclass, field

from django.core import signing

from catalog.models import Revision
from catalog.records.shapes import RECORD_SHAPES

from .diff import RowPair, pair_rows
from .diff_formatter import NOT_KNOWN, ChangeFormatter
from .recorder import content_at_revision
from .three_way_merge import MINE, THEIRS, MergeDifference, merge_differences, merged_sides

SIGNING_SALT = "conflict-page"


@dataclass(frozen=True)
class PendingChange:
    """What somebody would have a record be. ``key`` is None for a new one; ``base`` is the revision that its author
    began with, None where nobody knows; ``seen`` the one that is shown beside it."""

    kind: str
    key: int | None
    mine: dict
    base: int | None
    seen: int
    act: str
    why: str = ""

    @property
    def signed(self):
        return signing.dumps(asdict(self), salt=SIGNING_SALT, compress=True)

    @classmethod
    def from_signed(cls, text):
        """Raises BadSignature for what this site has not signed."""
        return cls(**signing.loads(text, salt=SIGNING_SALT))


@dataclass(frozen=True)
class ConflictChoice:
    """One question as the page asks it. ``side`` is the one that is ticked, None while nobody has chosen."""

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    side: str | None
    is_open: bool


@dataclass
class ConflictChoices:
    """All of them for one record, with what has been chosen so far."""

    kind: str
    base: dict | None
    theirs: dict | None
    mine: dict
    data: dict = field(default_factory=dict)

    def __post_init__(self):
        self.questions = list(merge_differences(self.kind, self.base, self.theirs, self.mine))
        self.sides = {one.id: self.side(one) for one in self.questions}

    def side(self, question):
        if self.theirs is None:
            return MINE
        sent = self.data.get(f"take:{question.id}")
        return sent if sent in (THEIRS, MINE) else question.default

    @property
    def undecided(self):
        return [mark for mark, side in self.sides.items() if side is None]

    @property
    def content(self):
        return merged_sides(
            self.kind, self.theirs, self.mine, {mark for mark, side in self.sides.items() if side == MINE}
        )

    @property
    def changes_nothing(self):
        return self.theirs is not None and all(side != MINE for side in self.sides.values())

    def rows(self):
        words = ChangeFormatter.of(
            [one.change for one in self.questions] + [one.was for one in self.questions if one.was]
        )
        return [self.row(one, words) for one in self.questions]

    def row(self, question: MergeDifference, words):
        told = words.tell(question.change)
        was = words.tell(question.was).old if question.was else NOT_KNOWN
        label = "Address" if question.id == "slug" else told.label
        side = self.sides[question.id]
        return ConflictChoice(f"take:{question.id}", label, was, told.old, told.new, side, question.default is None)


def base_content(kind, key, number):
    """What somebody began with who saw that revision; None where nobody knows."""
    try:
        return None if number is None else content_at_revision(kind, key, number)
    except Revision.DoesNotExist:
        return None


def with_camera_claims(base, theirs, mine):
    """``mine`` with the claims of cameras that are gone from ``theirs``: a form does not hold them."""
    shape = RECORD_SHAPES["phone"].rows["cameras"]
    stayed = {id(pair.old) for pair in camera_row_pairs(shape, base, theirs) if pair.new is not None}
    claims = {
        id(pair.new): pair.old["claims"]
        for pair in camera_row_pairs(shape, base, mine)
        if pair.new is not None and pair.old and "claims" in pair.old and id(pair.old) not in stayed
    }
    if not claims:
        return mine
    cameras = [{**row, "claims": claims[id(row)]} if id(row) in claims else row for row in mine["cameras"]]
    return {**mine, "cameras": cameras}


def camera_row_pairs(shape, old, new) -> list[RowPair]:
    return pair_rows("cameras", shape, old.get("cameras") or [], new.get("cameras") or [])
