"""Small tables of what one phone has in several: memory versions, model codes, markets, software seen."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.facts.summaries import NOT_KNOWN
from catalog.quantities import units
from catalog.quantities.countries import country
from catalog.quantities.partial_dates import PartialDate


@dataclass(frozen=True)
class Grid:
    """Columns of which something is known, and the labels of the others. Every cell has words."""

    key: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    label: str
    read: Callable


def grids(phone):
    """Those that say more than a row of the sheet does."""
    found = (_grid(key, label, getattr(phone, name).all(), columns) for key, label, name, columns in SHAPES)
    return [grid for grid in found if len(grid.heads) > 1]


def _grid(key, label, records, columns):
    read = {column.label: [_words(column.read(record)) for record in records] for column in columns}
    known = {label: texts for label, texts in read.items() if any(texts)}
    rows = tuple(tuple(text or NOT_KNOWN for text in row) for row in zip(*known.values(), strict=True))
    return Grid(key, label, tuple(known), rows, tuple(label for label in read if label not in known))


def _words(value):
    """``value`` for people; empty when it is not known."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.words if isinstance(value, PartialDate) else str(value)


def _field(name, show=lambda value: value):
    """A reader of one column, printed by ``show`` where it is known."""

    def read(record):
        value = getattr(record, name)
        return None if value is None else show(value)

    return read


def _label(name):
    return lambda record: getattr(record, f"get_{name}_display")()


def _price(market):
    return None if market.price is None else units.money(market.price, market.price_currency)


SHAPES = (
    ("memory-versions", "Memory versions", "memory_versions", (
        Column("RAM", _field("ram_gb", units.gigabytes)),
        Column("Storage", _field("storage_gb", units.gigabytes)),
        Column("Market or edition", _field("applies_to")),
    )),
    ("model-codes", "Model codes and bands", "model_codes", (
        Column("Code", _field("code")),
        Column("Market or carrier", _field("for_whom")),
        Column("SIM", _field("sim_arrangement")),
        Column("LTE bands", _field("lte_bands", units.bands("B"))),
        Column("5G bands", _field("nr_bands", units.bands("n"))),
        Column("5G bands, millimetre wave", _field("nr_fr2_bands", units.bands("n"))),
        Column("Lists of bands complete", _field("bands_complete")),
        Column("Confidence in the bands", _label("bands_confidence")),
        Column("How the bands are known", _field("bands_basis")),
        Column("Remarks", _field("notes")),
    )),
    ("markets", "Markets and prices", "markets", (
        Column("Country", _field("country", country)),
        Column("Carrier", _field("carrier")),
        Column("Channel", _label("channel")),
        Column("On sale from", _field("on_sale_from")),
        Column("Price", _price),
        Column("Price on", _field("price_on")),
        Column("Locked to the carrier", _field("carrier_locked")),
        Column("Shutter sound cannot be switched off", _field("forced_shutter_sound")),
        Column("Warranty", _field("warranty")),
    )),
    ("software", "Software seen", "software_observations", (
        Column("Version", _field("os_version")),
        Column("Security patches of", _field("patch_level")),
        Column("Build", _field("build")),
        Column("Seen on", _field("seen_on")),
        Column("Source", _field("source")),
        Column("Remarks", _field("notes")),
    )),
)  # fmt: skip
