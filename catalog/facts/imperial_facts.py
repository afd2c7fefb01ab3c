"""Facts in inches, feet and ounces; rows of optics stay metric, as lenses and sensors are named so everywhere."""

from dataclasses import replace

from catalog.quantities import formatters
from catalog.sheet.registry import METRIC_KEYS

from .fact_summaries import FactSummary


def imperial_section(section):
    """A ``FactSection`` with lengths, volumes and weights in imperial units."""
    return replace(section, rows=tuple(map(imperial_row, section.rows)))


def imperial_row(row):
    if row.spec.key in METRIC_KEYS:
        return row
    return replace(row, cells=tuple(map(_cached_imperial_cell, row.cells)))


def imperial_cell(spec, cell):
    """A cell of the row ``spec``."""
    if spec.key in METRIC_KEYS:
        return cell
    return _cached_imperial_cell(cell)


def imperial_summary(spec, summary: FactSummary):
    if spec.key in METRIC_KEYS:
        return summary
    return replace(summary, text=formatters.to_imperial(summary.text))


def _cached_imperial_cell(cell):
    """Cached on the cell, as it is the same on every page."""
    attributes = vars(cell)
    if "in imperial" not in attributes:
        attributes["in imperial"] = _imperial_cell(cell)
    return attributes["in imperial"]


def _imperial_cell(cell):
    claims = tuple(replace(said, text=formatters.to_imperial(said.text)) for said in cell.claims)
    variations = tuple(map(formatters.to_imperial, cell.variations))
    return replace(cell, text=formatters.to_imperial(cell.text), variations=variations, claims=claims)
