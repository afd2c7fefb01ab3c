"""A comparison as lines for a spreadsheet: one line per fact; value, state and sources of each phone side by side."""

from catalog.facts.data import LICENCE
from catalog.facts.table import Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def lines_of(phones, stamp):
    """The header, a line per row of the sheet, and at the end the licence and the stamp."""
    table = Table(phones, as_data=True)
    yield _header(phones)
    for section in [*table.camera_sections(), *table.phone_sections()]:
        for row in (*section.rows, *section.not_known):
            yield _line(section, row)
    yield ["about", "licence", "Licence", "", f"{LICENCE['name']} {LICENCE['url']}"]
    yield ["about", "stamp", "State of the catalogue", "", stamp]


def _header(phones):
    columns = [column for phone in phones for column in (phone.slug, f"{phone.slug} state", f"{phone.slug} sources")]
    return ["group", "key", "label", "unit", *columns]


def _line(section, row):
    cells = [part for cell in row.cells for part in (_value(cell), cell.state.value, _sources(cell))]
    return [section.label, row.spec.key, row.spec.label, row.spec.unit, *map(harmless, cells)]


def _value(cell):
    """A number as a number, several values in one text, nothing where nothing is known: the state says why."""
    return "; ".join(map(str, cell.value)) if isinstance(cell.value, list) else cell.value


def _sources(cell):
    return " ".join(said.source.slug for said in cell.accepted)


def harmless(value):
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
