"""``make soak``: mixed load with two editors at work and a fault every half minute, for an hour.

``python -m tests.soak 15 postgresql``: so many minutes, with PostgreSQL and Redis instead of SQLite. Prints a table,
and fails where an acknowledged edit is lost, something fails that no fault excuses, or a worker grows. Only root can:
a small disk is filled.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.benches.numbers import markdown_table, p95
from tests.cluster.processes import Part, unprivileged_user

from .faults import Faults
from .process_samples import Samples
from .soak_editors import FormEditor, SheetEditor
from .soaked_site import SOAKED_SITES, WEIGHTS
from .visitors import READERS, SlowClients, SoakAddresses, Visitor

HEAD = ("meanwhile", "times", "GETs", "p50 ms", "p95 ms", "slowest s", "503", "no answer", "sent", "stored", "503 sent")
GROWTH_MB = 40
"""What a worker may have more at the end than when it was warm."""
MORE_FILES = 20
MORE_THREADS = 2


class Soak:
    """Everything that goes on at the same time; ``asked`` are the readers' requests."""

    def __init__(self, site):
        slugs = [slug for (slug,) in site.rows("SELECT slug FROM catalog_phone ORDER BY id")]
        photos = [photo["name"] for (sizes,) in site.rows("SELECT sizes FROM catalog_photo") for photo in read(sizes)]
        self.site = site
        self.asked = []
        self.readers = [Visitor(site.app.port, SoakAddresses(slugs, photos), self.asked) for _ in range(READERS)]
        self.slow = SlowClients(site.app.port)
        self.editors = [FormEditor(site, "anna", 2), SheetEditor(site, "ben", 8)]
        self.faults = Faults(site)
        self.samples = Samples(site)

    def run(self, minutes):
        for editor in self.editors:
            editor.prepare()
        threads = [*self.readers, self.slow, *self.editors, self.faults, self.samples]
        for thread in threads:
            thread.start()
        time.sleep(60 * minutes)
        self.end(self.faults)
        for thread in threads:
            self.end(thread)

    def end(self, thread):
        thread.is_over.set()
        thread.join(180)

    @property
    def sent(self):
        return [one for editor in self.editors for one in editor.sent]

    def lost(self):
        """(slug, grams) of edits that were acknowledged and that the history does not have."""
        stored = Counter(tuple(json.loads(line)) for line in self.site.run(WEIGHTS).splitlines())
        acknowledged = Counter(pair for one in self.sent if one.status == 302 for pair in one.stored)
        return acknowledged - stored


def read(sizes):
    """PostgreSQL gives JSON as values, SQLite as text."""
    return json.loads(sizes) if isinstance(sizes, str) else sizes


def fault_of(soak, moment):
    return next((fault for fault in soak.faults.noted if fault.covers(moment)), None)


def grouped(soak, requests):
    """What goes wrong meanwhile (“nothing”) → requests."""
    groups = {}
    for one in requests:
        fault = fault_of(soak, one.began)
        groups.setdefault(fault.what if fault else "nothing", []).append(one)
    return groups


def rows(soak):
    times = Counter(fault.what for fault in soak.faults.noted)
    asked, sent = grouped(soak, soak.asked), grouped(soak, soak.sent)
    for what in ("nothing", *times):
        yield row(what, str(times.get(what, "")), asked.get(what, []), sent.get(what, []))
    yield row("all", str(len(soak.faults.noted)), soak.asked, soak.sent)


def row(what, times, asked, sent):
    seconds = sorted(one.seconds for one in asked) or [0]
    figures = (
        f"{len(asked):,}",
        f"{seconds[len(seconds) // 2] * 1000:,.0f}",
        f"{p95(seconds) * 1000:,.0f}",
        f"{seconds[-1]:.1f}",
        str(sum(one.status == 503 for one in asked)),
        str(sum(one.status == 0 for one in asked)),
        str(len(sent)),
        str(sum(one.status == 302 for one in sent)),
        str(sum(one.status == 503 for one in sent)),
    )
    return (what, times, *figures)


def unexcused(soak):
    """What failed without a fault that excuses it, in words."""
    for one in soak.asked:
        if not one.is_fine and not is_excused(soak, one, "reads"):
            yield f"{one.status} for {one.path} after {one.seconds:.1f} s"
    for one in soak.sent:
        if one.status != 302 and not one.is_conflict and not is_excused(soak, one, "writes"):
            yield f"{one.status} for {one.what} after {one.seconds:.1f} s: {one.page}"


def is_excused(soak, one, kind):
    """By a fault at any time while it was asked."""
    needed = {0: "broken", 503: kind}.get(one.status)
    end = one.began + one.seconds
    return any(
        needed in fault.excuses and (fault.covers(one.began) or fault.covers(end) or one.began < fault.began < end)
        for fault in soak.faults.noted
    )


def grown(samples):
    """What the longest-lived worker has more at the end, in words; prints what it had."""
    some = samples.longest()
    if not some:
        return
    first, last = some[0], some[-1]
    minutes = (last.moment - first.moment) / 60
    memory = " → ".join(f"{one.memory_mb:.0f}" for one in [*some[:: len(some) // 5 + 1], last])
    print(
        f"  the oldest worker, over {minutes:.0f} minutes: {memory} MB, "
        f"{first.files} → {last.files} open files, {first.threads} → {last.threads} threads"
    )
    if last.memory_mb > first.memory_mb + GROWTH_MB:
        yield "memory grows"
    if last.files > first.files + MORE_FILES:
        yield "open files grow"
    if last.threads > first.threads + MORE_THREADS:
        yield "threads grow"


def report(soak):
    """Print everything; whether every bar was reached."""
    print(markdown_table([HEAD, *rows(soak)]))
    lost = soak.lost()
    acknowledged = sum(one.status == 302 for one in soak.sent)
    print(f"  {acknowledged} edits acknowledged, {sum(lost.values())} lost")
    print(f"  {sum(one.is_conflict for one in soak.sent)} times an editor was asked to choose: another was quicker")
    print(f"  {soak.slow.hung_up_on} slow clients hung up on")
    missed = [f"lost: {pair}" for pair in lost]
    missed += Counter(unexcused(soak))
    missed += grown(soak.samples)
    missed += [line for line in soak.site.manage("verify", "--all", check=False).splitlines() if "FAULT" in line]
    for bar in missed[:20]:
        print(f"  MISSED: {bar}")
    for editor in soak.editors:
        print(f"  {editor.person} could not open a form {len(editor.failures)} times: {editor.failures[:3]}")
    return not missed


def soak_site(folder, database, minutes):
    Part.folder = folder
    if user := unprivileged_user():
        shutil.chown(folder, user)
    folder.chmod(0o755)
    site = SOAKED_SITES[database](folder)
    try:
        site.open()
        soak = Soak(site)
        soak.run(minutes)
        return report(soak)
    finally:
        site.close()


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("minutes", type=float, nargs="?", default=60)
    parser.add_argument("database", nargs="?", default="sqlite", choices=SOAKED_SITES)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if os.geteuid():
        sys.exit("Only root can mount the small disk that is filled.")
    folder = Path(tempfile.mkdtemp(prefix="phonesite-soak-"))
    is_reached = soak_site(folder, asked.database, asked.minutes)
    if is_reached:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(not is_reached)


if __name__ == "__main__":
    main()
