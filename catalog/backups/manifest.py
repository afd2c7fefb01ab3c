"""What a backup says about itself: ``manifest.json``, the last file of its archive."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

MANIFEST_NAME = "manifest.json"
BACKUP_FORMAT = 1
"""Raised when an older version of the site could not read what is written."""


class BackupFault(Exception):
    """Why a backup is not made, or not restored: a sentence for the operator."""


@dataclass(frozen=True)
class TableSum:
    """``digest``: SHA-256 of all rows in the order of their key; the columns in the order of their names."""

    columns: list[str]
    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """``migrations``: “app.name” of all that are applied. ``stamp``: number and moment; empty before anything was
    stored. ``sequences``: “table.column” → the last number that was given out (PostgreSQL). ``files``: name in the
    archive → bytes and SHA-256. ``missing``: pictures that photos name and that were not there."""

    site: str
    version: str
    made_at: str
    engine: str
    migrations: list[str]
    stamp: dict
    tables: dict[str, TableSum]
    sequences: dict[str, int]
    files: dict[str, dict]
    missing: list[str]
    format: int = BACKUP_FORMAT

    def as_json(self):
        return json.dumps(asdict(self), indent=1, ensure_ascii=False)

    @classmethod
    def from_json(cls, text):
        """``BackupFault`` where this version cannot read it."""
        try:
            data = json.loads(text)
            if data["format"] > BACKUP_FORMAT:
                raise BackupFault(f"It was made by a newer version of the site ({data['version']}): update first.")
            data["tables"] = {name: TableSum(**entry) for name, entry in data["tables"].items()}
            manifest = cls(**data)
            datetime.fromisoformat(manifest.made_at)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise BackupFault(f"Its {MANIFEST_NAME} cannot be read: it is damaged, or no backup.") from fault
        return manifest

    @property
    def media_bytes(self):
        return sum(file["bytes"] for name, file in self.files.items() if name.startswith("media/"))

    @property
    def rows(self):
        return sum(table.rows for table in self.tables.values())

    @property
    def media_names(self):
        """Names of the photos' files below ``MEDIA_ROOT``."""
        return [name.removeprefix("media/") for name in self.files if name.startswith("media/")]
