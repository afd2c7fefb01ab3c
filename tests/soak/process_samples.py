"""Memory, open files and threads of the workers, now and then: what grows without an end is a leak."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

EVERY_S = 5
WARM_S = 300
"""A worker has what it keeps by then: 48 MB of pages, 40 MB of phones."""


@dataclass(frozen=True)
class ProcessSample:
    moment: float
    memory_mb: float
    files: int
    threads: int


class Samples(Thread):
    """``of``: process → its samples."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self.site = site
        self.of = {}
        self.is_over = Event()

    def run(self):
        while not self.is_over.wait(EVERY_S):
            for pid in self.site.workers():
                with suppress(OSError):
                    self.of.setdefault(pid, []).append(sample(pid))

    def longest(self):
        """The samples of the worker that lived longest, from when it was warm."""
        samples = max(self.of.values(), key=lambda some: some[-1].moment - some[0].moment)
        return [one for one in samples if one.moment > samples[0].moment + WARM_S]


def sample(pid):
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    rollup = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return ProcessSample(
        moment=time.monotonic(),
        memory_mb=int(rollup["Pss"].split()[0]) / 1024,
        files=sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()),
        threads=int(fields["Threads"]),
    )
