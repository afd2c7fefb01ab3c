"""What hits an operation in its middle, and how the machine is put right after it. Nobody puts the site right."""

import os
import signal
from contextlib import suppress


class ProcessKilled:
    """SIGKILL for the worker, or for the command."""

    name = "process"

    def __init__(self, site, random):
        self.site = site

    def strike(self, operation):
        operation.kill()

    def repair(self):
        """There is nothing to put right."""


class ServerKilled:
    """SIGKILL for PostgreSQL: in turns for all of it, and for one that serves a connection, upon which it restarts
    itself."""

    name = "server"

    def __init__(self, site, random):
        self.site = site
        self.random = random

    def strike(self, operation):
        server = self.site.server
        backends = server.backends()
        if backends and self.random.random() < 0.3:
            with suppress(ProcessLookupError):
                os.kill(self.random.choice(backends), signal.SIGKILL)
        else:
            server.kill()

    def repair(self):
        self.site.server.ensure_running()


class DiskFull:
    """No byte is left on the site's disk, until it has ended."""

    name = "disk"

    def __init__(self, site, random):
        self.site = site

    def strike(self, operation):
        self.site.disk.fill()

    def repair(self):
        self.site.disk.free()
        if self.site.vendor == "PostgreSQL":
            self.site.server.ensure_running()


BLOWS = {"SQLite": (ProcessKilled, DiskFull), "PostgreSQL": (ProcessKilled, ServerKilled, DiskFull)}
