"""Light against focal length, as a drawing: a line per phone, falling as it crops, jumping at each lens.

Places are percent of the drawing, whose sides are not in proportion: lines are stretched, words and marks are not. Up
and down are stops of equivalent f-number, more light higher up.
"""

from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import ceil, copysign, floor, log2
from operator import attrgetter

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
        if len(name) <= NAME_LENGTH:
            return name
        return f"{name[:NAME_LENGTH].rstrip()}…"


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
    drawn = [list(filter(attrgetter("is_drawn"), focal_spans(mark.kit))) for mark in marks]
    lit = list(filter(attrgetter("equivalents"), chain.from_iterable(drawn)))
    if not lit:
        return None
    lights = chain.from_iterable(span.equivalents for span in lit)
    scale = _stop_scale(list(lights), unlit_rows=sum(map(_has_unlit, drawn)))
    lines = _with_separate_labels(_light_lines(marks, drawn, scale))
    return LightChart(lines, stops=_f_ticks(scale), lengths=tuple(axis_ticks()), text=_chart_text(lines))


def _has_unlit(spans):
    """Whether of any of ``spans`` the light is not known."""
    return any(span.equivalents is None for span in spans)


def _stop_scale(lights, unlit_rows):
    """Room for ``lights`` (equivalent f-numbers) above ``unlit_rows`` rows of phones whose light is not known."""
    brightest = 2 * log2(min(lights))
    darkest = 2 * log2(max(lights))
    return StopScale(
        top=floor(brightest - 0.2),
        bottom=ceil(darkest + 0.2),
        height=100 - UNKNOWN_LIGHT_ROW * unlit_rows,
    )


def _f_ticks(scale):
    """A line a stop, with the f-number beside it; beside every second one where there are many."""
    is_every_named = scale.bottom - scale.top <= 12
    ticks = []
    for stop in range(scale.top, scale.bottom + 1):
        is_named = is_every_named or stop % 2 == 0
        ticks.append(Tick(scale.at(stop), f"f/{_f_stop(stop)}", is_named))
    return tuple(ticks)


def _f_stop(stop):
    if 0 <= stop < len(F_STOPS):
        return F_STOPS[stop]
    digits = 1 if stop < 0 else 0
    return formatters.format_number(2 ** (stop / 2), digits)


def _light_lines(marks, drawn, scale):
    """Each phone's line; rows of the band below are given out in their order."""
    lines = []
    row = 0
    for mark, spans in zip(marks, drawn, strict=True):
        gaps = _light_gaps(mark, spans, scale.height + UNKNOWN_LIGHT_ROW * (row + 0.7))
        if gaps:
            row += 1
        lines.append(_light_line(mark, spans, gaps, scale))
    return [replace(line, same_as=_letter_of_same_line(line, lines)) for line in lines]


def _light_line(mark, spans, gaps, scale):
    lit = list(filter(attrgetter("equivalents"), spans))
    return LightLine(
        mark,
        strokes=_strokes(lit, scale),
        dots=_dots(mark, scale),
        gaps=gaps,
        label=_end_of_line(lit, scale),
        words=_line_words(mark, lit),
    )


def _end_of_line(lit, scale):
    """None where the light is nowhere known."""
    if not lit:
        return None
    _, light = lit[-1].equivalents
    return Point(axis_percent(lit[-1].end), scale.y(light))


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
    dots = {}
    for lens in mark.kit.lenses:
        for mm in (lens.short_mm, lens.long_mm):
            light = lens.equivalent_at(mm)
            if light and SHORTEST_MM <= mm <= LONGEST_MM:
                dots[lens, mm] = Dot(axis_percent(mm), scale.y(light), lens.is_estimated_at(mm))
    return tuple(dots.values())


def _light_gaps(mark, spans, y):
    words = f"{mark.letter}: light not known"
    gaps = []
    for start, end in _unlit_stretches(spans):
        gaps.append(LightGap(axis_percent(start), axis_percent(end), round(y, 2), words))
    return tuple(gaps)


def _unlit_stretches(spans):
    """(start, end) of the stretches of which the light is not known, neighbours in one."""
    stretches: list[list[float]] = []
    for span in spans:
        if span.equivalents is not None:
            continue
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


def _line_words(mark, lit):
    """What the line says: each lens with its light, and where it ends."""
    words = list(map(_lens_words, mark.kit.lenses))
    if lit and lit[-1].inside.is_past:
        _, light = lit[-1].equivalents
        words.append(f"by digital zoom {format_equivalent_f_number(light)} at {_millimetres(lit[-1].end)}")
    return tuple(words) or ("no lens of known focal length",)


def _lens_words(lens):
    if lens.short_mm == lens.long_mm:
        return _light_words(lens, lens.short_mm)
    if not lens.equivalent_at(lens.short_mm) and not lens.equivalent_at(lens.long_mm):
        return f"light not known from {formatters.format_number(lens.short_mm)} to {_millimetres(lens.long_mm)}"
    return f"{_light_words(lens, lens.short_mm)}, zooming to {_light_words(lens, lens.long_mm)}"


def _light_words(lens, mm):
    light = lens.equivalent_at(mm)
    if not light:
        return f"light not known at {_millimetres(mm)}"
    how = " (estimated)" if lens.is_estimated_at(mm) else ""
    return f"{format_equivalent_f_number(light)}{how} at {_millimetres(mm)}"


def _millimetres(value):
    return formatters.format_quantity(value, "mm", 0)


def _chart_text(lines):
    each = "; ".join(f"{line.mark.letter}, {line.phone.full_name}: {', '.join(line.words)}" for line in lines)
    return f"Equivalent f-number over focal length, more light higher up. {each}."
