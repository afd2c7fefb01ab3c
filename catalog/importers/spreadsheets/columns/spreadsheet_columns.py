"""What the columns of a spreadsheet may be called, and what of a phone each of them is."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalog.records.shapes import PHONE_SHAPE
from catalog.sheet.registry import CAMERA_CLAIM_SPECS, PHONE_CLAIM_SPECS, PHONE_SPECS, SPECS

EXCLUDED_KEYS = {"status", "publish_at", "publicly_known"}
"""Publishing has checks of its own: a spreadsheet makes drafts."""
_NOT_OF_MAIN_CAMERA = {"facing", "role", "shares_sensor_with"}
LIST_HELP = {
    "model_code": "Model codes, with commas between them",
    "alias": "Other names, with commas between them",
    "sold_in": "Countries (DE, JP; 001: many countries), with commas between them",
    "chipset": "Chipsets, by address or name, with commas between them",
    "memory": "Memory versions: 12+512GB, 16GB+1TB",
}
"""Key → what stands in it: what is there is added to the phone's list, and nothing is ever taken from it."""
COMBINED_KEYS = {
    "dimensions": ("height_mm", "width_mm", "depth_mm"),
    "folded_dimensions": ("folded_height_mm", "folded_width_mm", "folded_depth_mm"),
    "resolution": ("display_width_px", "display_height_px"),
}
"""Key of a column that holds several facts → theirs, in the order in which they stand."""
_COMBINED_LABELS = {
    "dimensions": "Height x width x thickness",
    "folded_dimensions": "Height x width x thickness, folded",
    "resolution": "Pixels across x down",
    "ram": "RAM alone, as memory versions",
    "storage": "Storage alone, as memory versions",
}
MEMORY_PARTS = ("ram", "storage")
_KEY_ALIASES = {"model_codes": "model_code", "markets": "sold_in", "aliases": "alias", "memory_versions": "memory"}
_NOT_OF_NAMED_CODE = {"code", "notes"}
"""What a row may not say of the one model code in it."""
_NUMBERED_KEY = re.compile(r"(cameras|displays)\[([1-9])\]\.(\w+)")
_FIRST_DISPLAY = "displays[1]."
MAIN_PLACE = 0


@dataclass(frozen=True)
class SpreadsheetColumn:
    """What one column holds.

    ``kind`` is what it speaks of: “which” phone, the “phone” itself, “cameras” or “displays” at a ``place``
    (``MAIN_PLACE``: the main one), the “code” in its row, a “list” that grows, or “combined”: several other columns.
    """

    key: str
    kind: str
    name: str
    field: Any = None
    place: int = MAIN_PLACE

    @property
    def claimed(self):
        """Under which key sources speak of it; None where they do not."""
        if self.name in ("brand", "name") or self.name not in self.claim_specs:
            return None
        return self.name

    @property
    def claim_specs(self):
        """The specs that sources may speak of where this column stands; of displays, of the main one only."""
        if self.kind == "cameras":
            return CAMERA_CLAIM_SPECS
        if self.kind == "phone":
            return PHONE_CLAIM_SPECS
        if self.kind == "displays" and self.place == MAIN_PLACE:
            return PHONE_CLAIM_SPECS
        return {}

    @property
    def label(self):
        if self.key in _COMBINED_LABELS:
            return _COMBINED_LABELS[self.key]
        if self.kind == "code":
            return f"{self.field.verbose_name.capitalize()} (of the model code)"
        spec = PHONE_SPECS.get(self.key) or SPECS.get(self.name)
        if spec:
            return spec.label
        if self.field:
            return self.field.verbose_name.capitalize()
        return self.key

    @property
    def help(self):
        if self.key in LIST_HELP:
            return LIST_HELP[self.key]
        spec = SPECS.get(self.name)
        if spec and spec.help:
            return spec.help
        help_text = getattr(self.field, "help_text", "")
        return help_text or _IDENTITY_HELP.get(self.key, "")

    @property
    def unit(self):
        spec = SPECS.get(self.name)
        if spec is None or self.kind not in ("phone", "cameras", "displays"):
            return ""
        return spec.unit


_IDENTITY_HELP = {
    "slug": "The phone's address; of a new phone it may be left out",
    "phone": "A phone that is there already: its address or full name",
}


@cache
def template_columns():
    """Key → ``SpreadsheetColumn`` of every column without a place of its own, in the order of a template."""
    return {column.key: column for column in _template_columns()}


@cache
def combined_columns():
    """Key → ``SpreadsheetColumn`` of those that lists of other people have, and a template needs not."""
    combined = [SpreadsheetColumn(key, "combined", key) for key in COMBINED_KEYS]
    memory = [SpreadsheetColumn(key, "list", key) for key in MEMORY_PARTS]
    return {column.key: column for column in (*combined, *memory)}


def nameable_columns():
    """Key → column of all that a heading may be said to mean."""
    return template_columns() | combined_columns()


def _template_columns():
    rows = PHONE_SHAPE.rows
    for key in ("slug", "phone"):
        yield SpreadsheetColumn(key, "which", key)
    yield from _field_columns("phone", PHONE_SHAPE.columns, excluded=EXCLUDED_KEYS)
    for key in LIST_HELP:
        yield SpreadsheetColumn(key, "list", key)
    yield from _field_columns("displays", rows["displays"].columns)
    yield from _field_columns("cameras", rows["cameras"].columns, excluded=_NOT_OF_MAIN_CAMERA, prefix="main_")
    yield from _field_columns("code", rows["model_codes"].columns, excluded=_NOT_OF_NAMED_CODE)


def _field_columns(kind, fields, *, excluded=(), prefix=""):
    for key, field in fields.items():
        if key not in excluded:
            yield SpreadsheetColumn(f"{prefix}{key}", kind, key, field)


@cache
def column_for_key(key):
    """The column of that key, ``cameras[2].f_number`` among them; None where there is none. The first display's are
    those without a number: of that display sources speak by the plain key."""
    key = _KEY_ALIASES.get(key, key)
    if key.removeprefix(_FIRST_DISPLAY) in PHONE_SHAPE.rows["displays"].columns:
        key = key.removeprefix(_FIRST_DISPLAY)
    if key in nameable_columns():
        return nameable_columns()[key]
    numbered = _NUMBERED_KEY.fullmatch(key)
    if not numbered:
        return None
    kind, number, name = numbered.groups()
    field = PHONE_SHAPE.rows[kind].columns.get(name)
    if field is None or name == "shares_sensor_with":
        return None
    return SpreadsheetColumn(key, kind, name, field, int(number))
