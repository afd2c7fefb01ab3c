"""What the columns of a spreadsheet may be called, and what of a phone each of them is."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalog.models import ModelCode
from catalog.records.shapes import PHONE
from catalog.sheet.registry import PHONE_SPECS, SAID_OF_CAMERAS, SAID_OF_PHONES, SPECS

KEPT_APART = {"status", "publish_at"}
"""Publishing has checks of its own: a spreadsheet makes drafts."""
_OF_MAIN = {"facing", "role", "shares_sensor_with"}
LISTS = {
    "model_code": "Model codes, with commas between them",
    "alias": "Other names, with commas between them",
    "sold_in": "Countries (DE, JP; 001: many countries), with commas between them",
    "chipset": "Chipsets, by address or name, with commas between them",
    "memory": "Memory versions: 12+512GB, 16GB+1TB",
}
"""Key → what stands in it: what is there is added to the phone's list, and nothing is ever taken from it."""
_ALSO = {"model_codes": "model_code", "markets": "sold_in", "aliases": "alias", "memory_versions": "memory"}
OF_CODE = [name for name in PHONE.rows["model_codes"].columns if name not in ("code", "notes")]
"""What a row may say of the one model code in it."""
_PATH = re.compile(r"(cameras|displays)\[([1-9])\]\.(\w+)")
MAIN = 0


@dataclass(frozen=True)
class Column:
    """What one column holds.

    ``kind`` is what it speaks of: “which” phone, the “phone” itself, “cameras” or “displays” at a ``place`` (``MAIN``:
    the main one), the “code” in its row, or a “list” that grows.
    """

    key: str
    kind: str
    name: str
    field: Any = None
    place: int = MAIN

    @property
    def claimed(self):
        """Under which key sources speak of it; None where they do not."""
        known = SAID_OF_CAMERAS if self.kind == "cameras" else SAID_OF_PHONES
        of_one = self.kind in ("phone", "cameras") or (self.kind == "displays" and self.place == MAIN)
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
        words = LISTS.get(self.key) or (spec.help if spec else "") or getattr(self.field, "help_text", "")
        return words or _WHICH.get(self.key, "")

    @property
    def unit(self):
        spec = SPECS.get(self.name)
        return spec.unit if spec and self.kind in ("phone", "cameras", "displays") else ""


_WHICH = {
    "slug": "The phone's address; of a new phone it may be left out",
    "phone": "A phone that is there already: its address or full name",
}


@cache
def plain_columns():
    """Key → ``Column`` of every column without a place of its own, in the order of a template."""
    found = [Column(key, "which", key) for key in ("slug", "phone")]
    found += [Column(key, "phone", key, field) for key, field in PHONE.columns.items() if key not in KEPT_APART]
    found += [Column(key, "list", key) for key in LISTS]
    found += [Column(key, "displays", key, field) for key, field in PHONE.rows["displays"].columns.items()]
    cameras = PHONE.rows["cameras"].columns
    found += [Column(f"main_{key}", "cameras", key, field) for key, field in cameras.items() if key not in _OF_MAIN]
    found += [Column(key, "code", key, ModelCode._meta.get_field(key)) for key in OF_CODE]
    return {column.key: column for column in found}


@cache
def column_of(key):
    """The column of that key, ``cameras[2].f_number`` among them; None where there is none."""
    key = _ALSO.get(key, key)
    if found := plain_columns().get(key):
        return found
    named = _PATH.fullmatch(key)
    field = named and PHONE.rows[named[1]].columns.get(named[3])
    if not field or named[3] == "shares_sensor_with":
        return None
    return Column(key, named[1], named[3], field, int(named[2]))
