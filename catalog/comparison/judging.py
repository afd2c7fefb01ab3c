"""Judgements of the rows of a comparison: which value is best, and how far each is from a baseline."""

from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from catalog.facts.cells import Cell, FactRow, FactSection
from catalog.facts.imperial_facts import imperial_row
from catalog.languages.active_language import gettext
from catalog.languages.difference_words import difference_words
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.quantities.qualified_figures import AT_LEAST, AT_MOST, qualified_span
from catalog.sheet.registry import METRIC_KEYS

from .price_differences import price_differences


@dataclass(frozen=True)
class Judgement:
    """``difference`` from the baseline is printed beside the value: “+18 g”; empty where there is none. ``about``: the
    value is best by estimates, its own or others'."""

    best: bool = False
    difference: str = ""
    about: bool = False

    @property
    def best_words(self):
        """“best” or “about best”; empty where it is not."""
        if not self.best:
            return ""
        if self.about:
            return gettext("about best")
        return gettext("best")

    @property
    def difference_words(self):
        """The difference in the language of the page."""
        return difference_words(self.difference)


@dataclass(eq=False)
class JudgedRow(FactRow):
    """A row that is judged when its judgements are asked for: of most rows a page only counts what kind they are.

    ``baseline`` is the number of a column, None for none. ``metric`` is the row in its own units, where these are
    imperial.
    """

    baseline: int | None = None
    metric: FactRow | None = None

    @cached_property
    def judgements(self):
        """A ``Judgement`` for each cell."""
        if self.metric is not None:
            return _imperial_judgements(self)
        return _judgements(self)

    @property
    def judged(self):
        """(cell, judgement) for each phone."""
        return zip(self.cells, self.judgements, strict=True)


def judged_section(section: FactSection, baseline=None):
    """``section`` with a ``JudgedRow`` for each row. ``baseline`` is the number of a column, None for none."""
    rows = tuple([JudgedRow(row.spec, row.cells, baseline) for row in section.rows])
    return FactSection(section.key, section.label, rows, section.not_known)


UNJUDGED = Judgement()


def judged_row(row, baseline=None):
    return JudgedRow(row.spec, row.cells, baseline)


def _judgements(row):
    if row.baseline is None and row.spec.better is None:
        return (UNJUDGED,) * len(row.cells)
    best = best_columns(row)
    about = is_about(row)
    differences = _differences(row, row.baseline)
    judgements = [Judgement(number in best, difference, about) for number, difference in enumerate(differences)]
    return tuple(judgements)


def best_columns(row):
    """The numbers of the columns with the best value, as usual and in every version."""
    best = _best_cells(row.cells, row.spec)
    if any(cell.versions for cell in row.cells):
        usual = [replace(cell, versions=(), variations=()) for cell in row.cells]
        best &= _best_cells(usual, row.spec)
    return best


def _best_cells(cells, spec):
    """Values that are printed alike are one, and known as well as the best known of them."""
    spans = competing_spans(cells, spec)
    span_by_text = {}
    for number, span in spans.items():
        printed = _printed(cells[number])
        span_by_text[printed] = min(span_by_text.get(printed, span), span, key=_width)
    shared_spans = {number: span_by_text[_printed(cells[number])] for number in spans}
    return best_keys(shared_spans, spec.better)


def _printed(cell):
    return cell.text, cell.variations


def is_about(row):
    """Whether estimates compete in a row."""
    return any(row.cells[number].estimated for number in competing_spans(row.cells, row.spec))


def competing_spans(cells, spec):
    """Number of the column → the span of its value, of those that may be called best."""
    spans = {}
    if spec.better is None:
        return spans
    for number, cell in enumerate(cells):
        span = _competing_span(cell, spec)
        if span is not None:
            spans[number] = span
    return spans


def _width(span):
    low, high = span
    return high - low


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


def _competing_span(cell: Cell, spec):
    """The span of a value that may be called best, in every version: known, not unusual, not disputed, and if it is
    estimated, as far as it is known how wrong that may be; else None."""
    if cell.unusual or cell.disputed or not cell.is_known:
        return None
    if cell.estimated:
        return _estimate_span(cell.value, spec.estimate_error)
    return _span_of_versions(cell, spec.better)


def _estimate_span(value, error):
    if error is None:
        return None
    return value * (1 - error), value * (1 + error)


def _span_of_versions(cell, better):
    """From the least to the most of any version; None where one is no number. A qualifier is of the usual one alone."""
    spans = [_usual_span(cell, better)]
    spans += [_value_span(version.value, better) for version in cell.versions]
    if None in spans:
        return None
    return min(low for low, _ in spans), max(high for _, high in spans)


def _usual_span(cell, better):
    if cell.qualifier:
        return qualified_span(cell.value, cell.qualifier)
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
    if row.spec.unit_column:
        differences = price_differences(row.cells, base)
    else:
        differences = [cell_difference(row.spec, cell, base) for cell in row.cells]
    differences[baseline] = ""
    return differences


def cell_difference(spec, cell, base):
    """``cell`` against ``base`` in words: “+18 g”, “about −0.7 stops”, “the same”; empty where one is no number, or
    only a bound."""
    if not _is_number(cell.value) or not _is_number(base.value):
        return ""
    words = spec.difference_text(cell.value, base.value)
    if {cell.qualifier, base.qualifier} & {AT_MOST, AT_LEAST}:
        return ""
    if words == formatters.NO_DIFFERENCE:
        return words
    if cell.estimated or base.estimated or cell.qualifier or base.qualifier:
        return f"about {words}"
    return words


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def imperial_judged_section(section: FactSection):
    """``section`` with lengths, volumes and weights in inches, feet and ounces, and judged as they are printed then;
    optics stay metric."""
    return replace(section, rows=tuple(map(_imperial_judged_row, section.rows)))


def _imperial_judged_row(row):
    if row.spec.key in METRIC_KEYS:
        return row
    return replace(imperial_row(row), metric=row)


def _imperial_judgements(row):
    best = best_columns(row)
    judgements = []
    for number, judgement in enumerate(row.metric.judgements):
        difference = formatters.to_imperial(judgement.difference)
        judgements.append(replace(judgement, best=number in best, difference=difference))
    return tuple(judgements)
