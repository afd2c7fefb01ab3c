"""The tables of the SQLite file: what their columns are called, and what they mean. The file has it as a table too."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_noop

from catalog.models.fields import Listed, PartialDateField
from catalog.records.shapes import RECORD_SHAPES
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS

from .public_records import EDITORS_COLUMNS

PART_KINDS = {
    "brand": gettext_noop("Every brand that a phone here names."),
    "chipset": gettext_noop("Every chipset that a phone here names."),
    "sensor": gettext_noop("Every sensor that a phone here names."),
    "operator": gettext_noop("Every operator that a phone here names."),
    "source": gettext_noop("Every source that a phone here names."),
}
"""Records that have a table of their own, as they are stored, and what the table holds."""
SLUG_OF_PHONE = "The phone's slug, as in its address."
PLACE = "Its place in the list of the phone, from 1."


@dataclass(frozen=True)
class DumpColumn:
    """One column. ``type`` is SQLite's; empty where values of any type stand there."""

    name: str
    help: str
    unit: str = ""
    type: str = ""


@dataclass(frozen=True)
class DumpTable:
    name: str
    help: str
    columns: tuple[DumpColumn, ...]
    key: tuple[str, ...] = ()


def _columns_of_specs(specs):
    return tuple(DumpColumn(spec.key, f"{spec.label}. {spec.help}".strip(), spec.unit) for spec in specs)


def _columns_of_record(kind):
    """The columns of a stored record, but for those that only editors see."""
    hidden = EDITORS_COLUMNS.get(kind, ())
    columns = [DumpColumn("slug", "Its name in addresses and records.", type="TEXT")]
    for name, field in RECORD_SHAPES[kind].columns.items():
        if name not in hidden:
            columns.append(DumpColumn(name, str(field.help_text), type=_sqlite_type(field)))
    return tuple(columns)


def _sqlite_type(field):
    """Lists are JSON texts; dates are texts as precise as they are known."""
    if isinstance(field, PartialDateField | Listed):
        return "TEXT"
    if isinstance(field, models.IntegerField | models.BooleanField):
        return "INTEGER"
    if isinstance(field, models.FloatField):
        return "REAL"
    return "TEXT"


_ABOUT = DumpTable(
    "about",
    gettext_noop("Licence, stamp, date, and how to name where the facts come from."),
    (DumpColumn("name", "What it is.", type="TEXT"), DumpColumn("value", "What it says.", type="TEXT")),
    key=("name",),
)
_COLUMNS = DumpTable(
    "columns",
    gettext_noop("Every column of every table: what it means, and its unit."),
    (
        DumpColumn("table_name", "The table.", type="TEXT"),
        DumpColumn("column_name", "The column; of facts, the key of the sheet.", type="TEXT"),
        DumpColumn("help", "What it means.", type="TEXT"),
        DumpColumn("unit", "The unit of its numbers.", type="TEXT"),
    ),
    key=("table_name", "column_name"),
)
_PHONES = DumpTable(
    "phones",
    gettext_noop(
        "A row for each phone: every row of the sheet, those of its main display and of its main camera among them. "
        "NULL is “not known”, or “no” or “does not apply” where the table states says so. Lists are JSON."
    ),
    (
        DumpColumn("slug", SLUG_OF_PHONE, type="TEXT"),
        DumpColumn("name", "Without the brand.", type="TEXT"),
        DumpColumn("brand_slug", "The slug of its brand.", type="TEXT"),
        *_columns_of_specs([*PHONE_SPECS.values(), *DISPLAY_SPECS.values()]),
    ),
    key=("slug",),
)


def _child_table(name, text, specs, *more):
    columns = (
        DumpColumn("phone", SLUG_OF_PHONE, type="TEXT"),
        DumpColumn("position", PLACE, type="INTEGER"),
        *more,
        *_columns_of_specs(specs),
    )
    return DumpTable(name, text, columns, key=("phone", "position"))


_STATES = DumpTable(
    "states",
    gettext_noop(
        "What is to be said of a fact beyond its value: every one that is neither plainly known nor simply not known."
    ),
    (
        DumpColumn("phone", SLUG_OF_PHONE, type="TEXT"),
        DumpColumn("table_name", "phones, displays, cameras, model_codes or markets.", type="TEXT"),
        DumpColumn("position", "Of the row in that table; NULL in phones.", type="INTEGER"),
        DumpColumn("key", "The column.", type="TEXT"),
        DumpColumn("state", "known, no, not_applicable or not_published.", type="TEXT"),
        DumpColumn("estimated", "1 where the value is estimated from others.", type="INTEGER"),
        DumpColumn("qualifier", "about, at most or at least, where the figure is not exact.", type="TEXT"),
        DumpColumn("versions", "Other versions of the phone, as JSON: applies_to and value of each.", type="TEXT"),
    ),
)
_CLAIMS = DumpTable(
    "claims",
    gettext_noop("What each source says of each fact, whether or not we follow it."),
    (
        DumpColumn("phone", SLUG_OF_PHONE, type="TEXT"),
        DumpColumn("camera", "The position of the camera; NULL for facts of the phone.", type="INTEGER"),
        DumpColumn("row", "The model code or market that is meant.", type="TEXT"),
        DumpColumn("key", "The fact: a column of phones, cameras, model_codes or markets, or a relation.", type="TEXT"),
        DumpColumn("source", "The source's slug.", type="TEXT"),
        DumpColumn("state", "value, or what the source says instead of one.", type="TEXT"),
        DumpColumn("value", "As JSON; NULL where the state is not value.", type="TEXT"),
        DumpColumn("qualifier", "Where the source does not say it exactly.", type="TEXT"),
        DumpColumn("quote", "The source's own words.", type="TEXT"),
        DumpColumn("locator", "Where in the source.", type="TEXT"),
        DumpColumn("seen_on", "When it was read there, where not with the source.", type="TEXT"),
        DumpColumn("accepted", "1 where the editors follow it.", type="INTEGER"),
        DumpColumn("notes", "Remarks on the claim.", type="TEXT"),
    ),
)
_RELATIONS = DumpTable(
    "relations",
    gettext_noop("What one phone is to another: its successor, a rebadge of it …"),
    (
        DumpColumn("phone", SLUG_OF_PHONE, type="TEXT"),
        DumpColumn("kind", "phone is kind of other: rebadge_of, successor_of …", type="TEXT"),
        DumpColumn("other", "The slug of the other phone.", type="TEXT"),
    ),
)
CAMERAS = _child_table(
    "cameras",
    gettext_noop("A row for each camera: one lens with its sensor."),
    CAMERA_SPECS.values(),
    DumpColumn("title", "“Main camera”, “Telephoto, 2nd”.", type="TEXT"),
)
DISPLAYS = _child_table("displays", gettext_noop("A row for each display."), DISPLAY_SPECS.values())
MODEL_CODES = _child_table("model_codes", gettext_noop("Makers' codes of versions."), ENTRY_GROUP_BY_KEY["code"].specs)
MARKETS = _child_table(
    "markets", gettext_noop("Where, when and at what price it was sold."), ENTRY_GROUP_BY_KEY["market"].specs
)
PARTS = {
    kind: DumpTable(f"{kind}s", text, _columns_of_record(kind), key=("slug",)) for kind, text in PART_KINDS.items()
}
TABLES = (
    _ABOUT, _COLUMNS, _PHONES, CAMERAS, DISPLAYS, MODEL_CODES, MARKETS, _STATES, _CLAIMS, _RELATIONS, *PARTS.values(),
)  # fmt: skip
"""All tables of the file, in the order in which they are described."""
