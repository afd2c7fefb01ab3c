"""Rows of a comparison, put together from what was printed before: a row's label, each cell with its marks.

A phone's cells are the same on every page, so their text is kept with them; a page only joins.
"""

from markupsafe import Markup

from .fragment_cache import Piece, macro

MACROS = "macros/compare.html"


def printed_rows(section, several):
    """The rows of a section of ``JudgedRow``s; ``several`` where they tell phones apart."""
    return Markup("".join([_row(section.anchor(row), row, several) for row in section.rows]))


def _row(anchor, row, several):
    before, between, after = _frame(row.spec, row.kind, several)
    return f"{before}{anchor}{between}{''.join([_cell(*judged) for judged in row.judged])}{after}"


def _frame(spec, kind, several):
    """What stands before a row's place, between that and its cells, and after them."""
    kept, place = vars(spec), ("frame", kind, several)
    if place not in kept:
        kept[place] = Piece.of(macro(MACROS, "judged_row")(spec, kind, several)).texts
    return kept[place]


def _cell(cell, judgement):
    kept, place = vars(cell), ("judged", judgement.best, judgement.difference)
    if place not in kept:
        kept[place] = str(macro(MACROS, "judged_cell")(cell, judgement))
    return kept[place]


def printed_citation(citation):
    """What one source says of one row; kept with what it says."""
    kept, place = vars(citation.said), ("cited", citation.label, citation.anchor)
    if place not in kept:
        kept[place] = macro("macros/sources.html", "citation_line")(citation)
    return kept[place]
