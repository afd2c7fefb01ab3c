"""The files of photos below ``MEDIA_ROOT``: listed, and brought back."""

import filecmp
import os
import shutil
from pathlib import Path

from django.conf import settings

COMING = ".coming-"
BEFORE = ".before-"
"""How folders begin that keep what a restore has replaced."""


def media_root():
    return Path(settings.MEDIA_ROOT)


def media_file_names():
    """Names below ``MEDIA_ROOT``, with slashes, in their order; without dumps, and what begins with a dot."""
    root = media_root()
    names = []
    for folder, folders, files in os.walk(root):
        place = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_dumps(place / name)]
        names += [(place / name).relative_to(root).as_posix() for name in files if not name.startswith(".")]
    return sorted(names)


def _is_dumps(folder):
    return folder.resolve() == Path(settings.DUMPS_ROOT).resolve()


def bring_back(source, names, aside):
    """Put these files of the folder ``source`` where they belong, each whole or not at all; those of the same name and
    other content go to ``aside``, a name below ``MEDIA_ROOT``."""
    for left in media_root().rglob(f"{COMING}*"):
        left.unlink(missing_ok=True)
    for name in names:
        target = media_root() / name
        if target.exists() and filecmp.cmp(source / name, target, shallow=False):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        coming = target.with_name(f"{COMING}{target.name}")
        shutil.copyfile(source / name, coming)
        if target.exists():
            _move_aside(name, aside)
        coming.replace(target)


def move_others_aside(names, aside):
    """Move all other files there; return how many files ``aside`` has now."""
    wanted = set(names)
    for name in media_file_names():
        if name not in wanted:
            _move_aside(name, aside)
    return sum(1 for path in (media_root() / aside).rglob("*") if path.is_file())


def _move_aside(name, aside):
    kept = media_root() / aside / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    (media_root() / name).replace(kept)
