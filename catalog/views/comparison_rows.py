"""Rows of a comparison, put together from what was printed before: a row's label, each cell with its marks.

A phone's cells are the same on every page, so their text is kept with them; a page only joins.
"""

from functools import cache, partial
from itertools import groupby

from markupsafe import Markup, escape

from catalog.comparison.citations import Citation
from catalog.comparison.row_groups import row_families
from catalog.facts.cells import RowKind
from catalog.facts.derived_values import derived_once_a_language

from .cell_values import printed_cell
from .template_fragments import Fragment, template_macro

MACRO_TEMPLATE = "macros/compare.html"


def printed_rows(section, several):
    """The rows of a section of ``JudgedRow``s; ``several`` where they tell phones apart."""
    return Markup("".join([_printed_row(section, row, several) for row in section.rows]))  # noqa: S704 - escaped


def printed_families(section, several):
    """The same, where rows fold under others: each of these with them is a body of the table by itself."""
    parts = []
    for is_family, families in groupby(row_families(section.rows), key=_has_children):
        bodies = map(partial(_printed_family, section, several), families)
        if is_family:
            parts += [f'<tbody class="family">{body}</tbody>' for body in bodies]
        else:
            parts += ["<tbody>", *bodies, "</tbody>"]
    return Markup("".join(parts))  # noqa: S704 - escaped


def _has_children(family):
    return len(family) > 1


def _printed_family(section, several, family):
    parent, *children = family
    rows = [_printed_row(section, parent, several, more=len(children))]
    rows += [_printed_row(section, row, several) for row in children]
    return "".join(rows)


def _printed_row(section, row, several, more=0):
    before, between, between_more, after = _row_frame(row.spec, _kind_shown(row), several)
    cells = "".join([_printed_cell(cell, judgement) for cell, judgement in row.judged])
    fold = template_macro(MACRO_TEMPLATE, "row_fold")(more) if more else ""
    return f"{before}{section.anchor(row)}{between}{fold}{between_more}{cells}{after}"


def _kind_shown(row):
    """``maybe``: every phone has an answer, and yet they may be alike."""
    if row.kind == RowKind.OPEN and all(cell.is_answered for cell in row.cells):
        return "maybe"
    return row.kind


@derived_once_a_language
def _row_frame(spec, kind, several):
    """What stands before a row's place, between that and what opens rows under it, before its cells, and after them."""
    return Fragment.of(template_macro(MACRO_TEMPLATE, "judged_row")(spec, kind, several)).texts


def _printed_cell(cell, judgement):
    best, difference = escape(judgement.best_words), escape(judgement.difference_words)
    return _cell_fragment(bool(best), bool(difference)).text_from((printed_cell(cell), best, difference))


@cache
def _cell_fragment(best, difference):
    return Fragment.of(template_macro(MACRO_TEMPLATE, "judged_cell")(best, difference))


def printed_citation(citation):
    """What one source says of one row; kept with what it says."""
    return _printed_citation(citation.said, citation.label, citation.anchor)


@derived_once_a_language
def _printed_citation(said, label, anchor):
    return template_macro("macros/sources.html", "citation_line")(Citation(label, anchor, said))
