"""The coverage of the catalogue as ``manage.py coverage`` gives it: as text, and as data."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from catalog.facts.depth import DEPTH_SPECS

from .catalogue_coverage import CatalogueCoverage, Share

LINE_HEADS = ("", "phones", "rows that apply", "known", "with a source")
FIGURE_LABELS = {
    "phones": gettext_noop("Phones published"),
    "above_floor": gettext_noop("Phones with all that is asked for"),
    "median_rows_known": gettext_noop("Specs known of the median phone"),
    "rows_known_of_none": gettext_noop("Specs known of no phone"),
    "sourced": gettext_noop("Known values with a source"),
    "main_lens_sourced": gettext_noop("Facts of main lenses with a source"),
    "other_lenses_sourced": gettext_noop("Facts of other rear lenses with a source"),
    "lens_views": gettext_noop("Rear lenses with focal length or angle"),
    "rear_lists_whole": gettext_noop("Lists of rear cameras that are complete"),
    "main_sizes_exact": gettext_noop("Main sensors in mm, not estimated"),
}
"""Key of a figure of the summary → what it is called."""


@dataclass(frozen=True)
class CoverageFigure:
    """One figure of the summary. ``key`` names it in data; ``value`` is a number, ``of`` so many where that is not 0,
    or a ``Share``."""

    key: str
    value: float | Share
    of: int = 0

    @property
    def label(self):
        return FIGURE_LABELS[self.key]

    @property
    def text(self):
        if isinstance(self.value, Share):
            return str(self.value)
        if self.of:
            return f"{self.value:,g} of {self.of}"
        return f"{self.value:,g}"

    @property
    def data(self):
        """A number, or {"part", "whole", "percent"}."""
        if not isinstance(self.value, Share):
            return self.value
        return share_data(self.value)


def share_data(share):
    return {"part": share.part, "whole": share.whole, "percent": share.percent}


def coverage_figures(coverage):
    """The ``CoverageFigure``s of the summary, in their order."""
    of_rows = len(DEPTH_SPECS)
    return (
        CoverageFigure("phones", coverage.phones),
        CoverageFigure("above_floor", coverage.above_floor),
        CoverageFigure("median_rows_known", coverage.median_known, of_rows),
        CoverageFigure("rows_known_of_none", len(coverage.never_known), of_rows),
        CoverageFigure("sourced", coverage.sourced),
        CoverageFigure("main_lens_sourced", coverage.lens_share("main")),
        CoverageFigure("other_lenses_sourced", coverage.lens_share("other")),
        CoverageFigure("lens_views", coverage.views),
        CoverageFigure("rear_lists_whole", coverage.whole_rear_lists),
        CoverageFigure("main_sizes_exact", coverage.exact_main_sizes),
    )


def coverage_lines(coverage: CatalogueCoverage):
    """Title → the ``CoverageLine``s under it."""
    return {"brand": coverage.by_brand, "year": coverage.by_year, "group": coverage.by_group}


def coverage_data(coverage):
    """The coverage as JSON has it."""
    data = {figure.key: figure.data for figure in coverage_figures(coverage)}
    for title, lines in coverage_lines(coverage).items():
        data[f"by_{title}"] = list(map(line_data, lines))
    data["rows_known_of_none_keys"] = [spec.key for spec in coverage.never_known]
    data["below_floor"] = coverage.below_floor
    return data


def line_data(line):
    return {
        "label": line.label,
        "phones": line.phones,
        "applicable": line.applicable,
        "known": line.known,
        "sourced": line.sourced,
    }


def coverage_text(coverage):
    """Yield the lines of the report."""
    for figure in coverage_figures(coverage):
        yield f"{figure.label:<42}{figure.text}"
    for title, lines in coverage_lines(coverage).items():
        yield from ("", f"By {title}", *table_lines(lines))
    yield from ("", f"Specs known of no phone: {len(coverage.never_known)}")
    yield from (f"  {spec.key}: {spec.label}" for spec in coverage.never_known)
    yield from ("", f"Phones below the floor for publishing: {len(coverage.below_floor)}")
    yield from (f"  {slug}: {', '.join(gaps)}" for slug, gaps in coverage.below_floor.items())


def table_lines(lines):
    """A table of ``CoverageLine``s in columns."""
    rows = [LINE_HEADS]
    for line in lines:
        shares = map(part_text, (line.known_share, line.sourced_share))
        rows.append((line.label, f"{line.phones:,}", f"{line.applicable:,}", *shares))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  " + "  ".join([first.ljust(widths[0]), *cells])


def part_text(share):
    """“517 (79 %)”; the whole stands beside it."""
    if share.percent is None:
        return f"{share.part:,}"
    return f"{share.part:,} ({share.percent}\u00a0%)"
