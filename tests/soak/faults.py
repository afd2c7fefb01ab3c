"""What goes wrong during the soak, one thing after another."""

import time
from dataclasses import dataclass
from threading import Event, Thread

LOCKED_S = 25
"""Longer than a change waits for another."""
AWAY_S = 5
AFTER_S = 4
"""Seconds after a fault that count as its own."""
QUIET_S = 15
"""Between two faults."""


@dataclass
class Fault:
    """``excuses``: what may fail meanwhile: “broken” (no answer), “reads” and “writes” (503)."""

    what: str
    excuses: tuple
    began: float
    ended: float | None = None

    def covers(self, moment):
        return self.began <= moment <= (self.ended or time.monotonic()) + AFTER_S


class Faults(Thread):
    """They take turns until the end; ``noted`` has those that were."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self.site = site
        self.noted = []
        self.is_over = Event()
        self.turns = [
            ("a worker is killed", ("broken",), self.kill_worker),
            ("write lock held for 25 s", ("writes",), self.hold_write_lock),
            ("a backup is made", (), self.make_backup),
            ("the index is garbage, a worker begins", ("broken",), self.spoil_index),
            ("the disk is full for 5 s", ("writes", "reads"), self.fill_disk),
        ]
        if site.redis:
            self.turns.append(("Redis is away for 5 s", (), self.stop_redis))
            self.turns.append(("PostgreSQL is killed, away for 5 s", ("writes", "reads"), self.kill_postgresql))

    def run(self):
        """First all workers are replaced, so that what is measured of the next ones begins here."""
        self.is_over.wait(QUIET_S)
        self.happen("all workers are replaced (SIGHUP)", (), self.site.app.reload)
        number = 0
        while not self.is_over.wait(QUIET_S):
            self.happen(*self.turns[number % len(self.turns)])
            number += 1

    def happen(self, what, excuses, act):
        fault = Fault(what, excuses, time.monotonic())
        self.noted.append(fault)
        act()
        fault.ended = time.monotonic()
        print(f"  {what}", flush=True)

    def kill_worker(self):
        self.site.app.kill_newest_worker()

    def hold_write_lock(self):
        with self.site.connected() as connection:
            if self.site.redis is None:
                connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE catalog_stamp SET number = number")
            self.is_over.wait(LOCKED_S)
            connection.execute("ROLLBACK")

    def make_backup(self):
        self.site.manage("backup", "--keep", "1")

    def spoil_index(self):
        """As a disk would that has lost what was written."""
        for path in (self.site.database.disk.folder / "index").iterdir():
            if path.is_file():
                spoilt = path.with_name(f".{path.name}.spoilt")
                spoilt.write_bytes(b"garbage" * 1000)
                spoilt.replace(path)
        self.site.app.kill_newest_worker()

    def fill_disk(self):
        self.site.database.disk.fill()
        self.is_over.wait(AWAY_S)
        self.site.database.disk.free()
        if self.site.redis:
            self.site.database.server.ensure_running()

    def stop_redis(self):
        self.site.redis.kill()
        self.is_over.wait(AWAY_S)
        self.site.redis.start()

    def kill_postgresql(self):
        self.site.database.server.kill()
        self.is_over.wait(AWAY_S)
        self.site.database.server.ensure_running()
