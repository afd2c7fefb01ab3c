"""The sheet filled in: sections of rows, one cell per column. A phone page is a table with one column."""

from dataclasses import dataclass, replace
from functools import cache, cached_property

from catalog.models import Camera, Display, Phone, vocabulary
from catalog.sheet import phone_parts
from catalog.sheet.registry import PHONE_SPECS, spec_groups

from .camera_matches import matching_cameras
from .cells import Cell, FactRow, FactSection, State
from .phone_facts import PhoneFacts

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
        self.known = {phone.id: PhoneFacts.of(phone) for phone in self.phones}

    def phone_sections(self):
        """One section per group of the sheet, displays among them in their place; cameras stand in their own table."""
        sections = []
        for group in spec_groups(Phone):
            sections.append(self.section(group, self.phones))
            if group.key == "body":
                sections.extend(self.display_sections())
        return [section for section in sections if section.rows or section.not_known]

    def display_sections(self):
        """One section per kind of display that any of the phones has."""
        columns = [list(phone.displays.all()) for phone in self.phones]
        missing = [_missing_part_cell(phone, vocabulary.Section.DISPLAYS) for phone in self.phones]
        (group,) = spec_groups(Display)
        return [
            self.section(group, records, label=title, key=f"display-{number}")
            for number, (title, records) in enumerate(_align_by_title(columns, missing, _display_titles).items(), 1)
        ]

    @cached_property
    def matches(self):
        """The cameras of the phones that stand side by side."""
        return matching_cameras([list(phone.cameras.all()) for phone in self.phones])

    def camera_sections(self):
        """The rows of each lens that any of the phones has, beside those of the others that see about the same; before
        them the main cameras, where they do not stand together by what they see."""
        sections = [
            self.section(
                group, records, f"{match.title} · {group.label.lower()}", f"camera-{number}-{group.key}", ("role",)
            )
            for number, match in enumerate(self.matches, 1)
            for records in [self.with_gaps_filled(match)]
            for group in spec_groups(Camera)
        ]
        mains_apart = sum(vocabulary.Role.MAIN in match.roles for match in self.matches) > 1
        return [self.main_section(), *sections] if mains_apart else sections

    def main_section(self):
        rows = tuple(self.row(spec, self.phones) for spec in _main_camera_specs())
        return FactSection(
            "main-cameras", "Main cameras, whatever they see", tuple(row for row in rows if row.is_known)
        )

    def with_gaps_filled(self, match):
        """Its cameras; for a phone without one, that it has none, or that none is listed."""
        side = vocabulary.Section.FRONT_CAMERAS if match.faces_reader else vocabulary.Section.REAR_CAMERAS
        return [
            camera or _missing_part_cell(phone, side, match.missing_in(list(phone.cameras.all())))
            for camera, phone in zip(match.cameras, self.phones, strict=True)
        ]

    def cameras_side_by_side(self, phone):
        """The cameras of one phone as columns: their titles, and one section per group of rows."""
        cameras = list(phone.cameras.all())
        return phone_parts.camera_titles(cameras), [self.section(group, cameras) for group in spec_groups(Camera)]

    def section(self, group, records, label=None, key=None, also=()):
        """``also`` are keys of rows that are printed here though a phone's own page need not print them."""
        specs = _printed_specs(group.of, group.key, also, self.as_data)
        columns = [self.column(specs, record) for record in records]
        rows = [FactRow(spec, cells) for spec, cells in zip(specs, zip(*columns, strict=True), strict=bool(columns))]
        known = tuple(row for row in rows if row.says_something)
        rest = tuple(row for row in rows if not row.says_something and row.may_apply)
        return FactSection(key or group.key, label or group.label, known, rest)

    def row(self, spec, records):
        return FactRow(spec, tuple(self.cell(spec, record) for record in records))

    def column(self, specs, record):
        """What is known of ``record`` in each row; a ``Cell`` in its place answers all where there is none."""
        return [record] * len(specs) if isinstance(record, Cell) else self.known_of(record).column(specs, record)

    def cell(self, spec, record):
        return record if isinstance(record, Cell) else self.known_of(record).cell(spec, record)

    def known_of(self, record):
        return self.known[record.id if isinstance(record, Phone) else record.phone_id]


@cache
def _main_camera_specs():
    """Under a heading that says whose rows they are, their own labels do."""
    specs = (PHONE_SPECS[f"main_{key}"] for key in MAIN_CAMERA_SUMMARY_KEYS)
    return tuple(replace(spec, label=spec.inner.label) for spec in specs)


@cache
def _printed_specs(model, key, also, as_data):
    """The rows of a group that are printed; the same tuple each time."""
    (group,) = (group for group in spec_groups(model) if group.key == key)
    return tuple(spec for spec in group.specs if spec.on_page or as_data or spec.key in also)


def unknown_rows(sections):
    """(group, labels) of the rows that nobody has said anything of."""
    return [(section.label, [row.spec.label for row in section.not_known]) for section in sections if section.not_known]


def _display_titles(displays):
    return [display.get_display_role_display() for display in displays]


def _missing_part_cell(phone, section, words="none"):
    """The answer for each row of a part that a phone does not list: none if the list is whole, else not known."""
    return Cell(State.NO, words) if phone.is_whole(section) else Cell(State.NOT_KNOWN, "not listed")


def _align_by_title(columns, missing, titles_of):
    """Title → one record per column, titles in the order in which they first appear; ``missing`` fills the gaps."""
    named = [dict(zip(titles_of(records), records, strict=True)) for records in columns]
    titles = dict.fromkeys(title for column in named for title in column)
    return {title: [column.get(title, gap) for column, gap in zip(named, missing, strict=True)] for title in titles}
