"""The file that has the index of one stamp: built by the process that needs it first, mapped by all others.

Where files cannot be written, or there is no folder for them, each process has its own index.
"""

import fcntl
import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from catalog.models import Stamp

from .array_file import ArrayFileError, read_array_file, write_array_file
from .facets import index_format
from .index_reader import read_unstored_phones
from .stored_index import STORED_CLASSES, build_index

log = logging.getLogger(__name__)

MOMENT = "%Y%m%dT%H%M%S.%f"
"""Of a stamp's move, in UTC, in the name of a file."""
MAX_TOUCHED_PHONES = 200
"""Phones that changed since a file was written that is still used: fewer than an index has spare places."""
MAX_UNSTORED_PHONES = 100
"""Phones that are not stored and that each process may prepare for itself; with more of them no file is written."""


def stored_index(stamp, at):
    """(``StoredIndex`` of ``stamp``, the phones that are not stored, by key): from its file, which is written where
    there is none."""
    path = index_path(stamp)
    if path is None:
        return build_index(at)
    found = opened_index(path, at)
    if found:
        return found
    try:
        return written_index(path, at)
    except OSError as fault:
        log.warning("The index is not shared, its file cannot be written: %s", fault)
        return build_index(at)


def earlier_index(stamp, at):
    """(its stamp, ``StoredIndex``, the phones that are not stored) of the file of a stamp before ``stamp`` in the
    history of this catalogue; None where there is none, or one of ``stamp`` itself. After an edit it spares a new
    process the whole build."""
    if not settings.INDEX_ROOT:
        return None
    path = index_path(stamp)
    if path and path.exists():
        return None
    for other in Path(settings.INDEX_ROOT).glob(f"*-{_code()}.index"):
        number, moved_at = _stamp_of(other)
        if number >= stamp or not Stamp.has_been(number, moved_at):
            continue
        touched = Stamp.touched_since(number)
        if touched is None or len(touched) > MAX_TOUCHED_PHONES:
            continue
        opened = opened_index(other, at)
        if opened:
            return number, *opened
    return None


def _stamp_of(path):
    """(number, moment) that a file is named for."""
    number, moment, *_ = path.name.split("-")
    return int(number), datetime.strptime(moment, MOMENT).replace(tzinfo=UTC)


def index_path(stamp):
    """Where the file of that stamp is; None where there is no folder for it, or the stamp is not that of now."""
    if not settings.INDEX_ROOT:
        return None
    stored = Stamp.objects.values_list("number", "moved_at").first()
    if not stored or stored[0] != stamp:
        return None
    return Path(settings.INDEX_ROOT) / f"{stamp}-{stored[1].strftime(MOMENT)}-{_code()}.index"


def _code():
    """Of the code that a file is for."""
    return f"{index_format()}-{code_digest()}"


@cache
def code_digest():
    """Hash of the finder's code: another version of it writes other files."""
    digest = blake2b(digest_size=6)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_missing_index(at):
    """Write the file of now where there is a folder for it, no such file, and none to go on from: a command does it, so
    that no server has to, and that what the build takes of the memory is given back."""
    if not settings.INDEX_ROOT:
        return
    stamp = Stamp.read().number
    path = index_path(stamp)
    if path is None or path.exists() or earlier_index(stamp, at):
        return
    try:
        written_index(path, at)
    except OSError as fault:
        log.warning("The index is not shared, its file cannot be written: %s", fault)


def opened_index(path, at):
    """The same from a file; None where there is none that is whole, or an embargo has ended since it was made."""
    try:
        stored = read_array_file(path, STORED_CLASSES)
    except FileNotFoundError:
        return None
    except (ArrayFileError, OSError) as fault:
        log.warning("A file of the index cannot be read and is made anew: %s", fault)
        return None
    if stored.last_moment and at >= stored.last_moment:
        return None
    return stored, read_unstored_phones(stored.unstored, at)


def written_index(path, at):
    """The same, built and written unless another process has just done that. OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_one_process(path.parent):
        found = opened_index(path, at)
        if found:
            return found
        built, unstored = build_index(at)
        if len(unstored) > MAX_UNSTORED_PHONES:
            return built, unstored
        try:
            write_array_file(path, built)
        except OSError as fault:
            log.warning("The index is not shared, its file cannot be written: %s", fault)
            return built, unstored
        remove_other_files(path)
    return read_array_file(path, STORED_CLASSES), unstored


@contextmanager
def only_one_process(folder):
    """Waits until no other process is in here; one that dies is out."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def remove_other_files(path):
    """Remove the files of other stamps, and what a process left that died while it wrote."""
    for other in path.parent.glob("*.index*"):
        if other != path:
            other.unlink(missing_ok=True)
