"""How deep a phone is described: the one definition that pages, finder, desk and ``manage.py coverage`` count by.

The rows are those of a phone's data (``/phones.json``), but for those that only name (``NAMING_ROWS``), each once: a
display's rows are the first display's, a camera's rows are the main camera's. Of each row that applies: whether it is
answered (it has a value, “no” is one, or it was looked for and is not published), known (it has a value) and sourced
(an accepted claim supports that value, or all those that it is worked out from).

``facts`` is the ``PhoneFacts`` of a phone.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from catalog.models import Display
from catalog.models.vocabulary import Section
from catalog.sheet import phone_parts
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .cells import Cell, State
from .floor import floor_gaps, gap_phrases
from .lens_facts import LENS_FACTS, is_counted_lens, is_sensor_size_exact, lens_cells
from .resting_rows import sourced_by_others

NAMING_ROWS = ("brand", "main_facing", "main_role", "display_role")
"""What a record, a camera or a display goes by: that the main camera is the main one, no source need tell."""
DEPTH_SPECS = {
    key: spec for key, spec in {**PHONE_SPECS, **DISPLAY_SPECS}.items() if not spec.tally and key not in NAMING_ROWS
}
"""The rows that are counted, by key."""
ANSWERED_STATES = (State.KNOWN, State.NO, State.NOT_PUBLISHED)


@dataclass(frozen=True)
class RowDepth:
    """How one fact stands; all false where it does not apply."""

    applies: bool
    answered: bool
    known: bool
    sourced: bool

    @classmethod
    def of(cls, cells):
        """Of the cells any of which tells the fact."""
        known = [cell for cell in cells if cell.is_known]
        return cls(
            applies=any(cell.state != State.NOT_APPLICABLE for cell in cells),
            answered=any(cell.state in ANSWERED_STATES for cell in cells),
            known=bool(known),
            sourced=any(cell.accepted for cell in known),
        )


@dataclass(frozen=True)
class LensDepth:
    """A rear lens: whether it is the phone's main camera, and ``LENS_FACTS`` → ``RowDepth``."""

    is_main: bool
    facts: dict


@dataclass(frozen=True)
class Depth:
    """``rows``: key → ``RowDepth``. ``is_main_size_exact``: whether the size of the main camera's sensor is stated or
    computed; None without a main camera. ``gaps`` are what is missing below the floor for publishing."""

    rows: dict
    lenses: list
    is_rear_list_whole: bool
    is_main_size_exact: bool | None
    gaps: list

    @cached_property
    def applicable(self):
        return self.count("applies")

    @cached_property
    def known(self):
        return self.count("known")

    @cached_property
    def sourced(self):
        return self.count("sourced")

    @property
    def gap_phrases(self):
        """What is missing below the floor, in words."""
        return gap_phrases(self.gaps)

    def count(self, name):
        """In how many rows this attribute holds."""
        return sum(map(attrgetter(name), self.rows.values()))


def depth_of(facts):
    """The ``Depth`` of a phone fetched whole; asks the database nothing more."""
    rows = {key: RowDepth.of([cell]) for key, cell in depth_cells(facts)}
    for key in sourced_by_others(facts, [key for key, row in rows.items() if row.sourced]):
        if rows[key].known:
            rows[key] = replace(rows[key], sourced=True)
    return Depth(
        rows=rows,
        lenses=lens_depths(facts),
        is_rear_list_whole=facts.phone.is_whole(Section.REAR_CAMERAS),
        is_main_size_exact=is_main_size_exact(facts.phone),
        gaps=floor_gaps(facts),
    )


def depth_cells(facts):
    """(key, cell) of each of ``DEPTH_SPECS``. Rows of a display or a camera that a whole list says is not there do not
    apply."""
    missing = cells_of_missing_parts(facts.phone)
    display = phone_parts.main_display(facts.phone)
    for key, spec in DEPTH_SPECS.items():
        section = part_of(spec)
        if section in missing:
            yield key, missing[section]
        elif spec.of is Display:
            yield key, facts.cell(spec, display)
        else:
            yield key, facts.cell(spec, facts.phone)


def part_of(spec):
    """The list of parts that a row is read from; None for a row of the phone itself."""
    if spec.of is Display:
        return Section.DISPLAYS
    if spec.inner:
        return Section.REAR_CAMERAS
    return None


def cells_of_missing_parts(phone):
    """List of parts of which none is entered → the cell of each of their rows."""
    parts = {
        Section.DISPLAYS: phone_parts.main_display(phone),
        Section.REAR_CAMERAS: phone_parts.main_camera(phone),
    }
    return {section: missing_part_cell(phone, section) for section, part in parts.items() if part is None}


def missing_part_cell(phone, section):
    if phone.is_whole(section):
        return Cell(State.NOT_APPLICABLE, "does not apply")
    return Cell(State.NOT_KNOWN, "not known")


def lens_depths(facts):
    main = phone_parts.main_camera(facts.phone)
    lenses = filter(is_counted_lens, facts.cameras)
    return [LensDepth(camera == main, fact_depths(facts, camera)) for camera in lenses]


def fact_depths(facts, camera):
    """``LENS_FACTS`` → ``RowDepth``."""
    return {name: RowDepth.of(lens_cells(facts, camera, keys)) for name, keys in LENS_FACTS.items()}


def is_main_size_exact(phone):
    camera = phone_parts.main_camera(phone)
    if camera is None:
        return None
    return is_sensor_size_exact(camera)
