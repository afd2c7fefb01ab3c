"""The spec sheet with values: sections of rows, one cell per column. A phone page is a table with one column."""

from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import attrgetter, or_

from django.utils.functional import cached_property

from catalog.models import Camera, Display, Phone, vocabulary
from catalog.sheet import phone_parts
from catalog.sheet.registry import PHONE_SPECS, SHEET, spec_groups

from .camera_matches import matching_cameras
from .cell_columns import CellColumn, column_bits
from .cells import Cell, FactRow, FactSection, State
from .phone_facts import PhoneFacts
from .price_cells import with_distinct_dollars
from .row_cells import RowCells

MAIN_CAMERA_SUMMARY_KEYS = (
    "focal_length_eq_mm", "f_number", "equivalent_f_number", "sensor_type", "sensor_area_mm2", "used_area_mm2",
    "megapixels", "sensor",
)  # fmt: skip
"""Rows that tell main cameras apart at a glance."""


@dataclass
class FactTable:
    """Cells for one page; ``as_data`` adds the rows that no page prints."""

    phones: list[Phone]
    as_data: bool = False

    def __post_init__(self):
        self.facts_by_phone = {phone.id: PhoneFacts.of(phone) for phone in self.phones}

    def phone_sections(self):
        """One section per group of the sheet, displays after the body; cameras stand in their own table. Empty sections
        are left out."""
        sections = []
        for group in spec_groups(Phone):
            sections.append(self.section(group, self.phones))
            if group.key == "body":
                sections.extend(self.display_sections())
        return [section for section in sections if section.has_rows]

    def display_sections(self):
        """One section per kind of display that any of the phones has."""
        columns = [list(phone.displays.all()) for phone in self.phones]
        missing = [_missing_part_cell(phone, vocabulary.Section.DISPLAYS) for phone in self.phones]
        aligned = _align_by_title(columns, missing, _display_titles)
        (group,) = spec_groups(Display)
        sections = []
        for number, (title, records) in enumerate(aligned.items(), 1):
            sections.append(self.section(group, records, label=title, key=f"display-{number}"))
        return sections

    @cached_property
    def matches(self):
        """The cameras of the phones in groups that see about the same."""
        return matching_cameras([list(phone.cameras.all()) for phone in self.phones])

    def camera_sections(self, with_lone=True):
        """The rows of each ``CameraMatch``; before them those of the main cameras, where these do not match. A camera
        that one phone alone has is an empty section unless ``with_lone``."""
        sections = []
        for number, match in enumerate(self.matches, 1):
            key = f"camera-{number}"
            if with_lone or len(match.present) > 1:
                sections.extend(self.match_sections(match, key))
            else:
                sections.append(FactSection(f"{key}-lone", match.title, ()))
        matches_with_main = []
        for match in self.matches:
            if vocabulary.Role.MAIN in match.roles:
                matches_with_main.append(match)
        if len(matches_with_main) > 1:
            sections.insert(0, self.main_section())
        return sections

    def match_sections(self, match, key):
        """One section per group of rows of a camera. The role is a row of its own here."""
        records = self.with_gaps_filled(match)
        sections = []
        for group in spec_groups(Camera):
            label = f"{match.title} · {group.label.lower()}"
            sections.append(self.section(group, records, label=label, key=f"{key}-{group.key}", also=("role",)))
        return sections

    def main_section(self):
        """The facts of the main cameras that are known of any, in one row each whatever the cameras see."""
        rows = self.rows(_main_camera_specs(), self.phones)
        known = [row for row in rows if row.is_known]
        return FactSection("main-cameras", "Main cameras, whatever they see", tuple(known))

    def with_gaps_filled(self, match):
        """Its cameras; for a phone without one, a ``Cell`` that it has none, or that none is listed."""
        side = vocabulary.Section.FRONT_CAMERAS if match.faces_reader else vocabulary.Section.REAR_CAMERAS
        records = []
        for camera, phone in zip(match.cameras, self.phones, strict=True):
            if camera is None:
                words = match.missing_in(list(phone.cameras.all()))
                records.append(_missing_part_cell(phone, side, words))
            else:
                records.append(camera)
        return records

    def cameras_side_by_side(self, phone):
        """The cameras of one phone as columns: their titles, and one section per group of rows."""
        cameras = list(phone.cameras.all())
        sections = [self.section(group, cameras) for group in spec_groups(Camera)]
        return phone_parts.camera_titles(cameras), sections

    def section(self, group, records, *, label=None, key=None, also=()):
        """``also`` are keys of rows that are printed here though a phone's own page need not print them."""
        specs = _printed_specs(group.of, group.key, also, self.as_data)
        columns = [self.column(specs, record) for record in records]
        says_something = reduce(or_, map(attrgetter("says_something"), columns), 0)
        may_apply = reduce(or_, map(attrgetter("may_apply"), columns), 0)
        known = []
        not_known = []
        for place, (spec, bit) in enumerate(zip(specs, column_bits(specs), strict=True)):
            if says_something & bit:
                known.append(_row(spec, RowCells(columns, place)))
            elif may_apply & bit:
                not_known.append(_row(spec, RowCells(columns, place)))
        return FactSection(key or group.key, label or group.label, tuple(known), tuple(not_known))

    def rows(self, specs, records):
        """A ``FactRow`` per spec; none where there are no records."""
        columns = [self.column(specs, record) for record in records]
        if not columns:
            return []
        return [_row(spec, RowCells(columns, place)) for place, spec in enumerate(specs)]

    def column(self, specs, record):
        """The ``CellColumn`` of ``record``; a ``Cell`` in place of a record stands in every row."""
        if isinstance(record, Cell):
            return CellColumn.of([record] * len(specs))
        return self.facts_of(record).column(specs, record)

    def cell(self, spec, record):
        if isinstance(record, Cell):
            return record
        return self.facts_of(record).cell(spec, record)

    def facts_of(self, record):
        """The ``PhoneFacts`` of the phone that ``record`` is or belongs to."""
        phone_id = record.id if isinstance(record, Phone) else record.phone_id
        return self.facts_by_phone[phone_id]


def _row(spec, cells):
    if spec.unit_column:
        return FactRow(spec, with_distinct_dollars(cells))
    return FactRow(spec, cells)


@cache
def _main_camera_specs():
    """Labelled as rows of a camera: the heading says that it is the main one."""
    specs = [PHONE_SPECS[f"main_{key}"] for key in MAIN_CAMERA_SUMMARY_KEYS]
    return tuple(replace(spec, label=spec.inner.label) for spec in specs)


@cache
def _printed_specs(model, key, also, as_data):
    """The rows of a group that are printed; the same tuple each time, because columns are cached by its id."""
    specs = _SPECS_BY_GROUP[model, key]
    if as_data:
        return specs
    return tuple(spec for spec in specs if spec.on_page or spec.key in also)


_SPECS_BY_GROUP = {(group.of, group.key): group.specs for group in SHEET}


def unknown_rows(sections):
    """(label of the section, labels of its rows that have neither a value nor a claim)."""
    return [(section.label, section.not_known_labels) for section in sections if section.not_known]


def _display_titles(displays):
    return [display.get_display_role_display() for display in displays]


def _missing_part_cell(phone, section, words="none"):
    """The cell of every row of a part that a phone does not list: none if the list is complete, else not known."""
    if phone.is_whole(section):
        return Cell(State.NO, words)
    return Cell(State.NOT_KNOWN, "not listed")


def _align_by_title(columns, missing, titles_of):
    """Title → one record per column, titles in the order in which they first appear; ``missing`` fills the gaps."""
    aligned = {}
    for number, records in enumerate(columns):
        for title, record in zip(titles_of(records), records, strict=True):
            row = aligned.setdefault(title, list(missing))
            row[number] = record
    return aligned
