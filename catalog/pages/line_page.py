"""All that the page of a line prints."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from math import log2
from operator import attrgetter

from django.utils.translation import gettext, gettext_lazy, ngettext

from catalog.comparison.camera_changes import NOT_KNOWN, camera_changes, main_camera_cell, sensor_area_cell
from catalog.comparison.product_lines import Family, announcement_day
from catalog.drawings.line_drawing import LineDrawing, announcement_text, line_drawing
from catalog.drawings.year_charts import Datum, Plot, year_plot, year_scale
from catalog.facts.cells import Cell
from catalog.facts.phone_facts import PhoneFacts
from catalog.languages.listed_words import clause_list, comma_list, label_words
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import number_text
from catalog.models import Phone
from catalog.quantities import formatters
from catalog.quantities.formatters import THIN_SPACE
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS


@dataclass(frozen=True)
class ChartedFact:
    """One small chart. ``height`` turns a value into its place on the vertical scale; ``unit`` is in the title only."""

    label: str
    unit: str
    cell: Callable[[Phone], Cell]
    remark: str = ""
    height: Callable[[float], float] = float

    @property
    def title(self):
        if not self.unit:
            return self.label
        return gettext("{label}, {unit}").format(label=self.label, unit=localised(formatters.unit_name(self.unit)))

    def short(self, cell):
        return localised(cell.text.removesuffix(f"{THIN_SPACE}{self.unit}"))


def stops_height(f_number):
    """More light is higher, and a stop is as high everywhere."""
    return -2 * log2(f_number)


def phone_cell_reader(key):
    return lambda phone: PhoneFacts.of(phone).cell(PHONE_SPECS[key], phone)


def main_display_cell(phone):
    display = main_display(phone)
    if display is None:
        return NOT_KNOWN
    return PhoneFacts.of(phone).cell(DISPLAY_SPECS["display_size_in"], display)


CHARTED_FACTS = (
    ChartedFact(
        gettext_lazy("Light of the main camera"),
        "",
        lambda phone: main_camera_cell("equivalent_f_number", phone),
        gettext_lazy("Equivalent f-number; more light is higher."),
        stops_height,
    ),
    ChartedFact(
        gettext_lazy("Main sensor area used"),
        "mm²",
        sensor_area_cell,
        gettext_lazy("The whole sensor unless a source says part is used."),
    ),
    ChartedFact(
        gettext_lazy("Longest focal length"),
        "mm",
        phone_cell_reader("longest_focal_length_eq_mm"),
        gettext_lazy("Equivalent, of the rear lenses listed."),
    ),
    ChartedFact(gettext_lazy("Weight"), "g", phone_cell_reader("weight_g")),
    ChartedFact(
        gettext_lazy("Thickness"), "mm", phone_cell_reader("depth_mm"), gettext_lazy("Without the camera bump.")
    ),
    ChartedFact(gettext_lazy("Display"), "in", main_display_cell, gettext_lazy("The diagonal of the main display.")),
    ChartedFact(gettext_lazy("Battery"), "mAh", phone_cell_reader("battery_mah")),
)

MAIN_CHARTS = 4
"""How many of them are in the open; the others are folded."""
TWIN_WORDS = gettext_lazy("A double line joins twins: one phone under two names.")


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
    """``drawing``, ``lanes``, ``charts`` and ``table`` are empty where none of the phones follows another.

    ``lanes`` are pairs (label, entries); ``table`` has (phone, when, cells of ``facts``) by generation.
    """

    family: Family
    phone: Phone
    drawing: LineDrawing | None = None
    lanes: tuple[tuple[str, list[LineEntry]], ...] = ()
    charts: tuple[FactChart, ...] = ()
    table: tuple[tuple[Phone, str, list[Cell]], ...] = ()

    facts = CHARTED_FACTS

    @property
    def is_line(self):
        """Whether any of the phones shown follows another."""
        return bool(self.family.steps)

    @property
    def summary(self):
        """“Leica: 3 phones; Sharp: 4 phones. From May 2021 to October 2024.” Empty without a line."""
        if not self.is_line:
            return ""
        phones = sorted(self.family.phones, key=announcement_day)
        span = {"first": announcement_text(phones[0]), "last": announcement_text(phones[-1])}
        counts = list(map(_phone_count_words, self.family.lanes))
        if len(counts) == 1:
            return gettext("{phones}, from {first} to {last}.").format(phones=counts[0], **span)
        lanes = clause_list(map(_lane_words, self.family.labels, counts))
        return gettext("{lines}. From {first} to {last}. {twins}").format(lines=lanes, twins=TWIN_WORDS, **span)

    @property
    def main_charts(self):
        return self.charts[:MAIN_CHARTS]

    @property
    def other_charts(self):
        return self.charts[MAIN_CHARTS:]

    @property
    def other_chart_labels(self):
        """“Thickness, display, battery”."""
        labels = [label_words(str(chart.fact.label)) for chart in self.other_charts]
        return formatters.sentence_case(comma_list(labels))

    @property
    def is_alone(self):
        """Whether it follows none and none follows it, though its twins have a line."""
        return not any(self.phone in step for step in self.family.steps)


def _phone_count_words(phones):
    number = len(phones)
    return ngettext("{number} phone", "{number} phones", number).format(number=number_text(number))


def _lane_words(label, count):
    return gettext("{line}: {phones}").format(line=label, phones=count)


def line_page(family, phone):
    """The ``LinePage`` of ``phone``, one of ``family``; asks the database nothing."""
    if not family.steps:
        return LinePage(family, phone)
    changes = {step: camera_changes(*step) for step in family.steps}
    return LinePage(
        family,
        phone,
        drawing=line_drawing(family, changes, phone),
        lanes=_lanes(family, changes, phone),
        charts=_charts(family),
        table=tuple(map(_table_row, family.phones)),
    )


def _lanes(family, changes, own):
    lanes = []
    for label, phones in zip(family.labels, family.lanes, strict=True):
        entries = [_line_entry(family, changes, phone, is_own=phone == own) for phone in phones]
        lanes.append((label, entries))
    return tuple(lanes)


def _line_entry(family, changes, phone, *, is_own):
    since = [LineChange(before, changes[before, phone]) for before in family.before(phone)]
    return LineEntry(phone, announcement_text(phone), family.twins_of(phone), since, is_own)


def _charts(family):
    time = year_scale([middle_day(phone) for phone in family.phones])
    return tuple(fact_chart(fact, family, time) for fact in CHARTED_FACTS)


def _table_row(phone):
    cells = [fact.cell(phone) for fact in CHARTED_FACTS]
    return phone, announcement_text(phone), cells


def middle_day(phone):
    """The middle of the days that its date may mean, as a number."""
    day = announcement_day(phone)
    return (day.first_day.toordinal() + day.last_day.toordinal()) / 2


def fact_chart(fact, family, time):
    """The ``FactChart`` of one fact, its years on the scale ``time``."""
    cells = {}
    missing = []
    for phone in chain.from_iterable(family.lanes):
        cell = fact.cell(phone)
        if isinstance(cell.value, int | float):
            cells[phone] = cell
        else:
            missing.append(phone.full_name)
    if not cells:
        return FactChart(fact, None, tuple(missing), has_estimates=False)
    data = [chart_datum(fact, phone, cell, family.lane(phone)) for phone, cell in cells.items()]
    plot = year_plot(data, time, joined=_joined_data(family, list(cells)), names=family.labels)
    has_estimates = any(map(attrgetter("estimated"), data))
    return FactChart(fact, plot, tuple(missing), has_estimates)


def _joined_data(family, known):
    """The steps both of whose phones are ``known``, as pairs of their numbers there."""
    numbers = {phone: number for number, phone in enumerate(known)}
    joined = []
    for step in family.steps:
        if numbers.keys() >= set(step):
            before, after = step
            joined.append((numbers[before], numbers[after]))
    return joined


def chart_datum(fact, phone, cell, lane):
    return Datum(lane, middle_day(phone), fact.height(cell.value), fact.short(cell), cell.estimated, phone.full_name)
