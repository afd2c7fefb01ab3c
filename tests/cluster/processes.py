"""The processes of a cluster on this machine: each in its own folder, on a port of its own, killed without mercy."""

import os
import pwd
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.benches.load import free_port

START_S = 60


class Part:
    """One server of the cluster. ``command`` runs in the foreground; ``user`` is whose process it is, None for ours."""

    user = None
    folder = None

    def __init__(self, name, command, env=None, port=None):
        self.name = name
        self.command = command
        self.env = env or {}
        self.port = port or free_port()
        self.process = None
        self.log = None

    def start(self):
        """Returns once its port takes connections."""
        self.log = self.log or (self.folder / f"{self.name.replace(' ', '-')}.log").open("ab")
        self.process = subprocess.Popen(
            self.command, env={**os.environ, **self.env}, stdout=self.log, stderr=self.log, user=self.user,
            start_new_session=True,
        )  # fmt: skip
        self.wait_until_open()

    def wait_until_open(self):
        until = time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.02)
        raise RuntimeError(f"{self.name} did not start:\n{Path(self.log.name).read_text()[-2000:]}")

    def kill(self):
        """With SIGKILL, and all that it has started: nothing is said to anybody."""
        for pid in reversed(process_tree(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(START_S)

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.kill()
        if self.log is not None:
            self.log.close()


def process_tree(pid):
    """This process and all below it, parents first."""
    found = [pid]
    for known in found:
        with suppress(FileNotFoundError):
            found.extend(map(int, Path(f"/proc/{known}/task/{known}/children").read_text().split()))
    return found


def unprivileged_user():
    """Whom PostgreSQL runs as: it refuses root. None where we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
