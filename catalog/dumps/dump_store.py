"""Where dumps lie: a folder for each stamp below ``DUMPS_ROOT``, complete from the moment it is there."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from time import time

from django.conf import settings
from django.utils import timezone

from catalog.models import Phone, Stamp

MANIFEST = "manifest.json"
UNFINISHED = ".making-"
FORGOTTEN_AFTER_S = 6 * 60 * 60
KEPT_DUMPS = 2
"""The newest, and the one before it for whoever is still reading it."""


@dataclass(frozen=True)
class DumpFile:
    """One file; ``rows`` counts its records, phones or cameras."""

    key: str
    name: str
    size: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Dump:
    """All files made of one stamp."""

    folder: Path
    stamp: int
    made_at: datetime
    files: tuple[DumpFile, ...]

    def path(self, file):
        return self.folder / file.name

    @property
    def by_key(self):
        return {file.key: file for file in self.files}


def dump_root():
    return Path(settings.DUMPS_ROOT)


def finished_dumps():
    """Every complete dump, the newest first."""
    dumps = []
    for manifest in dump_root().glob(f"*/{MANIFEST}"):
        if not manifest.parent.name.startswith(UNFINISHED):
            dumps.append(_read_dump(manifest))
    return sorted(dumps, key=lambda dump: dump.made_at, reverse=True)


def newest_dump():
    """None before the first is made."""
    return next(iter(finished_dumps()), None)


def is_dump_current(dump, at=None):
    """Whether ``dump`` (None: none) has all that readers may see at ``at``; an embargo ends without a new stamp."""
    if dump is None or dump.stamp != Stamp.current():
        return False
    at = at or timezone.now()
    return not Phone.objects.published(at).filter(publish_at__gt=dump.made_at).exists()


def find_dump_file(name):
    """(path, ``DumpFile``, its ``Dump``) of a file of that name; None where there is none, or no more."""
    for dump in finished_dumps():
        for file in dump.files:
            if file.name == name:
                return dump.path(file), file, dump
    return None


def _read_dump(manifest):
    data = json.loads(manifest.read_text(encoding="utf-8"))
    files = tuple(DumpFile(**file) for file in data["files"])
    return Dump(manifest.parent, data["stamp"], datetime.fromisoformat(data["made_at"]), files)


def start_folder(stamp):
    """An empty folder to write into, which no reader sees; what somebody left unfinished long ago is removed."""
    root = dump_root()
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob(f"{UNFINISHED}*"):
        if time() - left.stat().st_mtime > FORGOTTEN_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)
    return Path(mkdtemp(prefix=f"{UNFINISHED}{stamp}-", dir=root))


def described_file(key, path, rows):
    return DumpFile(key, path.name, path.stat().st_size, _sha256(path), rows)


def _sha256(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def finish_dump(folder, stamp, made_at, files):
    """Show a complete ``folder`` to readers, and remove what is too old; the ``Dump``."""
    manifest = {
        "version": settings.VERSION,
        "stamp": stamp,
        "made_at": made_at.isoformat(),
        "files": list(map(asdict, files)),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    final = folder.with_name(f"{made_at:%Y%m%dT%H%M%S%f}-{stamp}")
    folder.chmod(0o755)
    folder.rename(final)
    for old in finished_dumps()[KEPT_DUMPS:]:
        shutil.rmtree(old.folder, ignore_errors=True)
    return Dump(final, stamp, made_at, tuple(files))
