"""Values of the sheet as the texts of a CSV file, and back: which of them a phone has now."""

from catalog.models import Display
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .fact_table import FactTable

LIST_SEPARATOR = " | "
ESTIMATED_STATE = "estimated"
"""Stands in the columns of states where a value is known only as an estimate."""
EXPORTED_KEYS = (*PHONE_SPECS, *DISPLAY_SPECS)


def csv_value(value):
    """A value in one cell: lists with blanks between bars, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def csv_texts(phones):
    """Slug → {key: text} of phones fetched by ``with_all_rows``, as the CSV of the finder has them."""
    table = FactTable(phones)
    return {phone.slug: _texts_of_phone(table, phone) for phone in phones}


def _texts_of_phone(table, phone):
    display = main_display(phone) or Display(phone=phone)
    cells = {key: table.cell(spec, phone) for key, spec in PHONE_SPECS.items()}
    cells |= {key: table.cell(spec, display) for key, spec in DISPLAY_SPECS.items()}
    texts = {key: str(csv_value(cell.value)) for key, cell in cells.items()}
    return {"slug": phone.slug, "name": phone.name, **texts}
