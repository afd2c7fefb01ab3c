"""What happens to the cluster, one thing after the other, and what readers and the editor noticed of it."""

import math
import os
import signal
import time
from dataclasses import dataclass, field

import redis

from .slow_clients import MANY, slow_clients

BEFORE_S = 1
WARM_UP_S = 10
BACK_WITHIN_S = 30
POLL_S = 0.05


@dataclass
class Outcome:
    """Of one phase. ``back_s`` is how long the part took from its start until it served again: None where none died,
    infinite where it did not in time. ``told`` is known once the readers have stopped: what is asked last is answered
    last."""

    what: str
    start: float
    end: float
    back_s: float | None
    bars: tuple
    edits: int
    refused: int
    told: list = field(default_factory=list)

    @property
    def failed(self):
        return [told for told in self.told if told.failure]

    @property
    def stale(self):
        return [told for told in self.told if told.is_stale]

    @property
    def missed(self):
        """Of the bars, in words, those that were missed."""
        found = {
            "no failed GET": self.failed,
            "no stale answer": self.stale,
            "GETs go on": not self.told,
            "used again": self.back_s == math.inf,
        }
        return [bar for bar in (*self.bars, "used again") if found[bar]]


class Phases:
    def __init__(self, cluster):
        self.cluster = cluster
        self.outcomes = []

    def run(self, down_s):
        """All of them; each part is dead for ``down_s`` seconds."""
        cluster, bars = self.cluster, ("no failed GET", "no stale answer", "GETs go on")
        time.sleep(WARM_UP_S)
        self.watch("nothing dies", lambda: time.sleep(down_s), bars)
        self.watch("replica stands still, and lags", lambda: self.hold_replay(down_s), bars)
        self.watch(f"{MANY} slow clients", lambda: self.be_slow(down_s), bars)
        for app in cluster.apps:
            self.watch(f"{app.name} is told to reload", lambda app=app: self.reload(app, down_s), bars)
        self.kill("Redis", cluster.redis, self.is_redis_used, down_s, bars)
        for app in cluster.apps:
            self.kill(app.name, app, lambda app=app: self.has_nginx_asked(app), down_s, bars)
        self.kill("replica", cluster.replica, self.is_replica_used, down_s, bars)
        self.kill("primary", cluster.primary, self.is_edited, down_s, bars)
        self.watch("an nginx worker", self.kill_nginx_worker, ("no stale answer", "GETs go on"))
        cluster.readers.stop()
        for outcome in self.outcomes:
            outcome.told = cluster.readers.told_between(outcome.start, outcome.end)
        return self.outcomes

    def watch(self, what, happen, bars):
        """Let it happen, and note what readers and editor noticed from a second before to a second after."""
        time.sleep(BEFORE_S)
        start = time.monotonic() - BEFORE_S
        back_s = happen()
        time.sleep(BEFORE_S)
        end = time.monotonic()
        cluster = self.cluster
        outcome = Outcome(
            what=what,
            start=start,
            end=end,
            back_s=back_s,
            bars=bars,
            edits=cluster.ledger.answered_between(start, end),
            refused=sum(start <= moment < end for moment in cluster.editor.refused),
        )
        self.outcomes.append(outcome)
        print(f"  {what}", flush=True)

    def kill(self, what, part, is_back, down_s, bars):
        def happen():
            part.kill()
            time.sleep(down_s)
            self.restarted_at = time.monotonic()
            self.log_size = self.cluster.nginx.access_log.stat().st_size
            part.start()
            return self.seconds_until(is_back)

        self.watch(what, happen, bars)

    def seconds_until(self, is_back):
        """From the restart on; infinite where it is not back in time."""
        while not is_back():
            if time.monotonic() > self.restarted_at + BACK_WITHIN_S:
                return math.inf
            time.sleep(POLL_S)
        return time.monotonic() - self.restarted_at

    def hold_replay(self, seconds):
        """The replica goes on receiving, and shows nothing of it."""
        self.cluster.replica.ask("SELECT pg_wal_replay_pause()")
        time.sleep(seconds)
        self.cluster.replica.ask("SELECT pg_wal_replay_resume()")

    def be_slow(self, seconds):
        with slow_clients(self.cluster.nginx.port):
            time.sleep(seconds)

    def reload(self, app, seconds):
        os.kill(app.process.pid, signal.SIGHUP)
        time.sleep(seconds)

    def kill_nginx_worker(self):
        self.restarted_at = time.monotonic()
        self.cluster.nginx.kill_a_worker()
        return self.seconds_until(self.has_answered)

    def is_redis_used(self):
        with redis.Redis(port=self.cluster.redis.port) as client:
            return len(client.client_list()) > 1

    def is_replica_used(self):
        """Whether the app has connected and the replica has all that the primary has."""
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        stamp = "SELECT number FROM catalog_stamp"
        if not self.cluster.replica.ask(others):
            return False
        primary = self.cluster.primary.ask(stamp)
        return primary is not None and (self.cluster.replica.ask(stamp) or 0) >= primary

    def has_nginx_asked(self, app):
        """Whether nginx has got an answer from it since it was started again."""
        with self.cluster.nginx.access_log.open("rb") as log:
            log.seek(self.log_size)
            return f"127.0.0.1:{app.port}/200".encode() in log.read()

    def is_edited(self):
        edits = list(self.cluster.ledger.edits)
        return any(edit.answered_at is not None and edit.answered_at > self.restarted_at for edit in edits)

    def has_answered(self):
        told = self.cluster.readers.told_between(self.restarted_at, time.monotonic())
        return any(one.failure is None for one in told)
