"""Where record files are, and whether they are those that were loaded last."""

import hashlib
from pathlib import Path


def record_files(paths):
    """The record files among and below ``paths``, in the order of their names, and the paths that are not there."""
    found, absent = set(), []
    for path in map(Path, paths):
        if path.is_dir():
            found.update(path.rglob("*.yaml"))
        elif path.is_file():
            found.add(path)
        else:
            absent.append(path)
    return sorted(found), absent


def digest_of_files(paths):
    """Of the names and texts of all record files: tells in a moment that nothing has changed since the last load."""
    digest = hashlib.sha256()
    for path in record_files(paths)[0]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
