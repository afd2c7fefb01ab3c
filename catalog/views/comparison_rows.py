"""Rows of a comparison, put together from what was printed before: a row's label, each cell with its marks.

A phone's cells are the same on every page, so their text is kept with them; a page only joins.
"""

from functools import partial
from itertools import groupby

from django.utils.translation import get_language
from markupsafe import Markup

from catalog.comparison.row_groups import row_families
from catalog.facts.cells import RowKind

from .template_fragments import Fragment, template_macro

MACRO_TEMPLATE = "macros/compare.html"


def printed_rows(section, several):
    """The rows of a section of ``JudgedRow``s; ``several`` where they tell phones apart."""
    return Markup("".join([_printed_row(section, row, several) for row in section.rows]))


def printed_families(section, several):
    """The same, where rows fold under others: each of these with them is a body of the table by itself."""
    parts = []
    for is_family, families in groupby(row_families(section.rows), key=_has_children):
        bodies = map(partial(_printed_family, section, several), families)
        if is_family:
            parts += [f'<tbody class="family">{body}</tbody>' for body in bodies]
        else:
            parts += ["<tbody>", *bodies, "</tbody>"]
    return Markup("".join(parts))


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


def _row_frame(spec, kind, several):
    """What stands before a row's place, between that and what opens rows under it, before its cells, and after them."""
    attributes = vars(spec)
    place = ("frame", kind, several, get_language())
    if place not in attributes:
        html = template_macro(MACRO_TEMPLATE, "judged_row")(spec, kind, several)
        attributes[place] = Fragment.of(html).texts
    return attributes[place]


def _printed_cell(cell, judgement):
    attributes = vars(cell)
    place = ("judged", judgement.best_words, judgement.difference, get_language())
    if place not in attributes:
        attributes[place] = str(template_macro(MACRO_TEMPLATE, "judged_cell")(cell, judgement))
    return attributes[place]


def printed_citation(citation):
    """What one source says of one row; kept with what it says."""
    attributes = vars(citation.said)
    place = ("cited", citation.label, citation.anchor, get_language())
    if place not in attributes:
        attributes[place] = template_macro("macros/sources.html", "citation_line")(citation)
    return attributes[place]
