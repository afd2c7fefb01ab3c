"""A comparison without its pictures: as data, as lines for a spreadsheet, as text to paste."""

from itertools import groupby, starmap

from catalog.facts.csv_cells import ESTIMATED_STATE
from catalog.facts.fact_table import FactTable
from catalog.facts.phone_serializer import LICENCE, versions_data
from catalog.quantities import formatters
from catalog.quantities.spreadsheet_formulas import escape_formula

from .comparison_query import RowFilter
from .judged_table import ROW_KINDS, judged_sections
from .judging import judged_row


def requested_rows(phones, asked):
    """(section, ``JudgedRow``) of every row of the page that is asked for."""
    kind = ROW_KINDS.get(asked.rows)
    for section in judged_sections(FactTable(phones), asked):
        for row in section.rows:
            if kind in (None, row.kind):
                yield section, row


def table_data(phones, asked):
    """The rows of the page with their judgements; numbers stay in the units of the sheet."""
    rows = [table_row_data(section, row, phones) for section, row in requested_rows(phones, asked)]
    shown = asked.rows if asked.rows in ROW_KINDS else RowFilter.ALL
    return {"baseline": asked.baseline or None, "shown": shown.value, "rows": rows}


def table_row_data(section, row, phones):
    judged = zip(phones, row.judged, strict=True)
    return {
        "section": section.label,
        "key": row.spec.key,
        "label": row.spec.label,
        "unit": row.spec.unit or None,
        "kind": row.kind.value,
        "best": best_slugs(row, phones),
        "best_estimated": is_best_estimated(row),
        "cells": [table_cell_data(phone.slug, cell, mark) for phone, (cell, mark) in judged],
    }


def table_cell_data(slug, cell, mark):
    return {
        "slug": slug,
        "value": cell.value,
        "text": cell.text,
        "state": cell.state.value,
        "estimated": cell.estimated,
        "disputed": cell.disputed,
        "unusual": cell.unusual,
        "versions": versions_data(cell),
        "difference": mark.difference or None,
        "sources": _source_slugs(cell),
    }


def csv_lines(phones, asked, stamp):
    """The header, a line per row of the sheet, and at the end the licence and the stamp."""
    yield _csv_header(phones)
    table = FactTable(phones, as_data=True)
    kind = ROW_KINDS.get(asked.rows)
    for section in (*table.camera_sections(), *table.phone_sections()):
        for fact_row in (*section.rows, *section.not_known):
            row = judged_row(fact_row)
            if kind in (None, row.kind):
                yield _csv_line(section, row, phones)
    yield ["about", "licence", "Licence", "", f"{LICENCE['name']} {LICENCE['url']}"]
    yield ["about", "stamp", "State of the catalogue", "", stamp]


def _csv_header(phones):
    columns = []
    for phone in phones:
        columns += [phone.slug, f"{phone.slug} state", f"{phone.slug} sources"]
    return ["group", "key", "label", "unit", *columns, "kind", "best", "best_state"]


def _csv_line(section, row, phones):
    spec = row.spec
    line = [section.label, spec.key, spec.label, spec.unit]
    for cell in row.cells:
        state = ESTIMATED_STATE if cell.estimated else cell.qualifier or cell.state.value
        parts = (_csv_value(cell), state, " ".join(_source_slugs(cell)))
        line += [escape_formula(part, keep_numbers=False) for part in parts]
    state = ESTIMATED_STATE if is_best_estimated(row) else ""
    return [*line, row.kind.value, " ".join(best_slugs(row, phones)), state]


def best_slugs(row, phones):
    return [phone.slug for phone, mark in zip(phones, row.judgements, strict=True) if mark.best]


def is_best_estimated(row):
    """Whether a value is best by estimates."""
    return any(mark.best and mark.about for mark in row.judgements)


def _csv_value(cell):
    """A number as a number, several values in one text, None where nothing is known."""
    if not isinstance(cell.value, list):
        return cell.value
    return "; ".join(map(str, cell.value))


def _source_slugs(cell):
    return [said.source.slug for said in cell.accepted]


def markdown_lines(phones, asked, address):
    """Lines of the table as Markdown, as forums and editors take it; ``address`` is where it comes from."""
    names = [_escape_markdown(phone.full_name) for phone in phones]
    yield f"**{' · '.join(names)}**"
    yield ""
    yield _markdown_row(["", *names])
    yield _markdown_row([":--"] * (len(names) + 1))
    for label, rows in rows_by_section(phones, asked):
        yield _markdown_row([f"**{_escape_markdown(label)}**", *[""] * len(names)])
        for row in rows:
            yield _markdown_fact_row(row)
    yield ""
    yield f"{address} ({LICENCE['name']})"


def _markdown_fact_row(row):
    label = _difference_sign(row) + _escape_markdown(row.spec.label)
    words = starmap(_cell_words, row.judged)
    return _markdown_row([label, *map(_escape_markdown, words)])


def plain_text_lines(phones, asked, address):
    """Lines of the same as plain text, for places that show no tables."""
    yield " / ".join(phone.full_name for phone in phones)
    for label, rows in rows_by_section(phones, asked):
        yield ""
        yield label
        for row in rows:
            words = " / ".join(starmap(_cell_words, row.judged))
            yield f"{_difference_sign(row)}{row.spec.label}: {words}"
    yield ""
    yield f"{address} ({LICENCE['name']})"


def rows_by_section(phones, asked):
    """Yield (label, rows) of each section that has any."""
    found = groupby(requested_rows(phones, asked), key=lambda pair: pair[0].label)
    for label, pairs in found:
        yield label, [row for _, row in pairs]


def _difference_sign(row):
    return "≠ " if row.differs else ""


def _cell_words(cell, mark):
    """The value with its marks in words."""
    notes = []
    for word in ("estimated", "disputed", "unusual"):
        if getattr(cell, word):
            notes.append(word)
    if mark.best:
        notes.append(mark.best_words)
    if mark.difference:
        notes.append(mark.difference)
    text = cell.text
    if notes:
        text += f" ({', '.join(notes)})"
    text = "; ".join([text, *cell.variations])
    return text.replace(formatters.THIN_SPACE, " ")


def _markdown_row(texts):
    return f"| {' | '.join(texts)} |"


def _escape_markdown(text):
    """``text`` with what Markdown would take for its own."""
    for sign in "\\|*_`<[":
        text = text.replace(sign, f"\\{sign}")
    return text
