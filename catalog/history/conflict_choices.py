"""A record that two people have changed: the questions that are open between their contents, and what is chosen."""

from dataclasses import asdict, dataclass, field

from django.core import signing

from catalog.models import Revision
from catalog.records.shapes import RECORD_SHAPES

from .diff import RowPair, pair_rows
from .diff_formatter import NOT_KNOWN, ChangeFormatter
from .merged_content import merged_sides
from .recorder import content_at_revision
from .three_way_merge import MINE, SLUG, THEIRS, MergeDifference, merge_differences

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
        self.sides = {question.id: self.side(question) for question in self.questions}

    def side(self, question):
        if self.theirs is None:
            return MINE
        sent = self.data.get(f"take:{question.id}")
        if sent in (THEIRS, MINE):
            return sent
        return question.default

    def questions_decided(self, side):
        """The ids of the questions for which ``side`` is chosen; None: of those without a choice."""
        return [mark for mark, chosen in self.sides.items() if chosen == side]

    @property
    def undecided(self):
        return self.questions_decided(None)

    @property
    def content(self):
        return merged_sides(self.kind, self.theirs, self.mine, self.questions_decided(MINE))

    @property
    def changes_nothing(self):
        return self.theirs is not None and not self.questions_decided(MINE)

    def rows(self):
        changes = []
        for question in self.questions:
            changes.append(question.change)
            if question.was:
                changes.append(question.was)
        words = ChangeFormatter.of(changes)
        return [self.row(question, words) for question in self.questions]

    def row(self, question: MergeDifference, words):
        text = words.tell(question.change)
        return ConflictChoice(
            name=f"take:{question.id}",
            label="Address" if question.id == SLUG else text.label,
            was=words.tell(question.was).old if question.was else NOT_KNOWN,
            theirs=text.old,
            mine=text.new,
            side=self.sides[question.id],
            is_open=question.default is None,
        )


def base_content(kind, key, number):
    """What somebody began with who saw that revision; None where nobody knows."""
    if number is None:
        return None
    try:
        return content_at_revision(kind, key, number)
    except Revision.DoesNotExist:
        return None


def with_camera_claims(base, theirs, mine):
    """``mine`` with the claims of cameras that are gone from ``theirs``: a form does not hold them."""
    in_theirs = {id(pair.old) for pair in camera_row_pairs(base, theirs) if pair.stays}
    in_mine = [pair for pair in camera_row_pairs(base, mine) if pair.stays]
    lost_claims = {}
    for pair in in_mine:
        if "claims" in pair.old and id(pair.old) not in in_theirs:
            lost_claims[id(pair.new)] = {"claims": pair.old["claims"]}
    if not lost_claims:
        return mine
    cameras = [camera | lost_claims.get(id(camera), {}) for camera in mine["cameras"]]
    return {**mine, "cameras": cameras}


def camera_row_pairs(old, new) -> list[RowPair]:
    shape = RECORD_SHAPES["phone"].rows["cameras"]
    return pair_rows("cameras", shape, old.get("cameras") or [], new.get("cameras") or [])
