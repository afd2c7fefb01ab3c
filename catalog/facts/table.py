"""The sheet filled in: sections of rows, one cell per column. A phone page is a table with one column."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from catalog.models import Camera, Display, Phone, vocabulary
from catalog.specs import reading, units
from catalog.specs.dates import PartialDate
from catalog.specs.sheet import groups_of
from catalog.specs.spec import COMPUTED, ESTIMATED, STATED, Spec

from .evidence import Footnotes, Said, bears_out, claims_by_fact, roughly_agree, said, speaks_against, value_text


class State(StrEnum):
    """What is known of a fact."""

    KNOWN = "known"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_PUBLISHED = "not_published"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Cell:
    """One fact of one record. ``text`` is never empty; ``value`` is None unless the state is known or no.

    ``also`` are other names of the value, under which sources may speak of it.
    """

    state: State
    text: str
    value: object = None
    how: str = STATED
    claims: tuple[Said, ...] = ()
    variations: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def is_known(self):
        return self.state in (State.KNOWN, State.NO)

    @property
    def estimated(self):
        return self.how == ESTIMATED

    @property
    def computed(self):
        return self.how == COMPUTED

    @property
    def is_no(self):
        return self.state in (State.NO, State.NOT_APPLICABLE)

    @property
    def names(self):
        """The value, its other names among it."""
        return [*self.value, *self.also] if self.also else self.value

    @cached_property
    def accepted(self):
        """One accepted claim per source that bears the value out: it may have been accepted for another."""
        bearing = (said for said in self.claims if said.accepted and bears_out(said, self.names, is_no=self.is_no))
        return tuple({claim.number: claim for claim in bearing}.values())

    @cached_property
    def contradicting(self):
        """The claims that say something else, those among them that were accepted once."""
        return tuple(said for said in self.claims if speaks_against(said, self.names, is_no=self.is_no))

    @property
    def disputed(self):
        """Whether a source says otherwise; of a figure that we worked out ourselves, by more than 5 %."""
        against = self.contradicting
        if self.estimated or self.computed:
            return not all(roughly_agree(claim.value, self.value) for claim in against)
        return bool(against)

    @property
    def unsourced(self):
        """A stated value that no source bears out."""
        return self.is_known and self.how == STATED and not self.accepted


@dataclass(frozen=True)
class Row:
    spec: Spec
    cells: tuple[Cell, ...]

    @property
    def is_known(self):
        return any(cell.is_known for cell in self.cells)

    @property
    def differs(self):
        """Whether two cells that are known say different things; the same in another order is not different."""
        return len({_in_any_order(cell) for cell in self.cells if cell.is_known}) > 1


@dataclass(frozen=True)
class Section:
    """Rows under one heading; those that nobody knows anything of are kept apart."""

    key: str
    label: str
    rows: tuple[Row, ...]
    not_known: tuple[Row, ...] = ()

    def anchor(self, row):
        """The row's place on its page: “body-weight_g”."""
        return f"{self.key}-{row.spec.key}"


@dataclass
class Table:
    """Cells for one page: the phones, their claims by fact, and the footnotes that the cells refer to.

    ``as_data`` adds the rows that no page prints.
    """

    phones: list[Phone]
    as_data: bool = False
    footnotes: Footnotes = field(default_factory=Footnotes)

    def __post_init__(self):
        self.claims = {phone.id: claims_by_fact(phone) for phone in self.phones}

    def phone_sections(self):
        """One section per group of the sheet, displays among them in their place; cameras stand in their own table."""
        sections = []
        for group in groups_of(Phone):
            sections.append(self.section(group, self.phones))
            if group.key == "body":
                sections.extend(self.display_sections())
        return [section for section in sections if section.rows or section.not_known]

    def display_sections(self):
        """One section per kind of display that any of the phones has."""
        columns = [list(phone.displays.all()) for phone in self.phones]
        missing = [_missing(phone, vocabulary.Section.DISPLAYS) for phone in self.phones]
        (group,) = groups_of(Display)
        return [
            self.section(group, records, label=title, key=f"display-{number}")
            for number, (title, records) in enumerate(_aligned(columns, missing, _display_titles).items(), 1)
        ]

    def camera_sections(self):
        """One section per camera that any of the phones has, matched by role and order: for several phones."""
        columns = [list(phone.cameras.all()) for phone in self.phones]
        matched = _aligned(columns, [None] * len(columns), reading.camera_titles)
        return [
            self.section(
                group,
                self.with_gaps_filled(records),
                label=f"{title} · {group.label.lower()}",
                key=f"camera-{number}-{group.key}",
            )
            for number, (title, records) in enumerate(matched.items(), 1)
            for group in groups_of(Camera)
        ]

    def with_gaps_filled(self, records):
        """Cameras of one title, one per phone; for a phone without it, what its list on that side says."""
        faces_reader = any(camera.facing == vocabulary.Facing.FRONT for camera in records if camera)
        side = vocabulary.Section.FRONT_CAMERAS if faces_reader else vocabulary.Section.REAR_CAMERAS
        return [camera or _missing(phone, side) for camera, phone in zip(records, self.phones, strict=True)]

    def cameras_side_by_side(self, phone):
        """The cameras of one phone as columns: their titles, and one section per group of rows."""
        cameras = list(phone.cameras.all())
        return reading.camera_titles(cameras), [self.section(group, cameras) for group in groups_of(Camera)]

    def section(self, group, records, label=None, key=None):
        rows = tuple(self.row(spec, records) for spec in group.specs if spec.on_page or self.as_data)
        known = tuple(row for row in rows if row.is_known or _says_something(row))
        rest = tuple(row for row in rows if row not in known and not _nowhere_applicable(row))
        return Section(key or group.key, label or group.label, known, rest)

    def row(self, spec, records):
        return Row(spec, tuple(self.cell(spec, record) for record in records))

    def cell(self, spec, record):
        """What is known of one fact of ``record``; a ``Cell`` in its place answers where there is no such record."""
        if isinstance(record, Cell):
            return record
        if spec.inner:
            return self.cell(spec.inner, spec.through(record) or Cell(State.NOT_KNOWN, "not known"))
        claims = self.claims_on(spec, record)
        found = spec.reading(record)
        if found is None:
            return Cell(*_without_value(spec, record, claims), claims=claims)
        text = spec.text(found.value, spec.unit_for(record))
        others = _variations(spec, record), _also(spec, record)
        return Cell(_state_of(found.value), text, plain(found.value), found.how, claims, *others)

    def claims_on(self, spec, record):
        """What sources say of the fact, as footnoted lines. They speak of a phone's first display only."""
        if isinstance(record, Display) and record.position != 1:
            return ()
        phone_id = record.id if isinstance(record, Phone) else record.phone_id
        camera_id = record.id if isinstance(record, Camera) else None
        index, unit = self.claims.get(phone_id, {}), spec.unit_for(record)
        claims = (claim for key in spec.claim_keys for claim in index.get((camera_id, key), ()))
        return tuple(said(claim, spec, self.footnotes, unit) for claim in claims)


def not_known_in(sections):
    """(group, labels) of the rows that nobody has said anything of."""
    return [(section.label, [row.spec.label for row in section.not_known]) for section in sections if section.not_known]


def plain(value):
    """A value as JSON has it: numbers as numbers, dates as ISO text."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return units.plain(round(value, 4))
    return str(value) if isinstance(value, PartialDate) else value


def _in_any_order(cell):
    return frozenset(map(str, cell.value)) if isinstance(cell.value, list) and cell.value else cell.text


def _state_of(value):
    return State.NO if value is False or value in ([], "none") else State.KNOWN


def _without_value(spec, record, claims):
    """State and words for a fact that has no value."""
    if not spec.applies(record):
        return State.NOT_APPLICABLE, "does not apply"
    accepted = {claim.state: claim for claim in claims if claim.accepted}
    if spec.absent(record) or vocabulary.ClaimState.NONE in accepted:
        return State.NO, "none"
    if checked := accepted.get(vocabulary.ClaimState.NOT_PUBLISHED):
        return State.NOT_PUBLISHED, _not_published(checked)
    return State.NOT_KNOWN, "not known"


def _not_published(claim):
    when = claim.seen_on or claim.source.seen_on
    return f"not published (checked {when})" if when else "not published"


def _says_something(row):
    return any(cell.claims or cell.state == State.NOT_PUBLISHED for cell in row.cells)


def _nowhere_applicable(row):
    return all(cell.state == State.NOT_APPLICABLE for cell in row.cells)


def _variations(spec, record):
    """“210 g (nano-skin back)” for each version in which the fact is another."""
    if not isinstance(record, Phone):
        return ()
    return tuple(
        f"{value_text(other.value, spec, spec.unit_for(record))} ({other.applies_to})"
        for other in record.variations.all()
        if other.key == spec.key
    )


def _also(spec, record):
    """Other names of the value."""
    found = spec.also(record) if spec.also else None
    return tuple(found.value) if found else ()


def _display_titles(displays):
    return [display.get_display_role_display() for display in displays]


def _missing(phone, section):
    """The answer for each row of a part that a phone does not list: none if the list is whole, else not known."""
    return Cell(State.NO, "none") if phone.is_whole(section) else Cell(State.NOT_KNOWN, "not listed")


def _aligned(columns, missing, titles_of):
    """Title → one record per column, titles in the order in which they first appear; ``missing`` fills the gaps."""
    named = [dict(zip(titles_of(records), records, strict=True)) for records in columns]
    titles = dict.fromkeys(title for column in named for title in column)
    return {title: [column.get(title, gap) for column, gap in zip(named, missing, strict=True)] for title in titles}
