"""``make cluster``: two app instances behind nginx, PostgreSQL with a replica and Redis, each killed in turn.

Readers go on asking and an editor goes on editing meanwhile; one table says what they noticed. Everything runs on
this machine, from Debian's packages, in a folder and on ports of its own, and is gone afterwards. Fails where a bar
is missed.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.benches.numbers import markdown_table, p95

from .editor import Editor
from .ledger import Ledger
from .phases import Phases
from .processes import Part, unprivileged_user
from .readers import Addresses, Readers
from .servers import ROOT, App, Nginx, PostgreSQL, Redis

PHONES = 300
DOWN_S = 6
HEAD = ("killed", "GETs", "failed", "stale", "p95 ms", "slowest s", "edits", "refused", "back after s")


class Cluster:
    """All parts, from the first to start to the last; ``close`` kills them in turn."""

    def __init__(self, folder):
        Part.folder = folder
        self.open = ExitStack()
        self.ledger = Ledger()
        self.primary = self.opened(PostgreSQL("primary"))
        self.replica = self.opened(PostgreSQL("replica"))
        self.redis = self.opened(Redis())
        self.env = {
            "DJANGO_SETTINGS_MODULE": "phonesite.settings",
            "SECRET_KEY": "only-for-the-cluster",
            "DATABASE_URL": self.primary.url,
            "INDEX_ROOT": str(self.made("index")),
            "MEDIA_ROOT": str(self.made("media")),
            "LOG_LEVEL": "WARNING",
        }
        reading = {
            "DATABASE_REPLICA_URL": self.replica.url,
            "CACHE_URL": f"redis://127.0.0.1:{self.redis.port}/0",
            "TRUSTED_PROXIES": "127.0.0.1",
            "WORKERS": "1",
        }
        self.apps = [self.opened(App(f"app {number}", {**self.env, **reading})) for number in (1, 2)]
        self.nginx = self.opened(Nginx(self.apps))

    def made(self, name):
        """A folder in that of the cluster."""
        path = Part.folder / name
        path.mkdir()
        return path

    def opened(self, part):
        self.open.callback(part.stop)
        return part

    def start(self):
        say("PostgreSQL: the primary")
        self.primary.make()
        say(f"{PHONES} made-up phones")
        self.manage("migrate", "--verbosity", "0")
        slugs = self.manage("shell", "--no-imports", "--command", FILL).split()
        say("PostgreSQL: the replica; Redis; two app instances; nginx")
        self.replica.copy(self.primary)
        for part in (self.redis, *self.apps, self.nginx):
            part.start()
        self.editor = Editor(self.ledger, slugs[0], self.env)
        self.open.callback(self.editor.stop)
        self.editor.start()
        self.readers = Readers(self.nginx.port, Addresses(slugs[0], slugs[1:]), self.ledger)
        self.open.callback(self.readers.stop)
        self.readers.start()

    def manage(self, *arguments):
        """What a command of manage.py says."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **self.env}, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()


FILL = f"""
from catalog.finder.index_store import index_missing_phones
from catalog.models import Phone
from tests.benches.made_up import fill
fill({PHONES})
index_missing_phones()
print(*Phone.objects.order_by("pk").values_list("slug", flat=True)[:40])
"""


def say(what):
    print(f"  {what}", flush=True)


def rows(outcomes):
    for outcome in outcomes:
        seconds = [told.seconds for told in outcome.told] or [0]
        back = "" if outcome.back_s is None else f"{outcome.back_s:.1f}"
        yield (
            outcome.what,
            f"{len(outcome.told):,}",
            str(len(outcome.failed)),
            str(len(outcome.stale)),
            f"{p95(seconds) * 1000:,.0f}",
            f"{max(seconds):.2f}",
            str(outcome.edits),
            str(outcome.refused),
            back,
        )


def report(outcomes):
    """Print the table; whether every bar was reached."""
    print(markdown_table([HEAD, *rows(outcomes)]))
    for outcome in outcomes:
        for told in [*outcome.failed, *outcome.stale][:5]:
            print(f"  {outcome.what}: {told.failure or 'stale'}, {told.path}")
    missed = [f"{outcome.what}: {bar}" for outcome in outcomes for bar in outcome.missed]
    for bar in missed:
        print(f"  MISSED: {bar}")
    return not missed


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="phonesite-cluster-"))
    try:
        if user := unprivileged_user():
            shutil.chown(folder, user)
        folder.chmod(0o755)
        cluster = Cluster(folder)
        with cluster.open:
            cluster.start()
            outcomes = Phases(cluster).run(DOWN_S)
            shares = cluster.nginx.cache_shares()
        is_reached = report(outcomes)
        print(f"  nginx's cache: {', '.join(f'{state} {count:,}' for state, count in shares.most_common())}")
        sys.exit(not is_reached)
    except KeyboardInterrupt:
        sys.exit("Stopped")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
