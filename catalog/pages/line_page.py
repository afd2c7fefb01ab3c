"""All that the page of a line prints."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import log2

from catalog.comparison.camera_changes import NOT_KNOWN, area_cell, changes, main_cell
from catalog.comparison.product_lines import Family, day_of
from catalog.drawings.line_drawing import line_drawing, when
from catalog.drawings.year_charts import Datum, Plot, plot, years_of
from catalog.facts.cells import Cell
from catalog.facts.phone_facts import Known
from catalog.models import Phone
from catalog.quantities.units import THIN
from catalog.sheet.readers import main_display
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS


@dataclass(frozen=True)
class Fact:
    """One small chart. ``height`` says how high a value stands; ``unit`` is said once, above."""

    label: str
    unit: str
    cell: Callable[[Phone], Cell]
    remark: str = ""
    height: Callable[[float], float] = float

    @property
    def title(self):
        return f"{self.label}, {self.unit}" if self.unit else self.label

    def short(self, cell):
        return cell.text.removesuffix(f"{THIN}{self.unit}")


def in_stops(f_number):
    """More light is higher, and a stop is as high everywhere."""
    return -2 * log2(f_number)


def of_phone(key):
    return lambda phone: Known.of(phone).cell(PHONE_SPECS[key], phone)


def display_cell(phone):
    display = main_display(phone)
    return Known.of(phone).cell(DISPLAY_SPECS["display_size_in"], display) if display else NOT_KNOWN


FACTS = (
    Fact(
        "Light of the main camera",
        "",
        lambda phone: main_cell("equivalent_f_number", phone),
        "Equivalent f-number; more light is higher.",
        in_stops,
    ),
    Fact("Area used of the main sensor", "mm²", area_cell, "The whole sensor where nothing is said of a part."),
    Fact(
        "Longest focal length", "mm", of_phone("longest_focal_length_eq_mm"), "Equivalent, of the rear lenses listed."
    ),
    Fact("Weight", "g", of_phone("weight_g")),
    Fact("Thickness", "mm", of_phone("depth_mm"), "Without the camera bump."),
    Fact("Display", "in", display_cell, "Across the diagonal of the main one."),
    Fact("Battery", "mAh", of_phone("battery_mah")),
)


@dataclass(frozen=True)
class Chart:
    fact: Fact
    plot: Plot | None
    not_known: tuple[str, ...]
    has_estimates: bool


@dataclass(frozen=True)
class Change:
    """From ``before``, in words; ``path`` compares the two."""

    before: Phone
    words: list[str]


@dataclass(frozen=True)
class Entry:
    """One phone of the list: when, whose twin, and what changed since each of its predecessors."""

    phone: Phone
    when: str
    twins: list[Phone]
    changes: list[Change]
    is_own: bool


@dataclass(frozen=True)
class LinePage:
    family: Family
    phone: Phone

    @property
    def is_line(self):
        """Whether any of the phones shown follows another."""
        return bool(self.family.steps)

    @property
    def is_alone(self):
        """Whether it follows none and none follows it, though its twins have a line."""
        return not any(self.phone in step for step in self.family.steps)

    @cached_property
    def changes(self):
        return {step: changes(*step) for step in self.family.steps}

    @cached_property
    def drawing(self):
        return line_drawing(self.family, self.changes, self.phone)

    @cached_property
    def lanes(self):
        """(label, entries) of each lane."""
        return [
            (label, [self.entry(phone) for phone in lane])
            for label, lane in zip(self.family.labels, self.family.lanes, strict=True)
        ]

    def entry(self, phone):
        since = [Change(before, self.changes[before, phone]) for before in self.family.before(phone)]
        return Entry(phone, when(phone), self.family.twins_of(phone), since, phone == self.phone)

    @cached_property
    def charts(self):
        time = years_of([middle_day(phone) for phone in self.family.phones])
        return [chart(fact, self.family, time) for fact in FACTS]

    @cached_property
    def table(self):
        """(phone, when, cells of ``FACTS``) by generation."""
        return [(phone, when(phone), [fact.cell(phone) for fact in FACTS]) for phone in self.family.phones]

    facts = FACTS


def middle_day(phone):
    """The middle of the days that its date may mean, as a number."""
    day = day_of(phone)
    return (day.first_day.toordinal() + day.last_day.toordinal()) / 2


def chart(fact, family, time):
    cells = {phone: fact.cell(phone) for lane in family.lanes for phone in lane}
    known = [phone for phone, cell in cells.items() if isinstance(cell.value, int | float)]
    missing = tuple(phone.full_name for phone in cells if phone not in known)
    if not known:
        return Chart(fact, None, missing, has_estimates=False)
    data = [datum(fact, phone, cells[phone], family.lane(phone)) for phone in known]
    place = {phone: number for number, phone in enumerate(known)}
    joined = [(place[one], place[other]) for one, other in family.steps if one in place and other in place]
    drawn = plot(data, time, joined=joined, names=family.labels)
    return Chart(fact, drawn, missing, any(cells[phone].estimated for phone in known))


def datum(fact, phone, cell, lane):
    return Datum(lane, middle_day(phone), fact.height(cell.value), fact.short(cell), cell.estimated, phone.full_name)
