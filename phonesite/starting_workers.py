"""Which of gunicorn's workers are still loading the site, in memory that the processes share."""

import os
from mmap import mmap

SLOTS = 1024
"""Far more than there are workers: an age has its slot to itself for as long as anybody asks."""
READY = 0
NOT_FORKED = -1


class StartingWorkers:
    """One slot for each age, by which gunicorn counts the workers that it has started: the process that is loading."""

    def __init__(self):
        self._pids = memoryview(mmap(-1, 4 * SLOTS)).cast("i")

    def announce(self, age):
        """Called in gunicorn's first process, just before the worker is forked."""
        self._pids[age % SLOTS] = NOT_FORKED

    def begin(self, age):
        """Called in the worker."""
        self._pids[age % SLOTS] = os.getpid()

    def finish(self, age):
        """The worker answers, or is not going to."""
        self._pids[age % SLOTS] = READY

    def has_younger_than(self, age):
        """Whether a worker that was started after the one of ``age`` is loading; one that has died is not."""
        younger = (self._pids[other % SLOTS] for other in range(age + 1, age + SLOTS // 2))
        return any(_is_loading(pid) for pid in younger)


def _is_loading(pid):
    if pid in (READY, NOT_FORKED):
        return pid == NOT_FORKED
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
