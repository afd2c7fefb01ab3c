"""The page that shows two contents of one record side by side, and stores what is chosen of each."""

from dataclasses import asdict, dataclass, field, replace

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from catalog.history.diff import RowPair, pair_rows
from catalog.history.diff_formatter import NOT_KNOWN, ChangeFormatter
from catalog.history.recorder import EditRecorder, content_at_revision, latest_revision_number
from catalog.history.three_way_merge import MINE, THEIRS, MergeDifference, merge_differences, merged_sides
from catalog.models import Revision
from catalog.models.vocabulary import Act
from catalog.records.publishing_checks import becomes_published, publishing_faults
from catalog.records.record_save import InvalidContent, save_record
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES, normalised_content

from ..change_recorder import dependent_phones, update_derived_data
from ..permissions import has_model_permission, must_propose
from .proposal_store import create_proposal, redirect_to_proposal
from .record_history import ReasonForm, render_history_template

SIGNING_SALT = "conflict-page"
CHANGED_AGAIN = "It has been changed once more meanwhile: look again. Nothing is saved yet."
UNDECIDED = "Choose one of the two where both sides changed the same."
SIDE_LABELS = {Act.SAVED: "Yours", Act.UPLOADED: "Uploaded", Act.PROPOSED: "Proposed"}


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


# Storing


def lock_record(kind, key):
    """The record, for this transaction; None where it is gone, or new."""
    return key and RECORD_SHAPES[kind].model.objects.select_for_update().filter(pk=key).first()


def store_content(recording, kind, content, record):
    """Store a content, and tell all who must know. ``InvalidContent``, also where a phone may not be published."""
    before, content = record and record_content(record), normalised_content(content, RECORD_SHAPES[kind])
    if kind == "phone" and becomes_published(before, content) and (faults := publishing_faults(content)):
        raise InvalidContent(faults)
    hung = dependent_phones(record) if record else set()
    stored = save_record(recording, kind, content, record)
    update_derived_data(hung | dependent_phones(stored))
    return stored


def record_page_url(record, kind):
    """The address of a record's own page."""
    try:
        return reverse(f"admin:catalog_{kind}_change", args=[record.pk])
    except NoReverseMatch:
        return reverse("admin:index")


# The page


def render_conflict_page(request, state, *, data=None, faults=(), again=None):
    """Both contents side by side. ``again`` says why the page comes back."""
    record = state.key and RECORD_SHAPES[state.kind].model.objects.filter(pk=state.key).first()
    theirs = record_content(record) if record else None
    base = base_content(state.kind, state.key, state.base) if state.key else None
    if state.base == state.seen and base is None:
        base = theirs
    choices = ConflictChoices(state.kind, base, theirs, state.mine, data or {})
    proposes = must_propose(request.user, state.kind, state.key, theirs, state.mine)
    heading = f"Choose: {record}" if record else f"Add {state.kind} {state.mine[state.kind]}"
    return render_history_template(request, "choosing", heading, {
        "state": state, "record": record and (record, record_page_url(record, state.kind)), "choices": choices,
        "rows": choices.rows(), "faults": faults, "again": again, "open": len(choices.undecided),
        "form": ReasonForm(data or None, initial={"why": state.why}),
        "mine_is": SIDE_LABELS[state.act],
        "proposes": proposes,
        "since": edits_since(state), "is_conflict": state.base != state.seen, "is_new": record is None,
        "is_gone": bool(state.key and record is None),
    })  # fmt: skip


def edits_since(state):
    """The edits that came between, the newest first."""
    if not state.key or state.base == state.seen:
        return []
    revisions = Revision.objects.of(state.kind, state.key).filter(pk__gt=state.base or 0, pk__lte=state.seen)
    return [revision.edit for revision in revisions.select_related("edit__by")[:10]]


def conflict_view(request):
    """Stores what was chosen, unless somebody has changed the record once more."""
    try:
        state = PendingChange.from_signed(request.POST.get("state", ""))
    except signing.BadSignature:
        messages.error(request, "This page can be reached from a form only.")
        return HttpResponseRedirect(reverse("admin:index"))
    if not has_model_permission(request.user, "change" if state.key else "add", state.kind):
        raise PermissionDenied
    try:
        with transaction.atomic():
            return store_choices(request, state)
    except InvalidContent as fault:
        return render_conflict_page(request, state, data=request.POST, faults=fault.faults)


def store_choices(request, state):
    record = lock_record(state.kind, state.key)
    now = latest_revision_number(state.kind, state.key) if state.key else 0
    if state.key and (now != state.seen or record is None):
        return render_conflict_page(request, replace(state, seen=now), data=request.POST, again=CHANGED_AGAIN)
    theirs = record_content(record) if record else None
    base = base_content(state.kind, state.key, state.base) if state.key else None
    if state.base == state.seen and base is None:
        base = theirs
    choices = ConflictChoices(state.kind, base, theirs, state.mine, request.POST)
    if choices.undecided:
        return render_conflict_page(request, state, data=request.POST, again=UNDECIDED)
    if choices.changes_nothing:
        messages.info(request, f"{record} stays as it is.")
        return HttpResponseRedirect(record_page_url(record, state.kind))
    return store_or_propose(request, state, record, theirs, choices.content)


def store_or_propose(request, state, record, theirs, content):
    why = request.POST.get("why", "")[:300] or None
    if must_propose(request.user, state.kind, state.key, theirs, content):
        proposal = create_proposal(
            request.user, state.kind, state.key, content, before=theirs, base=state.seen, why=why
        )
        return redirect_to_proposal(request, proposal)
    stored = store_content(EditRecorder(state.act, by=request.user, why=why), state.kind, content, record)
    address = record_page_url(stored, state.kind)
    messages.success(request, format_html('<a href="{}">{}</a> was saved as chosen.', address, stored))
    return HttpResponseRedirect(address)
