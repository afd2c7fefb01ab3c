"""Cells of the sheet as elements, filled into fragments that are printed once for all cells of one shape."""

from functools import cache
from types import SimpleNamespace

from markupsafe import escape

from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import active_language
from catalog.languages.name_scripts import with_lang
from catalog.languages.printed_cells import figure_and_unit, prose_lang

from .template_fragments import Fragment, slot, template_macro

MACRO_TEMPLATE = "macros/cells.html"


def printed_mark(kind):
    """The mark of what stands behind a value, without its sources, as lists have it."""
    return _mark_in(kind, active_language())


@cache
def _mark_in(kind, language):
    return template_macro(MACRO_TEMPLATE, "evidence_mark")(kind=kind)


@derived_once_a_language
def printed_cell(cell):
    """All that is known of a fact: its value, other versions, and what other sources say. Kept with the cell."""
    if cell.variations or cell.contradicting:
        return template_macro(MACRO_TEMPLATE, "full")(cell)
    return printed_value(cell)


def printed_value(cell):
    """Figure and unit, with one mark for what stands behind them."""
    figure, unit = figure_and_unit(cell)
    said = cell.cited
    is_unsourced_too = cell.disputed and cell.unsourced
    shape = (cell.state, cell.evidence, len(said), is_unsourced_too, cell.unusual)
    marks = [slot(claim.mark) for claim in said]
    words = (prose_lang(cell), escape(with_lang(figure)), escape(unit))
    return _value_fragment(active_language(), shape).filled_from([*words, *marks])


@cache
def _value_fragment(language, shape):
    """In the ``language`` that is active. Slots: the attribute of its text's language, figure, unit, and a mark for
    each source."""
    state, evidence, said_count, is_unsourced_too, unusual = shape
    said = [SimpleNamespace(mark=number) for number in range(3, 3 + said_count)]
    macro = template_macro(MACRO_TEMPLATE, "value_frame")
    return Fragment.of(macro(state, evidence, said, is_unsourced_too, unusual))
