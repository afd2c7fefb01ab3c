"""Rows of a comparison, put together from what was printed before: a row's label, each cell with its marks.

A phone's cells are the same on every page, so their text is kept with them; a page only joins.
"""

from markupsafe import Markup

from .template_fragments import Fragment, template_macro

MACRO_TEMPLATE = "macros/compare.html"


def printed_rows(section, several):
    """The rows of a section of ``JudgedRow``s; ``several`` where they tell phones apart."""
    return Markup("".join([_printed_row(section.anchor(row), row, several) for row in section.rows]))


def _printed_row(anchor, row, several):
    before, between, after = _row_frame(row.spec, row.kind, several)
    cells = "".join([_printed_cell(cell, judgement) for cell, judgement in row.judged])
    return f"{before}{anchor}{between}{cells}{after}"


def _row_frame(spec, kind, several):
    """What stands before a row's place, between that and its cells, and after them."""
    attributes = vars(spec)
    place = ("frame", kind, several)
    if place not in attributes:
        html = template_macro(MACRO_TEMPLATE, "judged_row")(spec, kind, several)
        attributes[place] = Fragment.of(html).texts
    return attributes[place]


def _printed_cell(cell, judgement):
    attributes = vars(cell)
    place = ("judged", judgement.best_words, judgement.difference)
    if place not in attributes:
        attributes[place] = str(template_macro(MACRO_TEMPLATE, "judged_cell")(cell, judgement))
    return attributes[place]


def printed_citation(citation):
    """What one source says of one row; kept with what it says."""
    attributes = vars(citation.said)
    place = ("cited", citation.label, citation.anchor)
    if place not in attributes:
        attributes[place] = template_macro("macros/sources.html", "citation_line")(citation)
    return attributes[place]
