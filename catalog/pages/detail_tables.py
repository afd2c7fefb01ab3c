"""Small tables of what one phone has in several: memory versions, model codes, markets, software seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from catalog.facts.fact_summaries import NOT_KNOWN
from catalog.quantities import formatters
from catalog.quantities.countries import country_name
from catalog.quantities.partial_dates import PartialDate


@dataclass(frozen=True)
class DetailTable:
    """Columns of which something is known, and the labels of the others. Every cell has words."""

    key: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True)
class DetailColumn:
    """``stated_by``: the column of the phone that says the same once for all records; where it is known, that no
    record has a figure of its own is not said."""

    label: str
    read: Callable
    stated_by: str = ""

    def is_stated_for(self, phone):
        return bool(self.stated_by) and getattr(phone, self.stated_by) is not None


def phone_detail_tables(phone):
    """Those that say more than a row of the sheet does."""
    tables = []
    for key, label, name, columns in DETAIL_TABLES:
        table = _detail_table(key, label, getattr(phone, name).all(), columns)
        stated = {column.label for column in columns if column.is_stated_for(phone)}
        not_known = tuple(label for label in table.not_known if label not in stated)
        table = replace(table, not_known=not_known)
        if len(table.heads) > 1:
            tables.append(table)
    return tables


def _detail_table(key, label, records, columns):
    known = {}
    not_known = []
    for column in columns:
        texts = [_value_text(column.read(record)) for record in records]
        if any(texts):
            known[column.label] = [text or NOT_KNOWN for text in texts]
        else:
            not_known.append(column.label)
    rows = tuple(zip(*known.values(), strict=True))
    return DetailTable(key, label, tuple(known), rows, tuple(not_known))


def _value_text(value):
    """``value`` for people; empty when it is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return value.words
    return str(value)


def _field_reader(name, show=lambda value: value):
    """A reader of one column, printed by ``show`` where it is known."""

    def read(record):
        value = getattr(record, name)
        if value is None:
            return None
        return show(value)

    return read


def _label_reader(name):
    return lambda record: getattr(record, f"get_{name}_display")()


def _price_text(market):
    if market.price is None:
        return None
    return formatters.format_money(market.price, market.price_currency)


DETAIL_TABLES = (
    ("memory-versions", "Memory versions", "memory_versions", (
        DetailColumn("RAM", _field_reader("ram_gb", formatters.format_gigabytes)),
        DetailColumn("Storage", _field_reader("storage_gb", formatters.format_gigabytes)),
        DetailColumn("Market or edition", _field_reader("applies_to")),
    )),
    ("model-codes", "Model codes and bands", "model_codes", (
        DetailColumn("Code", _field_reader("code")),
        DetailColumn("Market or carrier", _field_reader("for_whom")),
        DetailColumn("SIM", _field_reader("sim_arrangement")),
        DetailColumn("LTE bands", _field_reader("lte_bands", formatters.band_formatter("B"))),
        DetailColumn("5G bands", _field_reader("nr_bands", formatters.band_formatter("n"))),
        DetailColumn("5G bands, millimetre wave", _field_reader("nr_fr2_bands", formatters.band_formatter("n"))),
        DetailColumn("Lists of bands complete", _field_reader("bands_complete")),
        DetailColumn("Confidence in the bands", _label_reader("bands_confidence")),
        DetailColumn("How the bands are known", _field_reader("bands_basis")),
        DetailColumn("Remarks", _field_reader("notes")),
    )),
    ("markets", "Markets and prices", "markets", (
        DetailColumn("Country", _field_reader("country", country_name)),
        DetailColumn("Carrier", _field_reader("carrier")),
        DetailColumn("Channel", _label_reader("channel")),
        DetailColumn("On sale from", _field_reader("on_sale_from")),
        DetailColumn("Price", _price_text, stated_by="launch_price"),
        DetailColumn("Price on", _field_reader("price_on"), stated_by="launch_price"),
        DetailColumn("Locked to the carrier", _field_reader("carrier_locked")),
        DetailColumn("Shutter sound cannot be switched off", _field_reader("forced_shutter_sound")),
        DetailColumn("Warranty", _field_reader("warranty")),
    )),
    ("software", "Software seen", "software_observations", (
        DetailColumn("Version", _field_reader("os_version")),
        DetailColumn("Security patches of", _field_reader("patch_level")),
        DetailColumn("Build", _field_reader("build")),
        DetailColumn("Seen on", _field_reader("seen_on")),
        DetailColumn("Source", _field_reader("source")),
        DetailColumn("Remarks", _field_reader("notes")),
    )),
)  # fmt: skip
