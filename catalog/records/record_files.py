"""Where record files are, and whether they are those that were loaded last."""

import hashlib
from pathlib import Path

RECORD_FILE_SUFFIXES = (".yaml", ".yml")


def record_files(paths):
    """The record files among and below ``paths``, in the order of their names, and the paths that are not there."""
    given = list(map(Path, paths))
    below = [file for path in given if path.is_dir() for file in path.rglob("*") if file.suffix in RECORD_FILE_SUFFIXES]
    named = [file for file in (*below, *given) if not file.is_dir()]
    return sorted({file for file in named if file.is_file()}), [file for file in named if not file.is_file()]


def record_files_digest(paths):
    """Of the names and texts of all record files: tells in a moment that nothing has changed since the last load."""
    digest = hashlib.sha256()
    for path in record_files(paths)[0]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
