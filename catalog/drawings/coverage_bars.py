"""Bars that say how much is known: the length of each is the share of rows that are known, its dark part those with a
source. Geometry only, in a box of 100 × 10."""

from dataclasses import dataclass

from catalog.coverage.catalogue_coverage import CoverageLine
from catalog.languages.active_language import gettext
from catalog.languages.printed_figures import number_text, percent_text

WIDTH, HEIGHT = 100, 10


@dataclass(frozen=True)
class ShareBar:
    """``known`` and ``sourced`` are lengths from the left edge; ``words`` say the same with the counts."""

    label: str
    known: float
    sourced: float
    words: str

    view_box = f"0 0 {WIDTH} {HEIGHT}"
    width, height = WIDTH, HEIGHT


def coverage_bar(line: CoverageLine):
    """Its label is in the language of the page, or a name."""
    return ShareBar(
        line.label,
        known=bar_length(line.known, line.applicable),
        sourced=bar_length(line.sourced, line.applicable),
        words=coverage_words(line),
    )


def bar_length(part, whole):
    if not whole:
        return 0
    return round(WIDTH * part / whole, 2)


def coverage_words(line):
    """“2,021 of 3,360 (60 %), 444 sourced”."""
    share = line.known_share
    words = gettext("{known} of {all} ({percent}), {sourced} sourced")
    if share.percent is None:
        words = gettext("{known} of {all}, {sourced} sourced")
    return words.format(
        known=number_text(share.part),
        all=number_text(share.whole),
        percent=percent_text(share.percent),
        sourced=number_text(line.sourced),
    )
