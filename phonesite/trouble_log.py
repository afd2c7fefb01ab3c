"""The database's troubles in the log: a sentence a second, not a traceback for each request that meets them."""

import logging
from threading import Lock
from time import monotonic

from .failure_pages import DATABASE_ERRORS, trouble_of

PAUSE_S = 1


class TroubleFilter(logging.Filter):
    """Shortens the records of requests that ended with an error of the database which is no mistake of ours, and lets
    one a second through. The next one counts those that were left out; each request has its own line anyway.

    ``takes_all`` says that this is known of every such error, whatever its message.
    """

    def __init__(self, *, takes_all=False):
        super().__init__()
        self.takes_all = takes_all
        self.lock = Lock()
        self.next_at = 0
        self.left_out = 0

    def filter(self, record):
        fault = record.exc_info and record.exc_info[1]
        if not isinstance(fault, DATABASE_ERRORS) or not (self.takes_all or trouble_of(fault)):
            return True
        left_out = self.take_turn()
        if left_out is None:
            return False
        record.msg, record.args = shortened(record, fault, left_out), ()
        record.exc_info = None
        return True

    def take_turn(self):
        """How many were left out since the last one; None for one more of these."""
        with self.lock:
            if monotonic() < self.next_at:
                self.left_out += 1
                return None
            self.next_at = monotonic() + PAUSE_S
            left_out, self.left_out = self.left_out, 0
            return left_out


def shortened(record, fault, left_out):
    words = " ".join(f"{record.getMessage()}: {fault}".split())
    if left_out:
        words += f" (and {left_out} more since the last such line)"
    return words
