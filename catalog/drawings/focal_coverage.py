"""Which focal lengths each phone has a lens for: a bar per phone, lenses as marks, wide gaps named."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt

from catalog.comparison.phone_marks import Marked, marked
from catalog.models import Phone
from catalog.quantities import units
from catalog.quantities.focal_length_axis import LONGEST_MM, SHORTEST_MM, Tick, percent, ticks

WIDE = 3
"""Times the focal length from one lens to the next beyond which a gap is named: cropped that far, a ninth is left."""
ROW_EM = 4.5
"""The height of a phone's row: its name, the figures, the bar."""
TOGETHER = 9
"""Percent of the width within which figures over marks are printed as one."""


@dataclass(frozen=True)
class Figure:
    """Focal lengths in mm over the marks that they belong to."""

    x: float
    text: str


@dataclass(frozen=True)
class Reach:
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
class Hole:
    """A gap that is named: where it is, “5×”, and “24 to 120 mm: 5× by cropping”."""

    reach: Reach
    times: str
    words: str


@dataclass(frozen=True)
class Bar:
    """One phone. ``whole`` runs from its shortest to its longest lens (None where no focal length is known), ``zooms``
    are the parts that a zoom covers without cropping."""

    mark: Marked
    whole: Reach | None
    places: tuple[float, ...]
    zooms: tuple[Reach, ...]
    figures: tuple[Figure, ...]
    holes: tuple[Hole, ...]
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
class Coverage:
    bars: tuple[Bar, ...]
    lengths: tuple[Tick, ...]
    text: str

    @property
    def may_have_more(self):
        """The letters of the phones whose rear cameras may not all be listed."""
        return [bar.mark.letter for bar in self.bars if not bar.mark.kit.is_whole]

    @property
    def ems(self):
        """Its height."""
        return ROW_EM * len(self.bars) + 0.5


def coverage(phones):
    """Of phones fetched with ``whole``; None where no focal length of any is known. Asks the database nothing more."""
    return coverage_of(marked(phones))


def coverage_of(marks):
    bars = tuple(_bar(mark) for mark in marks)
    if not any(bar.whole for bar in bars):
        return None
    each = "; ".join(f"{bar.mark.letter}, {bar.phone.full_name}: {bar.lenses}" for bar in bars)
    return Coverage(bars, tuple(ticks()), f"The focal lengths of each phone's rear lenses. {each}.")


def _bar(mark):
    lenses = mark.kit.lenses
    ends = sorted({mm for lens in lenses for mm in (lens.short_mm, lens.long_mm)})
    holes = tuple(_holes(mark.kit))
    return Bar(
        mark,
        whole=_reach(ends[0], ends[-1]) if ends else None,
        places=tuple(percent(mm) for mm in ends if _is_on_axis(mm)),
        zooms=tuple(_reach(lens.short_mm, lens.long_mm) for lens in lenses if lens.long_mm > lens.short_mm),
        figures=_figures([mm for mm in ends if _is_on_axis(mm)]),
        holes=holes,
        lenses=_lens_words(lenses),
        gaps=_gap_words(mark.kit, holes),
        not_counted=_not_counted(mark.kit),
    )


def _reach(start, end):
    return Reach(percent(start), percent(end))


def _is_on_axis(mm):
    return SHORTEST_MM <= mm <= LONGEST_MM


def _holes(kit):
    """The wide gaps, from the longest end so far to the next lens, with a doubt where one of unknown focal length may
    lie between."""
    lenses = kit.lenses
    reached = accumulate((lens.long_mm for lens in lenses), max)
    for long, lens in zip(reached, lenses[1:], strict=False):
        if lens.short_mm > WIDE * long:
            is_doubtful = kit.is_doubtful_at(sqrt(long * lens.short_mm))
            times = f"{units.number(lens.short_mm / long, 1)}×"
            words = f"{units.number(long, 0)} to {_mm(lens.short_mm)}: {times} by cropping"
            doubt = ("?", ", as far as is known") if is_doubtful else ("", "")
            yield Hole(_reach(long, lens.short_mm), times + doubt[0], words + doubt[1])


def _figures(ends):
    """One over each mark, or one over several where they stand too close."""
    groups = [[mm] for mm in ends[:1]]
    for before, mm in pairwise(ends):
        if percent(mm) - percent(before) < TOGETHER:
            groups[-1].append(mm)
        else:
            groups.append([mm])
    return tuple(_figure(group) for group in groups)


def _figure(lengths):
    middle = (percent(lengths[0]) + percent(lengths[-1])) / 2
    return Figure(round(middle, 2), ", ".join(units.number(mm, 0) for mm in lengths))


def _lens_words(lenses):
    return ", ".join(f"{_span(lens)} ({lens.title})" for lens in lenses) or "no focal length known"


def _span(lens):
    return (
        _mm(lens.short_mm) if lens.short_mm == lens.long_mm else f"{units.number(lens.short_mm)} to {_mm(lens.long_mm)}"
    )


def _gap_words(kit, holes):
    """One sentence per wide gap, or that there is none; nothing is said of a single lens."""
    if holes:
        return " ".join(f"Gap from {hole.words}." for hole in holes)
    return f"No gap wider than {WIDE}×." if len(kit.lenses) > 1 else ""


def _not_counted(kit):
    """Lenses that the drawing leaves out, and why."""
    unplaced = (f"{lens.title} (focal length not known)" for lens in kit.unplaced)
    return (*unplaced, *(f"{title} (does not serve for ordinary pictures)" for title in kit.aside))


def _mm(value):
    return units.quantity(value, "mm", 0)
