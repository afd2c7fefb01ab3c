"""An editor who goes on changing one phone, and the process that does it."""

import os
import subprocess
import sys
import time
from threading import Event, Thread

from .servers import ROOT

PAUSE_S = 0.5


class Editor:
    """``refused`` are the moments at which an edit was not saved, or nobody knows."""

    def __init__(self, ledger, slug, env):
        self.ledger = ledger
        self.refused = []
        self.is_over = Event()
        command = [sys.executable, "-m", "tests.cluster.edit_process", slug]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **env}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip
        self.thread = Thread(target=self.go_on, daemon=True)

    def go_on(self):
        while not self.is_over.wait(PAUSE_S):
            self.edit()

    def edit(self):
        edit = self.ledger.begin()
        self.process.stdin.write(f"{edit.weight_g}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline().strip()
        if said == "done":
            edit.answered_at = time.monotonic()
        else:
            self.refused.append(time.monotonic())

    def start(self):
        """With one edit that has to succeed."""
        self.edit()
        if self.refused:
            raise RuntimeError("The first edit was refused")
        self.thread.start()

    def stop(self):
        self.is_over.set()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
