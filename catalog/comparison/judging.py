"""Judgements of the rows of a comparison: which value is best, and how far each is from a baseline."""

from dataclasses import dataclass, replace

from catalog.facts.cells import Cell, FactRow, FactSection
from catalog.facts.imperial_facts import imperial_row
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.registry import METRIC_KEYS


@dataclass(frozen=True)
class Judgement:
    """``difference`` from the baseline is printed beside the value: “+18 g”; empty where there is none."""

    best: bool = False
    difference: str = ""


@dataclass(frozen=True)
class JudgedRow(FactRow):
    judgements: tuple[Judgement, ...] = ()

    @property
    def judged(self):
        """(cell, judgement) for each phone."""
        return zip(self.cells, self.judgements, strict=True)


def judged_section(section: FactSection, baseline=None):
    """``section`` with a ``JudgedRow`` for each row. ``baseline`` is the number of a column, None for none."""
    return replace(section, rows=tuple(judged_row(row, baseline) for row in section.rows))


UNJUDGED = Judgement()


def judged_row(row, baseline=None):
    if baseline is None and row.spec.better is None:
        return JudgedRow(row.spec, row.cells, (UNJUDGED,) * len(row.cells))
    best = best_columns(row)
    differences = _differences(row, baseline)
    judgements = tuple(Judgement(number in best, difference) for number, difference in enumerate(differences))
    return JudgedRow(row.spec, row.cells, judgements)


def best_columns(row):
    """The numbers of the columns with the best value. Only values that are known for sure compete; values that are
    printed alike are one."""
    better = row.spec.better
    if better is None:
        return frozenset()
    spans = {}
    span_by_text = {}
    for number, cell in enumerate(row.cells):
        span = _competing_span(cell, better)
        if span is not None:
            spans[number] = span_by_text.setdefault(cell.text, span)
    return best_keys(spans, better)


def best_keys(spans, better):
    """The keys of the best of ``spans`` (key → (lowest, highest number)); ``better`` is min or max.

    A span is best where it is no worse than any other. At least two must compete; ties share it, and where all are
    alike none is best.
    """
    if better is min:
        spans = {key: (-high, -low) for key, (low, high) in spans.items()}
    distinct = sorted(set(spans.values()))
    if len(distinct) < 2:
        return frozenset()
    *others, best = distinct
    lowest, _ = best
    if lowest < max(high for _, high in others):
        return frozenset()
    return frozenset(key for key, span in spans.items() if span == best)


def _competing_span(cell: Cell, better):
    """The span of a value that may be called best: known, not estimated, not unusual, not disputed; else None."""
    if cell.estimated or cell.unusual or cell.disputed:
        return None
    if not cell.is_known:
        return None
    return _value_span(cell.value, better)


def _value_span(value, better=max):
    """Lowest and highest number that a value may mean; of several values the best one; None where it is no number."""
    if isinstance(value, list):
        spans = filter(None, map(_value_span, value))
        return better(spans, default=None)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value, value
    return _date_span(value)


def _date_span(text):
    """First and last day that a date's ISO text may mean, as numbers."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return None
    return date.first_day.toordinal(), date.last_day.toordinal()


def _differences(row, baseline):
    if baseline is None:
        return [""] * len(row.cells)
    base = row.cells[baseline]
    differences = [cell_difference(row.spec, cell, base) for cell in row.cells]
    differences[baseline] = ""
    return differences


def cell_difference(spec, cell, base):
    """``cell`` against ``base`` in words: “+18 g”, “about −0.7 stops”, “the same”; empty where one is no number."""
    if not _is_number(cell.value) or not _is_number(base.value):
        return ""
    words = spec.difference_text(cell.value, base.value)
    if words == formatters.NO_DIFFERENCE:
        return words
    if cell.estimated or base.estimated:
        return f"about {words}"
    return words


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def imperial_judged_section(section: FactSection):
    """``section`` with lengths, volumes and weights in inches, feet and ounces; optics stay metric."""
    return replace(section, rows=tuple(map(_imperial_judged_row, section.rows)))


def _imperial_judged_row(row):
    if row.spec.key in METRIC_KEYS:
        return row
    judgements = tuple(map(_imperial_judgement, row.judgements))
    return replace(imperial_row(row), judgements=judgements)


def _imperial_judgement(judgement):
    return replace(judgement, difference=formatters.to_imperial(judgement.difference))
