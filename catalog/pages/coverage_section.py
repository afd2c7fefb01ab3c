"""What “About” says of how much is known: the figures, and a chart by group of rows, year and brand."""

from dataclasses import dataclass, replace
from functools import reduce

from django.utils.translation import gettext, gettext_noop

from catalog.coverage.catalogue_coverage import CoverageLine, Share
from catalog.coverage.coverage_report import coverage_figures
from catalog.drawings.coverage_bars import ShareBar, coverage_bar
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import number_text, percent_text

MOST_BARS = 24
"""Of one chart; what comes after these is one bar."""
EARLIER_YEARS = gettext_noop("{number} earlier years")
OTHER_BRANDS = gettext_noop("{number} other brands")


@dataclass(frozen=True)
class CoverageChart:
    """``key`` is unique on the page, ``title`` its heading."""

    key: str
    title: str
    bars: list[ShareBar]


@dataclass(frozen=True)
class CoverageSection:
    """``figures`` are (label, text)."""

    figures: tuple
    charts: list[CoverageChart]
    phones: int


def coverage_section(coverage):
    """The ``CoverageSection`` of a ``CatalogueCoverage``."""
    charts = [
        CoverageChart("groups", gettext("By group of rows"), bars_of_groups(coverage.by_group)),
        CoverageChart("years", gettext("By year"), bars_of_phones(coverage.by_year, EARLIER_YEARS)),
        CoverageChart("brands", gettext("By brand"), bars_of_phones(coverage.by_brand, OTHER_BRANDS)),
    ]
    figures = [(gettext(figure.label), figure_words(figure)) for figure in coverage_figures(coverage)]
    return CoverageSection(tuple(figures), charts, coverage.phones)


def figure_words(figure):
    """A ``CoverageFigure`` in the language of the page: “517 of 653 (79 %)”."""
    if isinstance(figure.value, Share):
        return share_words(figure.value)
    if figure.of:
        return part_of_words(figure.value, figure.of)
    return number_text(figure.value)


def share_words(share):
    words = part_of_words(share.part, share.whole)
    if share.percent is None:
        return words
    return gettext("{part_of_whole} ({percent})").format(part_of_whole=words, percent=percent_text(share.percent))


def part_of_words(part, whole):
    return gettext("{part} of {whole}").format(part=number_text(part), whole=number_text(whole))


def bars_of_groups(lines):
    return [coverage_bar(replace(line, label=localised(line.label))) for line in lines]


def bars_of_phones(lines, rest):
    """A bar for each line, labelled with the number of its phones; the last are one, called ``rest``."""
    shown = lines
    if len(lines) > MOST_BARS:
        shown = [*lines[: MOST_BARS - 1], joined_lines(lines[MOST_BARS - 1 :], rest)]
    return [coverage_bar(replace(line, label=f"{line.label} ({number_text(line.phones)})")) for line in shown]


def joined_lines(lines, label):
    words = gettext(label).format(number=number_text(len(lines)))
    return replace(reduce(sum_of_lines, lines), label=words)


def sum_of_lines(one, other):
    return CoverageLine(
        one.label,
        one.phones + other.phones,
        one.applicable + other.applicable,
        one.known + other.known,
        one.sourced + other.sourced,
    )
