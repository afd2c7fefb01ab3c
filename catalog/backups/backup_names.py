"""How files of backups are called, which there are in a folder, and which go when there are too many."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

from django.conf import settings
from django.utils.text import slugify

MAKING = ".making-"
FORGOTTEN_AFTER_S = 24 * 60 * 60
_NAME = re.compile(r"(?P<site>.+)-(?P<moment>\d{8}T\d{6}Z)\.backup(?P<encrypted>\.age)?")
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class StoredBackup:
    """A finished backup; only whole ones have such a name."""

    path: Path
    made_at: datetime


def backup_name(made_at, *, is_encrypted):
    """“phonesite-20261129T183000Z.backup”."""
    ending = ".age" if is_encrypted else ""
    return f"{_site()}-{moment_text(made_at)}.backup{ending}"


def moment_text(moment):
    """“20261129T183000Z”."""
    return f"{moment.astimezone(UTC):{_MOMENT}}"


def _site():
    return slugify(settings.SITE_NAME) or "site"


def stored_backups(folder):
    """The ``StoredBackup``s of this site in a folder, the newest first; none where there is no such folder."""
    found = []
    for path in Path(folder).glob(f"{_site()}-*"):
        match = _NAME.fullmatch(path.name)
        if match and match["site"] == _site() and path.is_file():
            found.append(StoredBackup(path, datetime.strptime(match["moment"], _MOMENT).replace(tzinfo=UTC)))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def remove_old_backups(folder, at, keep=None, keep_days=None):
    """Delete those after the newest ``keep``, and those older than ``keep_days``, and return their paths; None: however
    many, however old. The newest always stays: call it when that has just been found whole."""
    removed = []
    for number, backup in enumerate(stored_backups(folder)):
        is_too_many = keep is not None and number >= keep
        is_too_old = keep_days is not None and at - backup.made_at > timedelta(days=keep_days)
        if number and (is_too_many or is_too_old):
            backup.path.unlink()
            removed.append(backup.path)
    return removed


def remove_unfinished(folder):
    """Delete what a killed process has left half-written a day ago or earlier."""
    for path in Path(folder).glob(f"{MAKING}*"):
        if time() - path.stat().st_mtime > FORGOTTEN_AFTER_S:
            path.unlink()


def sync_to_disk(path):
    """Return once a file, or a folder's list of names, is on the disk and outlives a loss of power."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
