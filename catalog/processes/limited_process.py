"""A module of ours run on a file, with a limit of seconds and megabytes: whatever the file holds, the site goes on.

The module reads the file from standard input and writes what it makes of it to standard output. It knows neither
settings nor database.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore

ROOT = Path(__file__).parents[2]
CPU_SECONDS = 30
MEMORY_MB = 1_500
OUTPUT_MB = 100
PATIENCE_SECONDS = 120
"""On the clock, for a machine that is busy."""
QUEUE_SECONDS = 10
"""How long a file waits for the one before it."""

_one_at_a_time = BoundedSemaphore()


class TooMuchWork(Exception):
    """Why a file was given up, in a sentence for who sent it."""


def limited_output(module, data):
    """What ``python -m module`` makes of ``data``, both bytes. Raises ``TooMuchWork`` where it takes too long or too
    much, or dies of the file in another way."""
    if not _one_at_a_time.acquire(timeout=QUEUE_SECONDS):
        raise TooMuchWork("Another file is being read just now. Please try again in a minute.")
    try:
        return _output(module, data)
    finally:
        _one_at_a_time.release()


def _output(module, data):
    with TemporaryFile() as given, TemporaryFile() as output:
        given.write(data)
        given.seek(0)
        if _status(module, given, output) != 0:
            raise TooMuchWork("This file takes too much time or memory to read.")
        output.seek(0)
        return output.read()


def _status(module, given, output):
    """What the process ended with; None where it did not end in time."""
    limits = map(str, (CPU_SECONDS, MEMORY_MB, OUTPUT_MB))
    command = [sys.executable, "-m", "catalog.processes.limited_child", module, *limits]
    options = {"stdin": given, "stdout": output, "stderr": subprocess.DEVNULL, "timeout": PATIENCE_SECONDS}
    try:
        ended = subprocess.run(command, cwd=ROOT, env=_environment(), check=False, **options)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        return None
    return ended.returncode


def _environment():
    """Only what Python needs: no secret of the site is within the reach of a file."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPYCACHEPREFIX", "LANG") if name in os.environ}
    return kept | {"OPENBLAS_NUM_THREADS": "1"}
