"""Where record files are, and whether they are those that were loaded last."""

import hashlib
import os
from pathlib import Path

RECORD_FILE_SUFFIXES = (".yaml", ".yml")


def record_files(paths):
    """The record files among and below ``paths``, in the order of their names, and the paths that are not there.

    A path that names a file is taken whatever its suffix.
    """
    found = set()
    absent = []
    for path in map(Path, paths):
        for file in _files_below(path):
            if file.is_file():
                found.add(file)
            else:
                absent.append(file)
    return sorted(found), absent


def _files_below(path):
    """Record files below a folder, links that lead nowhere among them; a path that is no folder itself."""
    if not path.is_dir():
        return [path]
    files = []
    for folder, _, names in os.walk(path):
        files += [Path(folder, name) for name in names if name.endswith(RECORD_FILE_SUFFIXES)]
    return [file for file in files if file.suffix]


def record_files_digest(paths):
    """SHA-256 of the names and texts of all record files: cheaper than a load, to see that nothing has changed."""
    digest = hashlib.sha256()
    files, _ = record_files(paths)
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
