"""Main facts through the years: one small chart per fact, a point per phone at its date. Geometry only.

All charts of a page have one axis of time, and all lines of a chart one scale. Points and the words beside them stay
inside the box; words are moved until they cover neither a point nor one another, where there is room.
"""

from dataclasses import dataclass
from datetime import date

from catalog.languages.line_breaks import letter_count

from .linear_scale import LinearScale

WIDTH, HEIGHT = 340, 170
LEFT, RIGHT, TOP, BOTTOM = 30, 310, 34, 128
"""The part of the box in which points stand."""
YEARS_AT = 160
RADIUS, LETTER, LINE, BESIDE = 4.5, 7.4, 12, 3
LEAST_SPAN = 0.1
"""A chart spans at least this part of its largest value, so that next to no change looks like it."""

PLOT_SHAPES = ("circle", "square", "triangle", "diamond", "wedge")


@dataclass(frozen=True)
class Datum:
    """One known value: of which series, on which day (ordinal), how high, and as it is printed."""

    series: int
    day: float
    value: float
    text: str
    estimated: bool = False
    name: str = ""


@dataclass(frozen=True)
class LabelBox:
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other):
        """How much of ``other`` it covers."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, across) * max(0, down)


@dataclass(frozen=True)
class PlotMark:
    x: float
    y: float
    path: str
    estimated: bool
    series: int
    name: str = ""


@dataclass(frozen=True)
class PlotLabel:
    """Words whose middle is at ``x``, on the base line ``y``; ``names`` a line where it is not a value."""

    x: float
    y: float
    text: str
    names: bool = False


@dataclass(frozen=True)
class Plot:
    marks: tuple[PlotMark, ...]
    labels: tuple[PlotLabel, ...]
    segments: tuple[tuple[float, float, float, float], ...]
    years: tuple[PlotLabel, ...]

    width, height, floor = WIDTH, HEIGHT, BOTTOM + 14


def year_scale(days):
    """The axis of time: from the new year before the first day to that after the last."""
    first = date.fromordinal(int(min(days))).year
    last = date.fromordinal(int(max(days))).year
    return LinearScale(_new_year(first), _new_year(last + 1), LEFT, RIGHT)


def _new_year(year):
    return date(year, 1, 1).toordinal()


def value_scale(values):
    """The axis of values, the largest at the top; values that are nearly alike stand in the middle."""
    low = min(values)
    high = max(values)
    least = max(LEAST_SPAN * max(abs(low), abs(high)), 1e-6)
    room = max(0, least - (high - low))
    return LinearScale(low - room / 2, high + room / 2, BOTTOM, TOP)


def year_plot(data, time, *, joined=(), names=()):
    """The ``Plot`` of ``data`` on the axis ``time``. ``joined`` are pairs of places in it with a line between them,
    ``names`` the name of each series, written beside its last point; none where there is one series."""
    heights = value_scale([datum.value for datum in data])
    spots = [(time(datum.day), heights(datum.value)) for datum in data]
    return Plot(
        marks=tuple(map(_plot_mark, data, spots)),
        labels=tuple(plot_labels(data, spots, names)),
        segments=tuple((*spots[one], *spots[other]) for one, other in joined),
        years=tuple(year_labels(time)),
    )


def _plot_mark(datum, spot):
    x, y = spot
    return PlotMark(x, y, mark_path(datum.series, x, y), datum.estimated, datum.series, datum.name)


def mark_path(series, x, y, radius=RADIUS):
    """The outline of a series' mark, as SVG wants it."""
    r = radius
    shape = PLOT_SHAPES[series % len(PLOT_SHAPES)]
    return {
        "circle": f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        "square": f"M{x - r} {y - r}h{2 * r}v{2 * r}h{-2 * r}z",
        "triangle": f"M{x} {y - r}l{r} {2 * r}h{-2 * r}z",
        "diamond": f"M{x} {y - r}l{r} {r}l{-r} {r}l{-r} {-r}z",
        "wedge": f"M{x} {y + r}l{-r} {-2 * r}h{2 * r}z",
    }[shape]


def plot_labels(data, spots, names):
    """Each value at its point and each line's name at its last, where they cover least."""
    taken = [LabelBox(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in spots]
    wanted = [(spot, datum.text, False) for datum, spot in zip(data, spots, strict=True)]
    if len(names) > 1:
        last = _last_spots(data, spots)
        wanted += [(spot, names[series], True) for series, spot in sorted(last.items())]
    for spot, text, is_name in dict.fromkeys(wanted):
        box = least_covering_box(label_boxes(spot, text), taken)
        taken.append(box)
        yield PlotLabel((box.left + box.right) / 2, round(box.bottom - 3, 2), text, is_name)


def _last_spots(data, spots):
    """Series → where its last point stands."""
    by_day = sorted(zip(data, spots, strict=True), key=lambda pair: pair[0].day)
    return {datum.series: spot for datum, spot in by_day}


def label_boxes(spot, text):
    """Where words may stand around a point, the best first, pushed into the box where they would leave it."""
    x, y = spot
    half = min(WIDTH, LETTER * letter_count(text) + BESIDE) / 2
    away = RADIUS + 1.5
    for row in range(3):
        for middle in (x, x + half + away, x - half - away):
            yield _box_inside(middle, y - away - row * LINE, half)
            yield _box_inside(middle, y + away + (row + 1) * LINE, half)
        yield _box_inside(x + half + away, y + LINE / 2, half)
        yield _box_inside(x - half - away, y + LINE / 2, half)


def _box_inside(middle, bottom, half):
    middle = min(max(middle, half), WIDTH - half)
    bottom = min(max(bottom, LINE), BOTTOM + 14)
    return LabelBox(round(middle - half, 2), bottom - LINE, round(middle + half, 2), bottom)


def least_covering_box(boxes, taken):
    """The first that covers nothing, else the one that covers least."""
    return min(boxes, key=lambda box: sum(other.covers(box) for other in taken))


def year_labels(time):
    """Each year at its beginning, as many as there is room for; the last end is no year of its own."""
    first = date.fromordinal(time.low).year
    end = date.fromordinal(time.high).year
    step = _year_step(end - first)
    start = first + -first % step
    return [PlotLabel(time(_new_year(year)), YEARS_AT, str(year)) for year in range(start, end, step)]


def _year_step(count):
    """Years from one label to the next, where the axis has ``count``: at most about eight labels."""
    for step in (1, 2, 5, 10):
        if count <= 8 * step:
            return step
    return 50
