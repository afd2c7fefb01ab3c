"""Light against focal length, and the focal lengths covered, as pictures of one or several phones."""

import re
from functools import partial

from django.utils.translation import gettext

from catalog.drawings.focal_coverage import focal_coverage
from catalog.drawings.light_chart import light_chart
from catalog.languages.listed_words import comma_list

from .elements import PicturePath, PictureText, line_path
from .frame import INNER_WIDTH, MARGIN, DrawnBody, framed_picture
from .lettering import STRONG, shortened, wrapped

LEFT, RIGHT = 64, 200
"""Room beside the chart for f-numbers and for names at the ends of lines."""
PLOT_WIDTH = INNER_WIDTH - LEFT - RIGHT
PLOT_HEIGHT = 520
CAPTION = 40
"""Height of what stands above and below the chart."""
BAR_ROW = 92
_NUMBER = re.compile(r"-?[0-9.]+")


def phone_colour(mark):
    return f"phone-{mark.number}"


def names_of(marks):
    return comma_list(mark.phone.full_name for mark in marks)


class _Plot:
    """Turns percent of a chart into places of the picture."""

    def __init__(self, top, height, width=PLOT_WIDTH):
        self.left = MARGIN + LEFT
        self.top = top
        self.width = width
        self.height = height

    def x(self, percent):
        return self.left + percent * self.width / 100

    def y(self, percent):
        return self.top + percent * self.height / 100

    def path(self, d):
        """A path whose numbers are thousandths of the chart, across and down by turns."""
        is_across = False

        def placed(match):
            nonlocal is_across
            is_across = not is_across
            place = self.x if is_across else self.y
            return f"{place(float(match[0]) / 10):.1f}"

        return _NUMBER.sub(placed, d)

    def lengths(self, ticks):
        """Lines at focal lengths, their figures below."""
        bottom = self.top + self.height
        for tick in ticks:
            x = self.x(tick.place)
            yield line_path(x, self.top, x, bottom, edge="line", thickness=1)
            if tick.is_major:
                yield PictureText(x, bottom + 24, tick.label, 16, ink="ink-soft", anchor="middle")


def light_picture(phones, source):
    """None where no light of any of the phones, fetched whole, is known."""
    chart = light_chart(phones)
    if chart is None:
        return None
    return framed_picture(partial(_light_body, chart), source)


def _light_body(chart, top):
    plot = _Plot(top + CAPTION, PLOT_HEIGHT)
    above = gettext("Equivalent f-number: the higher, the more light. From line to line it is one stop.")
    elements = [PictureText(MARGIN, top + 14, above, 16, ink="ink-soft")]
    elements += _stop_lines(plot, chart.stops)
    elements += plot.lengths(chart.lengths)
    for line in chart.lines:
        elements += _light_line(plot, line)
    below = top + CAPTION + PLOT_HEIGHT + 52
    words = gettext("Equivalent focal length in mm")
    elements.append(PictureText(MARGIN + LEFT, below, words, 16, ink="ink-soft"))
    legend, end = _legend([(line.mark, line.words) for line in chart.lines], below + 16)
    note = gettext(
        "Full lines: the lens as it is, or cropped up to the next one. Dashed: digital zoom past the longest lens. "
        "Thin lines and hollow marks are estimated."
    )
    title = gettext("Light against focal length")
    names = names_of([line.mark for line in chart.lines])
    return DrawnBody(title, names, chart.text, end - top, (*elements, *legend), (note,))


def _stop_lines(plot, stops):
    for tick in stops:
        y = plot.y(tick.place)
        yield line_path(plot.left, y, plot.left + plot.width, y, edge="line", thickness=1)
        if tick.is_major:
            yield PictureText(plot.left - 12, y + 6, tick.label, 16, ink="ink-soft", anchor="end")


def _light_line(plot, line):
    ink = phone_colour(line.mark)
    for stroke in line.strokes:
        dash = "9 12" if "past" in stroke.how else ""
        thickness = 2 if "estimated" in stroke.how else 4
        yield PicturePath(plot.path(stroke.path), edge=ink, thickness=thickness, dash=dash)
    for dot in line.dots:
        yield _mark(line.mark, plot.x(dot.x), plot.y(dot.y), is_hollow=dot.is_estimated)
    for gap in line.gaps:
        y = plot.y(gap.y)
        anchor = "end" if gap.is_late else "start"
        yield line_path(plot.x(gap.x), y, plot.x(gap.end), y, edge=ink, thickness=3, dash="2 6")
        yield PictureText(plot.x(gap.anchor), y - 8, gap.words, 16, anchor=anchor, has_halo=True)
    if line.label:
        x = plot.x(line.label.x) + 14
        y = plot.y(line.label.y) + 6
        name = shortened(line.name, MARGIN + INNER_WIDTH - x - 22, 16)
        yield PictureText(x, y, line.mark.letter, 17, STRONG, ink, has_halo=True)
        yield PictureText(x + 20, y, name, 16, has_halo=True)


def _mark(mark, x, y, *, is_hollow=False, scale=1.5):
    ink = phone_colour(mark)
    return PicturePath(mark.shape, edge=ink, paint="paper" if is_hollow else ink, x=x, y=y, scale=scale)


def _legend(entries, top):
    """(elements, where they end): each phone's mark, letter, name and what its line says."""
    elements = []
    for mark, words in entries:
        top += 28
        elements.append(_mark(mark, MARGIN + 10, top - 6, scale=1.3))
        elements.append(PictureText(MARGIN + 28, top, mark.letter, 17, STRONG))
        text = gettext("{phone}: {words}").format(phone=mark.phone.full_name, words=comma_list(words))
        lines = wrapped(text, INNER_WIDTH - 54, 17)
        for place, line in enumerate(lines):
            elements.append(PictureText(MARGIN + 54, top + 24 * place, line))
        top += 24 * (len(lines) - 1)
    return elements, top


def lengths_picture(phones, source):
    """The focal lengths covered; None where none of any lens is known."""
    coverage = focal_coverage(phones)
    if coverage is None:
        return None
    return framed_picture(partial(_coverage_body, coverage), source)


def _coverage_body(coverage, top):
    height = BAR_ROW * len(coverage.bars)
    plot = _Plot(top, height, INNER_WIDTH - LEFT - 24)
    elements = list(plot.lengths(coverage.lengths))
    for place, bar in enumerate(coverage.bars):
        elements += _coverage_bar(plot, bar, top + BAR_ROW * place)
    below = top + height + 52
    words = gettext(
        "Equivalent focal length in mm. Marks are lenses, thick bars optical zooms; between them a phone crops."
    )
    elements.append(PictureText(MARGIN + LEFT, below, words, 16, ink="ink-soft"))
    names = names_of([bar.mark for bar in coverage.bars])
    return DrawnBody(gettext("Focal lengths covered"), names, coverage.text, below - top + 8, tuple(elements))


def _coverage_bar(plot, bar, top):
    ink = phone_colour(bar.mark)
    y = top + 68
    name = bar.phone.full_name
    if not bar.whole:
        name = gettext("{phone}: no focal length known").format(phone=name)
    yield PictureText(MARGIN, top + 22, bar.mark.letter, 18, STRONG, ink, has_halo=True)
    yield PictureText(MARGIN + 24, top + 22, name, 18, has_halo=True)
    if bar.whole:
        yield line_path(plot.x(bar.whole.x), y, plot.x(bar.whole.end), y, edge=ink, thickness=3)
    for hole in bar.holes:
        yield line_path(plot.x(hole.reach.x), y, plot.x(hole.reach.end), y, edge="paper", thickness=11, dash="2 7")
        yield PictureText(plot.x(hole.reach.middle), y - 12, hole.times, 16, ink="ink-soft", anchor="middle")
    for zoom in bar.zooms:
        yield line_path(plot.x(zoom.x), y, plot.x(zoom.end), y, edge=ink, thickness=12)
    for place in bar.places:
        yield _mark(bar.mark, plot.x(place), y)
    for figure in bar.figures:
        yield PictureText(plot.x(figure.x), y - 16, figure.text, 16, STRONG, anchor="middle", has_halo=True)
