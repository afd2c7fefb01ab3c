"""One database, all operations and blows: each trial breaks an operation off and looks at what is left."""

import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random

from . import site_steps
from .blows import BLOWS
from .forked import ForkedFailureError
from .operations import OPERATIONS

ROUND = 6
"""Trials of one operation and one blow in a row."""
MEASURED = 3
"""Runs without a blow, before the trials; the middle one tells how long the operation takes."""


@dataclass
class Trial:
    """``moment_s`` from the operation's beginning to the blow; ``state`` what it had come to afterwards."""

    database: str
    operation: str
    blow: str
    moment_s: float
    was_running: bool = False
    is_acknowledged: bool = False
    state: str = ""
    faults: list = field(default_factory=list)


def make_site(site):
    """The states that trials begin with. First the tables come, go and come back."""
    for target in ([], ["catalog", "zero"], []):
        site.do(site_steps.run_command, "migrate", "--verbosity", "0", *target)
    site.keep("empty")
    site.do(site_steps.make_records, str(site.folder / "records"))
    site.bring_back("empty")
    site.do(site_steps.run_command, "load_catalogue", str(site.folder / "records" / "before"), "--brief")
    site.do(site_steps.make_people_and_photos)
    site.keep("filled")
    site_steps.load_what_is_needed()


def usual_duration(operation):
    """In seconds; the operation is done a few times, and ends well."""
    durations = []
    for _ in range(MEASURED):
        operation.arrange()
        began = time.monotonic()
        operation.begin()
        if not operation.wait():
            raise RuntimeError(f"{operation.name} fails before anything is broken: {operation.site.log}")
        durations.append(time.monotonic() - began)
    duration_s = sorted(durations)[MEASURED // 2]
    print(f"  {operation.site.vendor}: {operation.name} takes {duration_s:.2f} s", file=sys.stderr, flush=True)
    return duration_s


def hit(operation, blow, moment_s):
    """The ``Trial`` of one operation that is hit at that moment, and then done again without a hand."""
    trial = Trial(operation.site.vendor, operation.name, blow.name, moment_s)
    operation.arrange()
    operation.begin()
    time.sleep(moment_s)
    trial.was_running = not operation.has_ended()
    blow.strike(operation)
    trial.is_acknowledged = operation.wait()
    blow.repair()
    look(operation, trial)
    if not trial.faults:
        do_again(operation, trial)
    return trial


def look(operation, trial):
    """Whether what was acknowledged is there, what was not is whole or not there, and everything fits together."""
    try:
        trial.state, faults = operation.state()
        trial.faults += faults
        if trial.state == "done" or operation.is_whole_undone:
            trial.faults += operation.site.do(site_steps.verify_faults, operation.makes_tables)
    except ForkedFailureError as failure:
        trial.faults.append(str(failure))
    if trial.is_acknowledged and trial.state != "done":
        trial.faults.append("it was acknowledged, and is not there")


def do_again(operation, trial):
    """The next one is as if nothing had happened."""
    try:
        operation.arrange_again()
        operation.begin()
        if not operation.wait():
            trial.faults.append("the next one did not end well")
        state, faults = operation.state()
    except (ForkedFailureError, OSError, HTTPException, ValueError) as failure:
        state, faults = "", [repr(failure)]
    if state != "done":
        faults.append("it is not there")
    trial.faults += [f"after the next one: {fault}" for fault in faults]


def run(site, names, count, seed):
    """Yield a ``Trial`` after another: ``count`` of each operation and each blow, in rounds, so that who breaks off has
    seen some of each."""
    random = Random(seed)
    operations = [OPERATIONS[name](site) for name in names]
    for operation in operations:
        operation.prepare()
    for begun in range(0, count, ROUND):
        for operation in operations:
            yield from one_round(operation, min(ROUND, count - begun), random)


def one_round(operation, count, random):
    operation.open()
    try:
        operation.duration_s = operation.duration_s or usual_duration(operation)
        for kind in BLOWS[operation.site.vendor]:
            blow = kind(operation.site, random)
            for _ in range(count):
                yield hit(operation, blow, random.uniform(0, operation.beyond * operation.duration_s))
    finally:
        operation.close()
