"""Which focal lengths each phone has a lens for: a bar per phone, lenses as marks, wide gaps named."""

from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from operator import attrgetter

from catalog.comparison.phone_marks import MarkedPhone, marked_phones
from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import clause_list, comma_list, joined_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import number_text
from catalog.models import Phone
from catalog.quantities import formatters
from catalog.quantities.focal_length_axis import Tick, axis_percent, axis_ticks, is_on_axis

from .light_chart_words import whole_millimetres

WIDE_GAP = 3
"""Times the focal length from one lens to the next beyond which a gap is named: cropped that far, a ninth is left."""
ROW_EM = 4.5
"""The height of a phone's row: its name, the figures, the bar."""
MERGED_WITHIN = 9
"""Percent of the width within which figures over marks are printed as one."""


@dataclass(frozen=True)
class FocalFigure:
    """Focal lengths in mm over the marks that they belong to."""

    x: float
    text: str


@dataclass(frozen=True)
class FocalRange:
    """From ``x`` to ``end`` in percent."""

    x: float
    end: float

    @property
    def width(self):
        return round(self.end - self.x, 2)

    @property
    def middle(self):
        return round((self.x + self.end) / 2, 2)


@dataclass(frozen=True)
class FocalGap:
    """A gap that is named: where it is, “5×”, and “24 to 120 mm: 5× by cropping”."""

    reach: FocalRange
    times: str
    words: str


@dataclass(frozen=True)
class CoverageBar:
    """One phone. ``whole`` runs from its shortest to its longest lens (None where no focal length is known), ``zooms``
    are the parts that a zoom covers without cropping."""

    mark: MarkedPhone
    whole: FocalRange | None
    places: tuple[float, ...]
    zooms: tuple[FocalRange, ...]
    figures: tuple[FocalFigure, ...]
    holes: tuple[FocalGap, ...]
    lenses: str
    gaps: str
    not_counted: tuple[str, ...]

    @property
    def phone(self) -> Phone:
        return self.mark.phone

    @property
    def top(self):
        """In em, from the top of the drawing."""
        return ROW_EM * (self.mark.number - 1)


@dataclass(frozen=True)
class FocalCoverage:
    bars: tuple[CoverageBar, ...]
    lengths: tuple[Tick, ...]
    text: str

    @property
    def may_have_more(self):
        """The names of the phones whose rear cameras may not all be listed: “A and B”; empty where there are none."""
        return joined_list([bar.phone.name for bar in self.bars if not bar.mark.kit.is_whole])

    @property
    def ems(self):
        """Its height."""
        return ROW_EM * len(self.bars) + 0.5


def focal_coverage(phones):
    """Of phones fetched with ``whole``; None where no focal length of any is known. Asks the database nothing more."""
    return coverage_of_marked(marked_phones(phones))


def coverage_of_marked(marks):
    bars = tuple(map(_coverage_bar, marks))
    if not any(bar.whole for bar in bars):
        return None
    each = clause_list(map(_bar_words, bars))
    text = gettext("The focal lengths of each phone's rear lenses. {lines}.").format(lines=each)
    return FocalCoverage(bars, axis_ticks(), text)


def _bar_words(bar):
    words = gettext("{letter}, {phone}: {words}")
    return words.format(letter=bar.mark.letter, phone=bar.phone.full_name, words=bar.lenses)


@derived_once_a_language
def _coverage_bar(mark):
    lenses = mark.kit.lenses
    ends = sorted({*map(attrgetter("short_mm"), lenses), *map(attrgetter("long_mm"), lenses)})
    shown = list(filter(is_on_axis, ends))
    holes = tuple(_wide_gaps(mark.kit))
    return CoverageBar(
        mark,
        whole=_focal_range(ends[0], ends[-1]) if ends else None,
        places=tuple(map(axis_percent, shown)),
        zooms=tuple(_zoom_ranges(lenses)),
        figures=_focal_figures(shown),
        holes=holes,
        lenses=_lens_words(lenses),
        gaps=_gap_words(mark.kit, holes),
        not_counted=_uncounted_lenses(mark.kit),
    )


def _zoom_ranges(lenses):
    for lens in lenses:
        if lens.long_mm > lens.short_mm:
            yield _focal_range(lens.short_mm, lens.long_mm)


def _focal_range(start, end):
    return FocalRange(axis_percent(start), axis_percent(end))


def _wide_gaps(kit):
    """The wide gaps, from the longest end so far to the next lens."""
    reached = accumulate(map(attrgetter("long_mm"), kit.lenses), max)
    for long_mm, lens in zip(reached, kit.lenses[1:], strict=False):
        if lens.short_mm > WIDE_GAP * long_mm:
            yield _focal_gap(kit, long_mm, lens.short_mm)


def _focal_gap(kit, start, end):
    """With a doubt where a lens of unknown focal length may lie between."""
    times = localised(f"{formatters.format_number(end / start, 1)}×")
    words = gettext("{start} to {end}: {times} by cropping")
    shown = times
    if kit.is_doubtful_at(sqrt(start * end)):
        words = gettext("{start} to {end}: {times} by cropping, as far as is known")
        shown += "?"
    words = words.format(start=number_text(start, 0), end=whole_millimetres(end), times=times)
    return FocalGap(_focal_range(start, end), shown, words)


def _focal_figures(ends):
    """One over each mark, or one over several where they stand too close."""
    groups = []
    for mm in ends:
        is_close = groups and axis_percent(mm) - axis_percent(groups[-1][-1]) < MERGED_WITHIN
        if is_close:
            groups[-1].append(mm)
        else:
            groups.append([mm])
    return tuple(map(_focal_figure, groups))


def _focal_figure(lengths):
    middle = (axis_percent(lengths[0]) + axis_percent(lengths[-1])) / 2
    return FocalFigure(round(middle, 2), comma_list(number_text(mm, 0) for mm in lengths))


def _lens_words(lenses):
    if not lenses:
        return gettext("no focal length known")
    return comma_list(map(_range_and_title, lenses))


def _range_and_title(lens):
    return gettext("{focal_length} ({lens})").format(focal_length=_lens_range(lens), lens=localised(lens.title))


def _lens_range(lens):
    longest = whole_millimetres(lens.long_mm)
    if lens.short_mm == lens.long_mm:
        return longest
    return gettext("{start} to {end}").format(start=number_text(lens.short_mm), end=longest)


def _gap_words(kit, holes):
    """One sentence per wide gap, or that there is none; nothing is said of a single lens."""
    if holes:
        return " ".join(gettext("Gap from {gap}.").format(gap=hole.words) for hole in holes)
    if len(kit.lenses) < 2:
        return ""
    return gettext("No gap wider than {times}×.").format(times=WIDE_GAP)


def _uncounted_lenses(kit):
    """Lenses that the drawing leaves out, and why."""
    words = []
    for lens in kit.unplaced:
        words.append(gettext("{lens} (focal length not known)").format(lens=localised(lens.title)))
    for title in kit.aside:
        words.append(gettext("{lens} (does not serve for ordinary pictures)").format(lens=localised(title)))
    return tuple(words)
