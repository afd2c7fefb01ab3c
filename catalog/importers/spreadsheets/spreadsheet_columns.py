"""What the columns of a spreadsheet may be called, and what of a phone each of them is."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalog.models import ModelCode
from catalog.records.shapes import PHONE_SHAPE
from catalog.sheet.registry import CAMERA_CLAIM_SPECS, PHONE_CLAIM_SPECS, PHONE_SPECS, SPECS

EXCLUDED_KEYS = {"status", "publish_at"}
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
_KEY_ALIASES = {"model_codes": "model_code", "markets": "sold_in", "aliases": "alias", "memory_versions": "memory"}
MODEL_CODE_KEYS = [name for name in PHONE_SHAPE.rows["model_codes"].columns if name not in ("code", "notes")]
"""What a row may say of the one model code in it."""
_NUMBERED_KEY = re.compile(r"(cameras|displays)\[([1-9])\]\.(\w+)")
MAIN_PLACE = 0


@dataclass(frozen=True)
class SpreadsheetColumn:
    """What one column holds.

    ``kind`` is what it speaks of: “which” phone, the “phone” itself, “cameras” or “displays” at a ``place``
    (``MAIN_PLACE``:
    the main one), the “code” in its row, or a “list” that grows.
    """

    key: str
    kind: str
    name: str
    field: Any = None
    place: int = MAIN_PLACE

    @property
    def claimed(self):
        """Under which key sources speak of it; None where they do not."""
        known = CAMERA_CLAIM_SPECS if self.kind == "cameras" else PHONE_CLAIM_SPECS
        of_one = self.kind in ("phone", "cameras") or (self.kind == "displays" and self.place == MAIN_PLACE)
        return self.name if of_one and self.name in known and self.name not in ("brand", "name") else None

    @property
    def label(self):
        spec = PHONE_SPECS.get(self.key) or SPECS.get(self.name)
        if self.kind == "code":
            return f"{self.field.verbose_name.capitalize()} (of the model code)"
        return spec.label if spec else (self.field.verbose_name.capitalize() if self.field else self.key)

    @property
    def help(self):
        spec = SPECS.get(self.name)
        words = LIST_HELP.get(self.key) or (spec.help if spec else "") or getattr(self.field, "help_text", "")
        return words or _IDENTITY_HELP.get(self.key, "")

    @property
    def unit(self):
        spec = SPECS.get(self.name)
        return spec.unit if spec and self.kind in ("phone", "cameras", "displays") else ""


_IDENTITY_HELP = {
    "slug": "The phone's address; of a new phone it may be left out",
    "phone": "A phone that is there already: its address or full name",
}


@cache
def template_columns():
    """Key → ``SpreadsheetColumn`` of every column without a place of its own, in the order of a template."""
    found = [SpreadsheetColumn(key, "which", key) for key in ("slug", "phone")]
    found += [
        SpreadsheetColumn(key, "phone", key, field)
        for key, field in PHONE_SHAPE.columns.items()
        if key not in EXCLUDED_KEYS
    ]
    found += [SpreadsheetColumn(key, "list", key) for key in LIST_HELP]
    found += [
        SpreadsheetColumn(key, "displays", key, field) for key, field in PHONE_SHAPE.rows["displays"].columns.items()
    ]
    cameras = PHONE_SHAPE.rows["cameras"].columns
    found += [
        SpreadsheetColumn(f"main_{key}", "cameras", key, field)
        for key, field in cameras.items()
        if key not in _NOT_OF_MAIN_CAMERA
    ]
    found += [SpreadsheetColumn(key, "code", key, ModelCode._meta.get_field(key)) for key in MODEL_CODE_KEYS]
    return {column.key: column for column in found}


@cache
def column_for_key(key):
    """The column of that key, ``cameras[2].f_number`` among them; None where there is none."""
    key = _KEY_ALIASES.get(key, key)
    if found := template_columns().get(key):
        return found
    named = _NUMBERED_KEY.fullmatch(key)
    field = named and PHONE_SHAPE.rows[named[1]].columns.get(named[3])
    if not field or named[3] == "shares_sensor_with":
        return None
    return SpreadsheetColumn(key, named[1], named[3], field, int(named[2]))
