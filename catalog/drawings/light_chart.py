"""Light against focal length, as a drawing: a line per phone, falling as it crops, jumping at each lens.

Places are percent of the drawing, whose sides are not in proportion: lines are stretched, words and marks are not. Up
and down are stops of equivalent f-number, more light higher up.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil, floor, log2
from operator import attrgetter

from catalog.comparison.focal_spans import drawn_spans
from catalog.comparison.phone_marks import MarkedPhone, marked_phones
from catalog.facts.derived_values import derived_once
from catalog.languages.active_language import gettext
from catalog.languages.localised_text import localised
from catalog.models import Phone
from catalog.quantities import formatters
from catalog.quantities.focal_length_axis import Tick, axis_percent, axis_ticks, is_on_axis

from .light_chart_words import chart_words, line_words
from .light_labels import with_separate_labels
from .linear_scale import LinearScale

F_STOPS = ("1", "1.4", "2", "2.8", "4", "5.6", "8", "11", "16", "22", "32", "45", "64", "90", "128")
"""Full stops as they are engraved on lenses; the nth is 2^(n ÷ 2)."""
UNKNOWN_LIGHT_ROW = 7
"""Percent of the height for each phone with spans of which the light is not known, below the lines."""
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
    """Focal lengths that a phone covers with an unknown f-number or sensor. ``x``, ``end`` and ``y`` in percent."""

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
        if self.is_late:
            return self.end
        return self.x


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


def light_chart(phones):
    """Of phones fetched with ``whole``; None where no light of any is known. Asks the database nothing more."""
    return light_chart_of_marked(marked_phones(phones))


def light_chart_of_marked(marks):
    drawn = [drawn_spans(mark.kit) for mark in marks]
    lit = list(filter(attrgetter("equivalents"), chain.from_iterable(drawn)))
    if not lit:
        return None
    lights = chain.from_iterable(span.equivalents for span in lit)
    scale = _stop_scale(list(lights), unlit_rows=sum(map(_has_unlit, drawn)))
    lines = with_separate_labels(_light_lines(marks, drawn, scale))
    return LightChart(lines, stops=_f_ticks(scale), lengths=axis_ticks(), text=chart_words(lines))


def _has_unlit(spans):
    """Whether of any of ``spans`` the light is not known."""
    return any(span.equivalents is None for span in spans)


def _stop_scale(lights, unlit_rows):
    """Stops from the top down: room for ``lights`` (equivalent f-numbers) above ``unlit_rows`` rows of phones whose
    light is not known."""
    return LinearScale(
        low=floor(_stop(min(lights)) - 0.2),
        high=ceil(_stop(max(lights)) + 0.2),
        start=0,
        end=100 - UNKNOWN_LIGHT_ROW * unlit_rows,
    )


def _stop(f_number):
    """Stop n is the f-number 2^(n ÷ 2)."""
    return 2 * log2(f_number)


def _f_ticks(scale):
    """A line a stop, with the f-number beside it; beside every second one where there are many."""
    is_every_named = scale.high - scale.low <= 12
    ticks = []
    for stop in range(scale.low, scale.high + 1):
        is_named = is_every_named or stop % 2 == 0
        ticks.append(Tick(scale(stop), localised(f"f/{_f_stop(stop)}"), is_named))
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
        gaps = _light_gaps(mark, spans, scale.end + UNKNOWN_LIGHT_ROW * (row + 0.7))
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
        words=line_words(mark.kit),
    )


def _end_of_line(lit, scale):
    """None where the light is nowhere known."""
    if not lit:
        return None
    _, light = lit[-1].equivalents
    return Point(axis_percent(lit[-1].end), scale(_stop(light)))


def _letter_of_same_line(line, lines):
    """The letter of the first phone before it that has the same line; empty where it has one of its own."""
    if not line.strokes:
        return ""
    for other in lines[: line.mark.number - 1]:
        if other.strokes == line.strokes:
            return other.mark.letter
    return ""


def _strokes(spans, scale):
    """One per way of drawing, each going on from where the line before ended, so that it jumps from lens to lens."""
    paths = defaultdict(str)
    before = None
    for span in spans:
        paths[_stroke_style(span)] += _span_path(before, span, scale)
        before = span
    return tuple(Stroke(how, path) for how, path in paths.items())


def _span_path(before, span, scale):
    """The path of ``span``, which goes on from the end of the span before it where that ends at its start."""
    start, end = _span_points(span)
    if before is None or before.end != span.start:
        return f"M{_path_points(scale, [start, end])}"
    if _stroke_style(before) == _stroke_style(span):
        return f"L{_path_points(scale, [start, end])}"
    _, joint = _span_points(before)
    return f"M{_path_points(scale, [joint, start, end])}"


def _stroke_style(span):
    return STROKE_STYLES[span.inside.is_estimated, span.inside.is_past]


def _span_points(span):
    return list(zip((span.start, span.end), span.equivalents, strict=True))


def _path_points(scale, points):
    """Points (mm, equivalent f-number) for a path, in thousandths of the drawing."""
    return "L".join(f"{10 * axis_percent(mm):.0f} {10 * scale(_stop(light)):.0f}" for mm, light in points)


def _dots(mark, scale):
    """One for each end of each lens, on the axis, whose light is known."""
    return tuple(Dot(x, scale(stop), is_estimated) for x, stop, is_estimated in _dot_places(mark.kit))


@derived_once
def _dot_places(kit):
    """(percent of the axis, stop, whether it is estimated) of each."""
    places = {}
    for lens in kit.lenses:
        for mm in (lens.short_mm, lens.long_mm):
            light = lens.equivalent_at(mm)
            if light and is_on_axis(mm):
                places[lens, mm] = (axis_percent(mm), _stop(light), lens.is_estimated_at(mm))
    return tuple(places.values())


def _light_gaps(mark, spans, y):
    words = gettext("{letter}: light not known").format(letter=mark.letter)
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
