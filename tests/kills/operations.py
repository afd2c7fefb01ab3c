"""What is broken off: each operation begins, may be killed, and is looked at afterwards."""

import http.client
import json
import os
import signal
import time
from contextlib import suppress
from threading import Thread

from tests.cluster.processes import process_tree
from tests.cluster.servers import App

from . import site_steps
from .desk_client import DeskClient

OLDER = "0036"
PATIENCE_S = 30


class Operation:
    """``site`` is a ``SmallSite``. Before each trial ``arrange`` makes sure that there is something to do; ``outcomes``
    afterwards says which state it is in, and what is wrong with it."""

    start_state = "filled"
    is_whole_undone = True
    """Whether the site can be verified where the operation was not done."""
    makes_tables = False
    duration_s = None
    beyond = 1.1
    """Moments are spread over the operation's time and a little more."""

    def __init__(self, site):
        self.site = site

    def prepare(self):
        """What has to be known or kept, once."""

    def open(self):
        """What has to be there for a round of trials."""

    def close(self):
        """The end of ``open``."""

    def arrange(self):
        self.site.bring_back(self.start_state)

    def arrange_again(self):
        """After a trial: what it has left is not brought back."""

    def begin(self):
        self.process = self.site.begin(site_steps.run_command, *self.command())

    def has_ended(self):
        return self.process.has_ended()

    def kill(self):
        self.process.kill()

    def wait(self):
        """Whether it has said that it has done it."""
        return self.process.wait()


class Save(Operation):
    """A phone's form is sent to the desk; its worker is killed."""

    name = "save"
    beyond = 3
    """A worker that has just begun takes longer than the warm one that was measured."""

    def open(self):
        self.site.bring_back("filled")
        session = self.site.do(site_steps.session_of_an_editor)
        self.app = App("app", {**self.site.env, "WORKERS": "1"})
        self.app.start()
        self.client = DeskClient(self.app.port, session)
        self.key, self.source = self.site.do(site_steps.keys_of_phone_and_source)

    def close(self):
        self.app.stop()

    def arrange(self):
        self.weight, self.revisions = self.site.do(site_steps.edited_phone)
        self.path = f"/desk/catalog/phone/{self.key}/change/"
        self.fields = self.client.form(self.path)
        self.fields["weight_g"] = [f"{211 + (self.weight - 210) % 40:.0f}"]
        self.fields["source"] = [str(self.source)]
        self.status = None

    def arrange_again(self):
        self.arrange()

    def begin(self):
        self.thread = Thread(target=self.send)
        self.thread.start()

    def send(self):
        try:
            self.status, self.text = self.client.ask("POST", self.path, self.fields)
        except (OSError, http.client.HTTPException):
            self.status = 0

    def has_ended(self):
        return not self.thread.is_alive()

    def kill(self):
        for pid in process_tree(self.app.process.pid)[1:]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait(self):
        self.thread.join()
        return self.status == 302

    def state(self):
        """“done” or “not done”, and what is wrong."""
        wanted = int(self.fields["weight_g"][0])
        faults = [] if self.status in (302, 503, 0) else [f"the answer was {self.status}"]
        weight, revisions = self.site.do(site_steps.edited_phone)
        shown = self.shown_weight()
        if shown != weight:
            faults.append(f"readers are shown {shown} g where {weight} g are stored")
        if (weight, revisions) == (wanted, self.revisions + 1):
            return "done", faults
        if (weight, revisions) != (self.weight, self.revisions):
            faults.append(f"{weight} g with {revisions} revisions after {self.weight} g with {self.revisions}")
        return "not done", faults

    def shown_weight(self):
        """In the data for readers; a worker that is killed is replaced meanwhile."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                status, text = self.client.ask("GET", f"/phones/{site_steps.EDITED}.json")
            except (OSError, http.client.HTTPException):
                status = 0
            if status == 200:
                return json.loads(text)["facts"]["weight_g"]["value"]
            time.sleep(0.05)
        return None


class Load(Operation):
    """Record files are loaded: the trials take turns with other weights, and with many new phones."""

    name = "import"

    def prepare(self):
        self.digests = {None: self.digest_of(None)}
        self.folders = ["heavier", "more"]
        for folder in self.folders:
            self.digests[folder] = self.digest_of(folder)

    def digest_of(self, folder):
        """Of the catalogue, once that has been loaded."""
        self.site.bring_back("filled")
        if folder:
            self.site.do(site_steps.run_command, *self.loading(folder))
        return self.site.do(site_steps.catalogue_digest)

    def loading(self, folder):
        return "load_catalogue", str(self.site.folder / "records" / folder), "--brief"

    def arrange(self):
        super().arrange()
        self.folders.reverse()

    def command(self):
        return self.loading(self.folders[0])

    def state(self):
        digest = self.site.do(site_steps.catalogue_digest)
        if digest == self.digests[self.folders[0]]:
            return "done", []
        return "not done", [] if digest == self.digests[None] else ["a part of the files was loaded"]


class Migrate(Operation):
    """From an older state of the tables to the newest; each migration is whole or not there."""

    name = "migrate"
    start_state = "older"
    is_whole_undone = False
    makes_tables = True

    def prepare(self):
        self.site.bring_back("filled")
        self.digest = self.site.do(site_steps.catalogue_digest)
        self.site.do(site_steps.run_command, "migrate", "catalog", OLDER, "--verbosity", "0")
        self.site.keep("older")

    def command(self):
        return "migrate", "--verbosity", "0"

    def state(self):
        if self.site.do(site_steps.waiting_migrations):
            return "not done", []
        is_same = self.site.do(site_steps.catalogue_digest) == self.digest
        return "done", [] if is_same else ["records are others than before"]


class Backup(Operation):
    name = "backup"

    def command(self):
        return ("backup",)

    def state(self):
        return ("done" if self.site.do(site_steps.whole_backups) else "not done"), []


class Restore(Operation):
    """A backup comes in over a site that has gone on since."""

    name = "restore"
    start_state = "changed"
    makes_tables = True

    def prepare(self):
        self.file = self.site.folder / "whole.backup"
        self.site.bring_back("filled")
        self.wanted = self.site.do(site_steps.catalogue_digest)
        self.site.do(site_steps.run_command, "backup", str(self.file))
        self.site.do(site_steps.change_the_edited_phone)
        self.site.keep("changed")
        self.before = self.site.do(site_steps.catalogue_digest)

    def command(self):
        return "restore", str(self.file), "--replace"

    def state(self):
        digest = self.site.do(site_steps.catalogue_digest)
        if digest == self.wanted:
            return "done", []
        return "not done", [] if digest == self.before else ["it is neither what was there nor the backup"]


OPERATIONS = {one.name: one for one in (Save, Load, Migrate, Backup, Restore)}
