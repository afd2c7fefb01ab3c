"""Folders for what is unpacked for a while. What a killed process left is removed by the next one."""

import fcntl
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .manifest import BackupFault

PREFIX = "phonesite-scratch-"
LOCK = "lock"


@contextmanager
def scratch_folder():
    """An empty folder that only its owner can open, below ``TMPDIR``; removed at the end."""
    _remove_forsaken_folders()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_forsaken_folders():
    """Those whose lock nobody holds: it ends with the process, however that ends."""
    for lock_path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        try:
            with lock_path.open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(lock_path.parent, ignore_errors=True)
        except OSError:
            continue  # somebody's who is at work, or another user's


def check_free_space(folder, needed, variable):
    """``BackupFault`` where the disk of ``folder`` has no room for so many bytes; ``variable`` names another one."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupFault(
            f"{folder} has {free / 1e6:,.0f} MB free, and {needed / 1e6:,.0f} MB are needed: "
            f"make room, or name another folder in {variable}."
        )
