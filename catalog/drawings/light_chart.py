"""Light against focal length, as a drawing: a line per phone, falling as it crops, jumping at each lens.

Places are percent of the drawing, whose sides are not in proportion: lines are stretched, words and marks are not. Up
and down are stops of equivalent f-number, more light higher up.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, copysign, floor, log2

from catalog.comparison.focal_spans import focal_spans
from catalog.comparison.phone_marks import MarkedPhone, marked_phones
from catalog.models import Phone
from catalog.quantities import formatters
from catalog.quantities.focal_length_axis import LONGEST_MM, SHORTEST_MM, Tick, axis_percent, axis_ticks
from catalog.sheet.camera_specs import format_equivalent_f_number

F_STOPS = ("1", "1.4", "2", "2.8", "4", "5.6", "8", "11", "16", "22", "32", "45", "64", "90", "128")
"""Full stops as they are engraved on lenses; the nth is 2^(n ÷ 2)."""
UNKNOWN_LIGHT_ROW = 7
"""Percent of the height for each phone with spans of which the light is not known, below the lines."""
LABEL_DISTANCE = 6
"""Percent of the height between two labels that would meet."""
LOWEST_LABEL = 98
"""Percent of the height below which no label stands."""
LABEL_WIDTH = 24
"""Percent of the width within which labels may meet."""
NAME_LENGTH = 22
STROKE_STYLES = {(False, False): "", (True, False): "estimated", (False, True): "past", (True, True): "estimated past"}
"""(estimated, past the longest lens) → what a line is called in the style sheet."""


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class Stroke:
    """The parts of a phone's line that are drawn alike; ``how`` is empty, estimated, past or both."""

    how: str
    path: str


@dataclass(frozen=True)
class Dot:
    """One lens, or one end of a zoom."""

    x: float
    y: float
    is_estimated: bool


@dataclass(frozen=True)
class LightGap:
    """Where a phone takes pictures and nobody knows with how much light. ``x``, ``end`` and ``y`` in percent."""

    x: float
    end: float
    y: float
    words: str

    @property
    def is_late(self):
        """Whether its words end where it ends: too little room for them after its start."""
        return self.x > 55

    @property
    def anchor(self):
        return self.end if self.is_late else self.x


@dataclass(frozen=True)
class LightLine:
    """One phone. ``label`` is where its letter stands, None where its light is nowhere known; ``same_as`` the letter of
    one before it that has the same line."""

    mark: MarkedPhone
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    gaps: tuple[LightGap, ...]
    label: Point | None
    words: tuple[str, ...]
    same_as: str = ""

    @property
    def phone(self) -> Phone:
        return self.mark.phone

    @property
    def name(self):
        """Short enough to stand beside the line."""
        name = self.phone.name
        return name if len(name) <= NAME_LENGTH else f"{name[:NAME_LENGTH].rstrip()}…"


@dataclass(frozen=True)
class LightChart:
    lines: tuple[LightLine, ...]
    stops: tuple[Tick, ...]
    lengths: tuple[Tick, ...]
    text: str


@dataclass(frozen=True)
class StopScale:
    """Stops from ``top`` down to ``bottom`` over ``height`` percent; stop n is the f-number 2^(n ÷ 2)."""

    top: int
    bottom: int
    height: float

    def y(self, equivalent):
        return self.at(2 * log2(equivalent))

    def at(self, stop):
        return round(self.height * (stop - self.top) / (self.bottom - self.top), 2)


def light_chart(phones):
    """Of phones fetched with ``whole``; None where no light of any is known. Asks the database nothing more."""
    return light_chart_of_marked(marked_phones(phones))


def light_chart_of_marked(marks):
    spans = [[span for span in focal_spans(mark.kit) if span.is_drawn] for mark in marks]
    known = [light for drawn in spans for span in drawn if span.equivalents for light in span.equivalents]
    if not known:
        return None
    scale = _stop_scale(known, sum(any(span.equivalents is None for span in drawn) for drawn in spans))
    lines = _with_separate_labels(_light_lines(marks, spans, scale))
    return LightChart(lines, _f_ticks(scale), tuple(axis_ticks()), _chart_text(lines))


def _stop_scale(known, bands):
    stops = [2 * log2(light) for light in known]
    top, bottom = floor(min(stops) - 0.2), ceil(max(stops) + 0.2)
    return StopScale(top, bottom, 100 - UNKNOWN_LIGHT_ROW * bands)


def _f_ticks(scale):
    """A line a stop, with the f-number beside it; beside every second one where there are many."""
    many = scale.bottom - scale.top > 12
    stops = range(scale.top, scale.bottom + 1)
    return tuple(Tick(scale.at(stop), f"f/{_f_stop(stop)}", not (many and stop % 2)) for stop in stops)


def _f_stop(stop):
    return (
        F_STOPS[stop] if 0 <= stop < len(F_STOPS) else formatters.format_number(2 ** (stop / 2), 1 if stop < 0 else 0)
    )


def _light_lines(marks, spans, scale):
    """Each phone's line; rows of the band below are given out in their order."""
    lines, row = [], 0
    for mark, drawn in zip(marks, spans, strict=True):
        gaps = _light_gaps(mark, drawn, scale.height + UNKNOWN_LIGHT_ROW * (row + 0.7))
        row += bool(gaps)
        lit = [span for span in drawn if span.equivalents]
        end = Point(axis_percent(lit[-1].end), scale.y(lit[-1].equivalents[1])) if lit else None
        lines.append(LightLine(mark, _strokes(lit, scale), _dots(mark, scale), gaps, end, _line_words(mark, drawn)))
    return [replace(line, same_as=_letter_of_same_line(line, lines)) for line in lines]


def _letter_of_same_line(line, lines):
    """The letter of the first phone before it that has the same line; empty where it has one of its own."""
    before = lines[: line.mark.number - 1]
    return next((other.mark.letter for other in before if line.strokes and other.strokes == line.strokes), "")


def _strokes(spans, scale):
    """One per way of drawing, each going on from where the line before ended, so that it jumps from lens to lens."""
    paths = {}
    for before, span in pairwise([None, *spans]):
        joined = before is not None and before.end == span.start
        drawn_on = joined and _stroke_style(before) == _stroke_style(span)
        start = "" if drawn_on or not joined else _path_points(scale, [_span_points(before)[1]])
        path = ("L" if drawn_on else "M") + "L".join(filter(None, [start, _path_points(scale, _span_points(span))]))
        paths[_stroke_style(span)] = paths.get(_stroke_style(span), "") + path
    return tuple(Stroke(how, path) for how, path in paths.items())


def _stroke_style(span):
    return STROKE_STYLES[span.inside.is_estimated, span.inside.is_past]


def _span_points(span):
    return list(zip((span.start, span.end), span.equivalents, strict=True))


def _path_points(scale, points):
    """Points (mm, equivalent f-number) for a path, in thousandths of the drawing."""
    return "L".join(f"{10 * axis_percent(mm):.0f} {10 * scale.y(light):.0f}" for mm, light in points)


def _dots(mark, scale):
    ends = {(lens, mm): lens.equivalent_at(mm) for lens in mark.kit.lenses for mm in (lens.short_mm, lens.long_mm)}
    return tuple(
        Dot(axis_percent(mm), scale.y(light), lens.is_estimated_at(mm))
        for (lens, mm), light in ends.items()
        if light and SHORTEST_MM <= mm <= LONGEST_MM
    )


def _light_gaps(mark, drawn, y):
    return tuple(
        LightGap(axis_percent(start), axis_percent(end), round(y, 2), f"{mark.letter}: light not known")
        for start, end in _unlit_stretches(drawn)
    )


def _unlit_stretches(drawn):
    """(start, end) of the stretches of which the light is not known, neighbours in one."""
    stretches: list[list[float]] = []
    for span in (span for span in drawn if span.equivalents is None):
        if stretches and stretches[-1][1] == span.start:
            stretches[-1][1] = span.end
        else:
            stretches.append([span.start, span.end])
    return stretches


def _with_separate_labels(lines):
    """``lines`` with their labels moved down where they would meet, and up again where that led out of the drawing."""
    labels = {line.mark.number: line.label for line in lines if line.label}
    labels = _pushed_labels(labels, LABEL_DISTANCE)
    lifted = {number: replace(label, y=min(label.y, LOWEST_LABEL)) for number, label in labels.items()}
    labels = _pushed_labels(lifted, -LABEL_DISTANCE, order=labels)
    return tuple(replace(line, label=labels.get(line.mark.number)) for line in lines)


def _pushed_labels(labels, step, order=None):
    """``labels`` by number, each at least ``step`` (down; up where negative) from those before it that are near it.
    They come from the top down, or from the bottom up, as they stand in ``order``."""
    order, placed = order or labels, {}
    for number in sorted(labels, key=lambda number: copysign(1, step) * order[number].y):
        label = labels[number]
        least = [other.y + step for other in placed.values() if abs(other.x - label.x) < LABEL_WIDTH]
        y = max([label.y, *least]) if step > 0 else min([label.y, *least])
        placed[number] = replace(label, y=round(y, 2))
    return placed


def _line_words(mark, drawn):
    """What the line says: each lens with its light, and where it ends."""
    said = [_lens_words(lens) for lens in mark.kit.lenses]
    lit = [span for span in drawn if span.equivalents]
    if lit and lit[-1].inside.is_past:
        end, light = lit[-1].end, lit[-1].equivalents[1]
        said.append(f"by digital zoom {format_equivalent_f_number(light)} at {_millimetres(end)}")
    return tuple(said) or ("no lens of known focal length",)


def _lens_words(lens):
    if lens.short_mm == lens.long_mm:
        return _light_words(lens, lens.short_mm)
    if not (lens.equivalent_at(lens.short_mm) or lens.equivalent_at(lens.long_mm)):
        return f"light not known from {formatters.format_number(lens.short_mm)} to {_millimetres(lens.long_mm)}"
    return f"{_light_words(lens, lens.short_mm)}, zooming to {_light_words(lens, lens.long_mm)}"


def _light_words(lens, mm):
    light = lens.equivalent_at(mm)
    how = " (estimated)" if light and lens.is_estimated_at(mm) else ""
    return (
        f"{format_equivalent_f_number(light)}{how} at {_millimetres(mm)}"
        if light
        else f"light not known at {_millimetres(mm)}"
    )


def _millimetres(value):
    return formatters.format_quantity(value, "mm", 0)


def _chart_text(lines):
    each = "; ".join(f"{line.mark.letter}, {line.phone.full_name}: {', '.join(line.words)}" for line in lines)
    return f"Equivalent f-number over focal length, more light higher up. {each}."
