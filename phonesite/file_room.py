"""How much the files of one process may take together, so that strangers cannot fill the disk."""

from threading import Lock

CROWDED = 0.5
"""From this part of its limit on a room is crowded."""


class FileRoom:
    """``limit`` bytes, of which each client says what it needs before it writes."""

    def __init__(self, limit):
        self.limit = limit
        self.taken = 0
        self._lock = Lock()

    def change(self, before, size):
        """Whether ``size`` bytes can be taken in place of ``before``; if so, they are. Who takes no more than before
        always can."""
        with self._lock:
            has_room = size <= before or self.taken - before + size <= self.limit
            if has_room:
                self.taken += size - before
        return has_room

    @property
    def is_crowded(self):
        return self.taken > self.limit * CROWDED
