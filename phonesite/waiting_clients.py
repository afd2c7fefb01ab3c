"""Clients that are waited for, in the worker's loop: nobody else waits with them.

A client is waited for until its request is there, until it has taken its answer, until it asks again or hangs up. Each
wait has an end. Where there are too many clients, those go who have been waited for longest: an honest one takes
milliseconds.
"""

import selectors
import time
from contextlib import suppress
from dataclasses import dataclass

from .buffered_socket import RefusedRequest, unsent_room

HEAD_SECONDS = 10
"""From the first byte of a request, or from connecting, to the end of its head."""
PIECE_SECONDS = 10
"""Between two pieces of a body."""
BODY_BYTES_PER_SECOND = 10_000
"""Slower than that in all, and a body is not waited for."""
ANSWER_SECONDS = 20
"""Between two pieces of an answer that the client takes."""
FAREWELL_SECONDS = 2
"""For a client to hang up, once everything is said."""
FAREWELL_BYTES = 64 * 1024


@dataclass
class Wait:
    """Until when ``conn`` is waited for, on the monotonic clock."""

    conn: object
    deadline: float


class WaitingClients:
    """``answer(conn)`` is called with a request that is complete, ``leave(conn)`` when a client is gone."""

    def __init__(self, answer, leave, keepalive):
        self.answer = answer
        self.leave = leave
        self.keepalive = keepalive
        self.poller = None
        self.waits = {}

    # From one thing that a client is waited for to the next

    def begin(self, conn):
        """A client that has just come, often with its request."""
        self._take(conn, conn.sock.receive, self._await_rest)

    def await_taking(self, conn, is_kept):
        """Until the client has taken its answer; after it, ``is_kept`` tells whether it may ask again."""
        conn.is_kept = is_kept
        self._send(conn)

    def _await_rest(self, conn):
        """Of a request, of which something may have come."""
        conn.body_deadline = None
        self._wait(conn, selectors.EVENT_READ, self._read, HEAD_SECONDS)

    def _await_next_request(self, conn):
        if conn.sock.is_idle:
            self._wait(conn, selectors.EVENT_READ, self._read_next, self.keepalive)
        else:
            self._await_rest(conn)

    def _await_farewell(self, conn):
        """Until the client hangs up. Closed at once, a connection may take the end of the answer with it."""
        conn.farewell_bytes = 0
        try:
            conn.sock.half_close()
        except OSError:
            self._leave(conn)
        else:
            self._wait(conn, selectors.EVENT_READ, self._read_farewell, FAREWELL_SECONDS)

    # What is done when a socket is ready

    def _read_next(self, conn):
        self._forget(conn)
        self.begin(conn)

    def _read(self, conn):
        self._take(conn, conn.sock.receive, self._extend_for_body)

    def _take(self, conn, is_whole, wait_on):
        """Have the request of ``conn`` answered if it ``is_whole``, and else ``wait_on``. Who sends what is not taken
        is told so, and who has hung up is let go."""
        try:
            is_complete = is_whole()
        except RefusedRequest as refusal:
            self._forget(conn)
            conn.refuse(refusal)
            self.await_taking(conn, is_kept=False)
        except (OSError, EOFError):
            self._leave(conn)
        else:
            if is_complete:
                self._forget(conn)
                self.answer(conn)
            else:
                wait_on(conn)

    def _extend_for_body(self, conn):
        if conn.sock.body is None:
            return
        now = time.monotonic()
        if conn.body_deadline is None:
            conn.body_deadline = now + PIECE_SECONDS + conn.sock.missing / BODY_BYTES_PER_SECOND
        self.waits[conn].deadline = min(now + PIECE_SECONDS, conn.body_deadline)

    def _send(self, conn):
        try:
            is_sent = conn.sock.send_unsent()
        except OSError:
            self._leave(conn)
            return
        self._forget(conn)
        if not is_sent:
            self._wait(conn, selectors.EVENT_WRITE, self._send, ANSWER_SECONDS)
        elif conn.is_kept:
            self._take(conn, conn.sock.has_request, self._await_next_request)
        else:
            self._await_farewell(conn)

    def _read_farewell(self, conn):
        try:
            size = len(conn.sock.client.recv(FAREWELL_BYTES))
        except OSError:
            size = 0
        conn.farewell_bytes += size
        if not size or conn.farewell_bytes > FAREWELL_BYTES:
            self._leave(conn)

    # Who is waited for

    def _wait(self, conn, event, on_ready, seconds):
        """``on_ready(conn)`` is called each time that its socket can be read or written."""
        self.waits[conn] = Wait(conn, time.monotonic() + seconds)
        self.poller.register(conn.sock, event, lambda _: on_ready(conn))

    def _forget(self, conn):
        if self.waits.pop(conn, None):
            with suppress(KeyError, ValueError, OSError):
                self.poller.unregister(conn.sock)

    def _leave(self, conn):
        self._forget(conn)
        self.leave(conn)

    def leave_overdue(self):
        """Hang up on all whose time is over."""
        now = time.monotonic()
        for wait in [wait for wait in self.waits.values() if wait.deadline <= now]:
            self._leave(wait.conn)

    def leave_longest(self):
        """Hang up on the one who has been waited for longest, so that there is room for another."""
        if self.waits:
            self._leave(next(iter(self.waits)))

    def make_room(self):
        """Hang up on those who have been taking their answers for longest, until copies of answers have room again."""
        for conn in list(self.waits):
            if not unsent_room.is_crowded:
                break
            if conn.sock.unsent:
                self._leave(conn)

    def hasten(self, seconds):
        """Give all who have not begun to ask ``seconds`` at most: the worker is about to end."""
        self.keepalive = min(self.keepalive, seconds)
        for wait in self.waits.values():
            if wait.conn.sock.is_idle:
                wait.deadline = min(wait.deadline, time.monotonic() + seconds)

    def leave_all(self):
        for conn in list(self.waits):
            self._leave(conn)
