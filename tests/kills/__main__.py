"""``make kills``: each of save, import, migrate, backup and restore is hit at random moments, on both databases.

``python -m tests.kills 20 --database sqlite --operation save --seed 7``: twenty trials of each operation and each blow.
The process is killed by SIGKILL, or PostgreSQL is, or the disk is full. After each trial: what was acknowledged is
there, what was not is whole or not there at all, ``verify --all`` finds nothing, and the next one works without a hand.
Everything is in a folder and on ports of its own. Fails where anything is not as it should be. Needs root, for a small
disk of its own.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from random import SystemRandom

from tests.benches.numbers import markdown_table

DATABASES = ("sqlite", "postgresql")
OPERATIONS = ("save", "import", "migrate", "backup", "restore")
HEAD = (
    "database",
    "hit",
    "operation",
    "trials",
    "in its middle",
    "done, and said so",
    "done unsaid",
    "not done",
    "faults",
)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.kills")
    parser.add_argument("count", type=int, nargs="?", default=4, help="trials of each operation and each blow (4)")
    parser.add_argument("--database", action="append", choices=DATABASES)
    parser.add_argument("--operation", action="append", choices=OPERATIONS)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    parser.add_argument("--add-to", type=Path, metavar="FILE", help="keep all trials there; those in it count as well")
    return parser.parse_args()


def trials_of(database, asked):
    """Yield the trials on one database, as they end; the folder stays where something went wrong."""
    folder = tempfile.mkdtemp(prefix=f"phonesite-kills-{database}-")
    names = ",".join(asked.operation or OPERATIONS)
    command = [sys.executable, "-W", "ignore", "-m", "tests.kills.campaign", folder, database, names]
    command += [str(asked.count), str(asked.seed)]
    is_sound = True
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as campaign:
        try:
            for line in campaign.stdout:
                trial = json.loads(line)
                is_sound &= not trial["faults"]
                yield trial
        except BaseException:
            campaign.terminate()
            raise
    if campaign.returncode:
        sys.exit(f"The trials on {database} broke off: {folder}")
    if is_sound:
        shutil.rmtree(folder, ignore_errors=True)


def environment():
    """Without what would lead the site elsewhere."""
    ours = ("DATABASE_URL", "DATABASE_REPLICA_URL", "CACHE_URL", "READ_ONLY", "METRICS_TOKEN")
    return {name: value for name, value in os.environ.items() if name not in ours}


def rows(trials):
    groups = defaultdict(list)
    for trial in trials:
        groups[trial["database"], trial["blow"], trial["operation"]].append(trial)
    for key, some in groups.items():
        yield (*key, *map(str, counted(some)))


def counted(trials):
    """The figures of a row, in the order of ``HEAD``."""
    done = [trial for trial in trials if trial["state"] == "done"]
    acknowledged = sum(trial["is_acknowledged"] for trial in trials)
    return (
        len(trials),
        sum(trial["was_running"] for trial in trials),
        acknowledged,
        sum(not trial["is_acknowledged"] for trial in done),
        len(trials) - len(done),
        sum(bool(trial["faults"]) for trial in trials),
    )


def stop(*_):
    raise KeyboardInterrupt


def run(asked, trials):
    """Add each trial to ``trials``."""
    with (asked.add_to or Path(os.devnull)).open("a") as kept:
        for database in asked.database or DATABASES:
            for trial in trials_of(database, asked):
                trials.append(trial)
                print(json.dumps(trial), file=kept, flush=True)
                if trial["faults"]:
                    print(f"  FAULT {trial}", flush=True)


def main():
    asked = arguments()
    signal.signal(signal.SIGTERM, stop)
    if os.geteuid():
        sys.exit("Only root can mount the small disk that these trials need.")
    print(f"  seed {asked.seed}", flush=True)
    trials = []
    if asked.add_to and asked.add_to.exists():
        trials = [json.loads(line) for line in asked.add_to.read_text().splitlines()]
    try:
        run(asked, trials)
    except KeyboardInterrupt:
        print("  Broken off")
    print(markdown_table([HEAD, *rows(trials)]))
    print(f"  {len(trials)} trials")
    sys.exit(any(trial["faults"] for trial in trials))


if __name__ == "__main__":
    main()
