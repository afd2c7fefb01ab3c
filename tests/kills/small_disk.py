"""A disk that can be filled: a file system in memory, of a size of our own. Mounting one needs root."""

import os
import subprocess
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path

PIECES = (1 << 22, 1 << 16, 1 << 12)
"""Bytes that are taken at a time, the small ones at the end."""


class SmallDisk:
    def __init__(self, folder, megabytes):
        self.folder = Path(folder)
        self.megabytes = megabytes
        self.ballast = self.folder / "ballast"

    def mount(self):
        self.folder.mkdir(exist_ok=True)
        options = f"size={self.megabytes}m,mode=0755"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.folder], check=True)

    def unmount(self):
        subprocess.run(["umount", "--lazy", self.folder], check=True)

    def fill(self):
        """Leave no byte free."""
        with self.ballast.open("ab") as file:
            for piece in PIECES:
                with suppress(OSError):
                    self.take(file, piece)

    def take(self, file, piece):
        """Until there is no room for another; that is the ``OSError``."""
        size = os.fstat(file.fileno()).st_size
        while True:
            try:
                os.posix_fallocate(file.fileno(), size, piece)
            except OSError as fault:
                if fault.errno != ENOSPC:
                    raise
                return
            size += piece

    def free(self):
        self.ballast.unlink(missing_ok=True)
