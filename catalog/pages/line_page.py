"""All that the page of a line prints."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import log2

from catalog.comparison.camera_changes import NOT_KNOWN, camera_changes, main_camera_cell, sensor_area_cell
from catalog.comparison.product_lines import Family, announcement_day
from catalog.drawings.line_drawing import announcement_text, line_drawing
from catalog.drawings.year_charts import Datum, Plot, year_plot, year_scale
from catalog.facts.cells import Cell
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Phone
from catalog.quantities.formatters import THIN_SPACE
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS


@dataclass(frozen=True)
class ChartedFact:
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
        return cell.text.removesuffix(f"{THIN_SPACE}{self.unit}")


def stops_height(f_number):
    """More light is higher, and a stop is as high everywhere."""
    return -2 * log2(f_number)


def phone_cell_reader(key):
    return lambda phone: PhoneFacts.of(phone).cell(PHONE_SPECS[key], phone)


def main_display_cell(phone):
    display = main_display(phone)
    return PhoneFacts.of(phone).cell(DISPLAY_SPECS["display_size_in"], display) if display else NOT_KNOWN


CHARTED_FACTS = (
    ChartedFact(
        "Light of the main camera",
        "",
        lambda phone: main_camera_cell("equivalent_f_number", phone),
        "Equivalent f-number; more light is higher.",
        stops_height,
    ),
    ChartedFact(
        "Area used of the main sensor", "mm²", sensor_area_cell, "The whole sensor where nothing is said of a part."
    ),
    ChartedFact(
        "Longest focal length",
        "mm",
        phone_cell_reader("longest_focal_length_eq_mm"),
        "Equivalent, of the rear lenses listed.",
    ),
    ChartedFact("Weight", "g", phone_cell_reader("weight_g")),
    ChartedFact("Thickness", "mm", phone_cell_reader("depth_mm"), "Without the camera bump."),
    ChartedFact("Display", "in", main_display_cell, "Across the diagonal of the main one."),
    ChartedFact("Battery", "mAh", phone_cell_reader("battery_mah")),
)


@dataclass(frozen=True)
class FactChart:
    fact: ChartedFact
    plot: Plot | None
    not_known: tuple[str, ...]
    has_estimates: bool


@dataclass(frozen=True)
class LineChange:
    """From ``before``, in words; ``path`` compares the two."""

    before: Phone
    words: list[str]


@dataclass(frozen=True)
class LineEntry:
    """One phone of the list: when, whose twin, and what changed since each of its predecessors."""

    phone: Phone
    when: str
    twins: list[Phone]
    changes: list[LineChange]
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
        return {step: camera_changes(*step) for step in self.family.steps}

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
        since = [LineChange(before, self.changes[before, phone]) for before in self.family.before(phone)]
        return LineEntry(phone, announcement_text(phone), self.family.twins_of(phone), since, phone == self.phone)

    @cached_property
    def charts(self):
        time = year_scale([middle_day(phone) for phone in self.family.phones])
        return [fact_chart(fact, self.family, time) for fact in CHARTED_FACTS]

    @cached_property
    def table(self):
        """(phone, when, cells of ``CHARTED_FACTS``) by generation."""
        return [
            (phone, announcement_text(phone), [fact.cell(phone) for fact in CHARTED_FACTS])
            for phone in self.family.phones
        ]

    facts = CHARTED_FACTS


def middle_day(phone):
    """The middle of the days that its date may mean, as a number."""
    day = announcement_day(phone)
    return (day.first_day.toordinal() + day.last_day.toordinal()) / 2


def fact_chart(fact, family, time):
    cells = {phone: fact.cell(phone) for lane in family.lanes for phone in lane}
    known = [phone for phone, cell in cells.items() if isinstance(cell.value, int | float)]
    missing = tuple(phone.full_name for phone in cells if phone not in known)
    if not known:
        return FactChart(fact, None, missing, has_estimates=False)
    data = [chart_datum(fact, phone, cells[phone], family.lane(phone)) for phone in known]
    place = {phone: number for number, phone in enumerate(known)}
    joined = [(place[one], place[other]) for one, other in family.steps if one in place and other in place]
    drawn = year_plot(data, time, joined=joined, names=family.labels)
    return FactChart(fact, drawn, missing, any(cells[phone].estimated for phone in known))


def chart_datum(fact, phone, cell, lane):
    return Datum(lane, middle_day(phone), fact.height(cell.value), fact.short(cell), cell.estimated, phone.full_name)
