"""The texts of an adapter as values of their columns."""

from functools import cache

from catalog.models import Alias, Chipset, MemoryVersion, ModelCode
from catalog.models.vocabulary import AliasKind, Channel
from catalog.quantities import parsers
from catalog.records.value_parser import InvalidValue, validate_value

from .spreadsheets.cells.cell_parser import CLEARED, NOT_PUBLISHED, parse_cell
from .spreadsheets.columns.spreadsheet_columns import SpreadsheetColumn, column_for_key

CHIPSET_KEYS = ("gpu", "cpu_cores", "cpu_max_ghz")
MEMORY_KEYS = ("ram_gb", "storage_gb")
LIST_COLUMNS = {
    "model_code": ("model_codes", "code", ModelCode),
    "alias": ("aliases", "name", Alias),
    "code_name": ("aliases", "name", Alias),
    "identifier": ("aliases", "name", Alias),
}
"""Key → the list it adds to, the column there that holds it."""
ALIAS_KINDS = {"code_name": AliasKind.CODE_NAME.value, "identifier": AliasKind.IDENTIFIER.value}
"""Key of another name → its kind; others are of none."""
COUNT_KEYS = ("camera_count",)


class DatasetValueParser:
    """``names`` (``RecordNames``) and ``chipsets`` (``ChipsetLookup``) know what other records are called, ``sensors``
    (``SensorLookup``) what image sensors are like."""

    def __init__(self, names, chipsets, sensors):
        self.names = names
        self.chipsets = chipsets
        self.sensors = sensors

    def values(self, part, value):
        """What the texts of a ``ParsedValue`` say, equal ones once; ``InvalidValue`` for the first that says nothing.
        ``part`` is None for the phone itself, “displays” or “cameras”."""
        found = []
        for text in (value.text, *(text for text, _ in value.others)):
            parsed = self.one(part, value, text)
            if parsed not in found:
                found.append(parsed)
        return found

    def one(self, part, value, text):
        """What one of the texts says; the reasons of ``InvalidValue`` name the key and the text."""
        try:
            if value.key == "chipset":
                return self.chipsets.content(value)
            return self.read(part, value.key, text)
        except InvalidValue as fault:
            raise _with_place(value.key, text, fault.reasons) from fault
        except ValueError as fault:
            raise _with_place(value.key, text, [str(fault).removesuffix(".")]) from fault

    def read(self, part, key, text):
        if key in MEMORY_KEYS:
            return _parse_memory(key, text)
        if key in COUNT_KEYS:
            return parsers.parse_number(text, whole=True)
        if key == "market":
            return parsed_market(text)
        if key in LIST_COLUMNS:
            return validated_list_item(key, text)
        found = parse_cell(dataset_column(part, key), text, self.names)[key]
        if found in (CLEARED, NOT_PUBLISHED):
            raise InvalidValue(f"“{text}” says nothing")
        return found


def parsed_market(text):
    """The row of a market, of its country, its carrier and the day of its first sale: “JP, NTT docomo, 2013-10-24”."""
    country, carrier, day = text.split(", ")
    return {"country": country, "carrier": carrier, "channel": Channel.CARRIER.value, "on_sale_from": day}


def validated_list_item(key, text):
    """The text, once its column would have it."""
    _, name, model = LIST_COLUMNS[key]
    validate_value(model._meta.get_field(name), text)
    return text


def _with_place(key, text, reasons):
    """``InvalidValue`` with the key before each reason, and the text where the reason does not quote it."""
    placed = []
    for reason in reasons:
        words = reason if text in reason else f"“{text}”: {reason}"
        placed.append(f"{key}: {words}")
    return InvalidValue(*placed)


@cache
def dataset_column(part, key):
    """The column of a key of the phone, its chipset, or of one of its ``part``s."""
    if key in CHIPSET_KEYS:
        return SpreadsheetColumn(key, "chipset", key, Chipset._meta.get_field(key))
    return column_for_key(f"{part}[1].{key}" if part else key)


def _parse_memory(key, text):
    sizes = parsers.parse_memory_sizes(text)
    for size in sizes:
        validate_value(MemoryVersion._meta.get_field(key), size)
    return sizes
