"""Small tables of what one phone has in several: memory versions, model codes, markets, software seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from django.utils.translation import gettext_noop

from catalog.facts.cells import Cell, State
from catalog.facts.claim_agreement import cell_claim_with_text
from catalog.facts.fact_summaries import NOT_KNOWN
from catalog.facts.phone_facts import PhoneFacts
from catalog.languages.printed_cells import NAME, PROSE
from catalog.quantities import formatters
from catalog.quantities.countries import country_name
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet import usb_speeds
from catalog.sheet.registry import ROW_CLAIM_SPECS
from catalog.sheet.spec import GATHERED
from catalog.sheet.spec_values import memory_version_name


@dataclass(frozen=True)
class DetailTable:
    """Columns of which something is known, and the labels of the others."""

    key: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    not_known: tuple[str, ...] = ()

    @property
    def labelled_cells(self):
        """Yield (label, anchor, cell) for every cell but those of the first column, which name the rows."""
        for row in self.rows:
            for head, cell in zip(self.heads[1:], row[1:], strict=True):
                yield f"{self.label}: {head} ({row[0].text})", self.key, cell


@dataclass(frozen=True)
class DetailColumn:
    """``key`` is the row of the sheet that sources speak of, if they do; ``item`` reads what claims on ``key`` name
    each row by, where they speak of the row itself. ``stated_by``: the column of the phone that says the same once for
    all records; where it is known, that no record has a figure of its own is not said."""

    label: str
    read: Callable
    key: str = ""
    item: Callable | None = None
    stated_by: str = ""
    printed_as: str = ""

    def is_stated_for(self, phone):
        return bool(self.stated_by) and getattr(phone, self.stated_by) is not None


def phone_detail_tables(phone):
    """Those that say more than a row of the sheet does."""
    tables = []
    for key, label, name, columns in DETAIL_TABLES:
        read_cell = partial(_detail_cell, PhoneFacts.of(phone))
        table = _detail_table(key, label, getattr(phone, name).all(), columns, read_cell)
        stated = {column.label for column in columns if column.is_stated_for(phone)}
        not_known = tuple(label for label in table.not_known if label not in stated)
        table = replace(table, not_known=not_known)
        if len(table.heads) > 1:
            tables.append(table)
    return tables


def _detail_table(key, label, records, columns, read_cell):
    known = {}
    not_known = []
    for column in columns:
        cells = [read_cell(column, record) for record in records]
        if any(map(attrgetter("says_something"), cells)):
            known[column.label] = cells
        else:
            not_known.append(column.label)
    rows = tuple(zip(*known.values(), strict=True))
    return DetailTable(key, label, tuple(known), rows, tuple(not_known))


def _detail_cell(facts, column, record):
    """One cell of a table; with what sources say of it, where they may."""
    text = _value_text(column.read(record))
    if column.item:
        return _named_row_cell(facts, column, record, text)
    if not column.key:
        return replace(_plain_cell(text), key=column.printed_as)
    cell = facts.cell(ROW_CLAIM_SPECS[column.key], record)
    return replace(cell, text=text) if text else cell


def _plain_cell(text):
    if not text:
        return Cell(State.NOT_KNOWN, NOT_KNOWN)
    return Cell(State.KNOWN, text, text, GATHERED)


def _named_row_cell(facts, column, record, text):
    """The cell that names a row, with the claims that speak of just this row."""
    name = column.item(record)
    said = []
    for claim in facts.claims.get((None, column.key), ()):
        if claim.value == name:
            said.append(claim)
    claims = tuple(cell_claim_with_text(claim, name, NAME) for claim in said)
    return replace(_plain_cell(text), value=name, claims=claims, key=column.printed_as)


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


def _sourced_column(label, key, show=lambda value: value):
    """A column of which sources may speak by its own key."""
    return DetailColumn(label, _field_reader(key, show), key)


def _name_column(label, key):
    return DetailColumn(label, _field_reader(key), printed_as=NAME)


def _prose_column(label, key):
    """A column of what editors wrote."""
    return DetailColumn(label, _field_reader(key), printed_as=PROSE)


def _label_reader(name):
    return lambda record: getattr(record, f"get_{name}_display")()


def _price_text(market):
    if market.price is None:
        return None
    return formatters.format_money(market.price, market.price_currency)


DETAIL_TABLES = (
    ("memory-versions", gettext_noop("Memory versions"), "memory_versions", (
        DetailColumn(
            gettext_noop("RAM"), _field_reader("ram_gb", formatters.format_gigabytes), "memory_version",
            memory_version_name,
        ),
        DetailColumn(gettext_noop("Storage"), _field_reader("storage_gb", formatters.format_gigabytes)),
        _prose_column(gettext_noop("Market or edition"), "applies_to"),
    )),
    ("launch-prices", gettext_noop("Launch prices"), "launch_prices", (
        DetailColumn(gettext_noop("Price"), _price_text),
        DetailColumn(gettext_noop("RAM"), _field_reader("ram_gb", formatters.format_gigabytes)),
        DetailColumn(gettext_noop("Storage"), _field_reader("storage_gb", formatters.format_gigabytes)),
        DetailColumn(gettext_noop("Country"), _field_reader("country", country_name)),
        _prose_column(gettext_noop("Edition or seller"), "applies_to"),
    )),
    ("usb-ports", gettext_noop("USB ports"), "usb_ports", (
        DetailColumn(gettext_noop("Where"), _label_reader("edge")),
        DetailColumn(gettext_noop("Connector"), _label_reader("usb_connector")),
        _name_column(gettext_noop("USB version"), "usb_version"),
        DetailColumn(gettext_noop("Speed"), usb_speeds.usb_speed_text),
        DetailColumn(gettext_noop("Video over USB"), _field_reader("usb_display_out")),
    )),
    ("model-codes", gettext_noop("Model codes and bands"), "model_codes", (
        DetailColumn(gettext_noop("Code"), _field_reader("code"), "model_code", attrgetter("code"), printed_as=NAME),
        _prose_column(gettext_noop("Market or carrier"), "for_whom"),
        _prose_column(gettext_noop("SIM types"), "sim_arrangement"),
        _sourced_column(gettext_noop("LTE bands"), "lte_bands", formatters.band_formatter("B")),
        _sourced_column(gettext_noop("5G bands"), "nr_bands", formatters.band_formatter("n")),
        _sourced_column(gettext_noop("5G bands, millimetre wave"), "nr_fr2_bands", formatters.band_formatter("n")),
        DetailColumn(gettext_noop("Lists of bands complete"), _field_reader("bands_complete")),
        DetailColumn(gettext_noop("Confidence in the bands"), _label_reader("bands_confidence")),
        _prose_column(gettext_noop("How the bands are known"), "bands_basis"),
        _prose_column(gettext_noop("Notes"), "notes"),
    )),
    ("markets", gettext_noop("Markets and prices"), "markets", (
        DetailColumn(gettext_noop("Country"), _field_reader("country", country_name)),
        _name_column(gettext_noop("Carrier"), "carrier"),
        DetailColumn(gettext_noop("Channel"), _label_reader("channel"), "channel"),
        _sourced_column(gettext_noop("On sale from"), "on_sale_from"),
        DetailColumn(gettext_noop("Price"), _price_text, "price", stated_by="launch_price"),
        DetailColumn(gettext_noop("Price on"), _field_reader("price_on"), stated_by="launch_price"),
        _sourced_column(gettext_noop("Locked to carrier"), "carrier_locked"),
        _sourced_column(gettext_noop("Shutter sound cannot be switched off"), "forced_shutter_sound"),
        _prose_column(gettext_noop("Warranty"), "warranty"),
    )),
    ("software", gettext_noop("Software seen"), "software_observations", (
        _name_column(gettext_noop("Version"), "os_version"),
        DetailColumn(gettext_noop("Security patches of"), _field_reader("patch_level")),
        _name_column(gettext_noop("Build"), "build"),
        DetailColumn(gettext_noop("Seen on"), _field_reader("seen_on")),
        _name_column(gettext_noop("Source"), "source"),
        _prose_column(gettext_noop("Notes"), "notes"),
    )),
)  # fmt: skip
