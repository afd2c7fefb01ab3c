"""A function in a forked process: it begins at once, because all that it needs is loaded, and it can be killed."""

import json
import os
import signal
import time
import traceback

TIMEOUT_S = 300
POLL_S = 0.002


class ForkedFailureError(Exception):
    """The function has not returned; what it said is in the log."""


class Forked:
    """``log`` is a file to which the process writes. What the function returns has to be JSON."""

    def __init__(self, log, function, *arguments):
        self.reading, writing = os.pipe()
        self.code = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.reading)
            run_and_exit(log, writing, function, *arguments)
        os.close(writing)

    def kill(self):
        """With SIGKILL: the process alone, as who is out of memory is killed; what it has started goes on."""
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)

    def has_ended(self):
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def wait(self):
        """Whether the function has returned; what it returned is ``value``."""
        until = time.monotonic() + TIMEOUT_S
        while not self.has_ended():
            if time.monotonic() > until:
                self.kill()
            time.sleep(POLL_S)
        with os.fdopen(self.reading) as written:
            text = written.read()
        self.value = json.loads(text) if self.code == 0 else None
        return self.code == 0


def run_and_exit(log, writing, function, *arguments):
    code = 1
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with open(log, "ab", buffering=0) as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os.write(writing, json.dumps(function(*arguments)).encode())
        code = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def forked(log, function, *arguments):
    """What a function returns in a process of its own."""
    process = Forked(log, function, *arguments)
    if not process.wait():
        raise ForkedFailureError(f"{function.__name__} failed: {log}")
    return process.value
