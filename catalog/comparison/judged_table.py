"""The sections of a comparison with every row judged: the same for its page, its data and the twins of a phone."""

from dataclasses import replace

from catalog.facts.cells import RowKind

from .comparison_query import RowFilter
from .judging import imperial_judged_section, judged_section

ROW_KINDS = {RowFilter.DIFFERS: RowKind.DIFFERS, RowFilter.SAME: RowKind.SAME, RowFilter.OPEN: RowKind.OPEN}


def judged_sections(table, asked, *, with_lone=True):
    """Every section of a comparison in its order: launch, cameras, the rest. Lenses of one phone alone are empty unless
    ``with_lone``."""
    launch, *rest = table.phone_sections()
    baseline = asked.slugs.index(asked.baseline) if asked.baseline else None
    sections = (launch, *table.camera_sections(with_lone), *rest)
    judged = [judged_section(section, baseline) for section in sections]
    if not asked.imperial:
        return judged
    return list(map(imperial_judged_section, judged))


def sections_with_rows(sections, is_wanted):
    """The sections with those rows for which ``is_wanted(row)``; sections without any are left out."""
    found = []
    for section in sections:
        rows = tuple(filter(is_wanted, section.rows))
        if rows:
            found.append(replace(section, rows=rows))
    return found


def first_rows(sections):
    """Key → the first row of that key: of the rows of cameras, the main camera's."""
    rows = {}
    for section in sections:
        for row in section.rows:
            rows.setdefault(row.spec.key, row)
    return rows
