"""The process of all trials on one database: a line of JSON for each. ``tests.kills`` starts it."""

import json
import os
import shutil
import signal
import sys
from dataclasses import asdict
from pathlib import Path

import django

from tests.cluster.processes import Part, unprivileged_user

from .small_sites import SITES


def run_trials(folder, database, names, count, seed):
    site = SITES[database](folder)
    try:
        site.open()
        os.environ.update(site.env)
        django.setup()
        from .trials import make_site, run  # noqa: PLC0415 - Django is set up by now

        make_site(site)
        for trial in run(site, names, count, seed):
            print(json.dumps(asdict(trial)), flush=True)
    finally:
        site.close()


def main(folder, database, names, count, seed):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    Part.folder = Path(folder)
    if user := unprivileged_user():
        shutil.chown(folder, user)
    Part.folder.chmod(0o755)
    run_trials(Part.folder, database, names.split(","), int(count), int(seed))


if __name__ == "__main__":
    main(*sys.argv[1:])
