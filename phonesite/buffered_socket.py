"""A client's socket that keeps nobody waiting: what it sends is read when it is there, what it gets waits in a file.

The thread that answers reads from a request that is complete, and leaves what the client does not take at once to the
worker's loop. So a thread works for as long as an answer takes, however slow the client is.
"""

import os
import re
import socket
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile, TemporaryFile

from .file_room import FileRoom

MAX_HEAD_BYTES = 64 * 1024
MAX_BODY_BYTES = 64 * 1024 * 1024
"""More than the largest file that the desk takes."""
MAX_UNSENT_BYTES = 256 * 1024 * 1024
"""Of one answer; whoever takes less than that in all the time is cut off."""
BYTES_IN_MEMORY = 256 * 1024
"""What is longer waits in a file."""
READ_BYTES = 64 * 1024
SEND_BYTES = 1024 * 1024

_EMPTY_LINE = b"\r\n"
"""Before a request it says nothing (RFC 9112, 2.2)."""
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*(?=\r\n)", re.IGNORECASE)
_ENCODED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_CONTINUE = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class RefusedRequest(Exception):
    """A request that is not read to its end: ``status`` and ``reason`` are HTTP's, ``words`` are for who sent it."""

    def __init__(self, status, reason, words):
        super().__init__(words)
        self.status = status
        self.reason = reason
        self.words = words


@dataclass
class Unsent:
    """A piece of an answer: ``left`` bytes of ``file`` from ``offset``, of which ``copied`` are a copy of ours."""

    file: object
    offset: int
    left: int
    copied: int = 0


body_room = FileRoom(256 * 1024 * 1024)
"""For the bodies of all clients that wait in files."""
unsent_room = FileRoom(512 * 1024 * 1024)
"""For copies of what clients have not taken of their answers."""


class BufferedSocket:
    """Wraps a connected socket, which never blocks. Reading and writing look to gunicorn as they do at a socket."""

    def __init__(self, client):
        client.setblocking(False)
        self.client = client
        self.arrived = bytearray()
        """What has come and belongs to no request yet, at most a head or what was read beyond a body."""
        self.request = BytesIO()
        self.body = None
        """The request whose body is coming, with what is missing of it."""
        self.missing = 0
        self.body_bytes = 0
        """Of the body that is coming, where it waits in a file."""
        self.unsent = deque()
        self.tail = None

    def __getattr__(self, name):
        return getattr(self.client, name)

    def fileno(self):
        return self.client.fileno()

    # What the worker's loop asks

    def receive(self):
        """Take what is there. True once a request is complete. Raises ``RefusedRequest``, ``EOFError`` where the client
        has hung up, and OSError."""
        size = min(max(self.missing, READ_BYTES), SEND_BYTES)
        with suppress(BlockingIOError):
            data = self.client.recv(size)
            if not data:
                raise EOFError
            self.arrived += data
        return self.has_request()

    def has_request(self):
        """Whether what has come makes a whole request, which is then the one that is read."""
        if self.body is None and not self._begin_request():
            return False
        taken = self.arrived[: self.missing]
        del self.arrived[: self.missing]
        self.body.write(taken)
        self.missing -= len(taken)
        if self.missing:
            return False
        self.body.seek(0)
        self.request, self.body = self.body, None
        return True

    @property
    def is_idle(self):
        """Whether nothing has come and nothing has to go."""
        return not self.arrived and not self.unsent and self.body is None

    def _begin_request(self):
        while self.arrived.startswith(_EMPTY_LINE):
            del self.arrived[: len(_EMPTY_LINE)]
        end = self.arrived.find(_END_OF_HEAD)
        if end < 0:
            return self._begin_unfinished()
        head = bytes(self.arrived[: end + len(_END_OF_HEAD)])
        size = len(head) + body_length(head)
        self._take_room(size if size > BYTES_IN_MEMORY else 0)
        self.missing = size
        self.body = BytesIO() if self.missing <= BYTES_IN_MEMORY else TemporaryFile()  # noqa: SIM115 - it is read later
        if _CONTINUE.search(head) and self.missing > len(self.arrived):
            self.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        return True

    def _take_room(self, size):
        if not body_room.change(self.body_bytes, size):
            raise RefusedRequest(503, "Service Unavailable", "Too much is being sent just now. Try again later.")
        self.body_bytes = size

    def _begin_unfinished(self):
        """A first line that is too long already goes to gunicorn as it is, which has words for it."""
        if len(self.arrived) <= MAX_HEAD_BYTES:
            return False
        if b"\r\n" in self.arrived:
            raise RefusedRequest(431, "Request Header Fields Too Large", "The headers of this request are too long.")
        self.missing = len(self.arrived)
        self.body = BytesIO()
        return True

    def send_unsent(self):
        """Send what the client takes now. True once nothing is left. Raises OSError where it has hung up."""
        while self.unsent:
            piece = self.unsent[0]
            piece.file.seek(piece.offset)
            try:
                sent = self.client.send(piece.file.read(min(piece.left, SEND_BYTES)))
            except BlockingIOError:
                return False
            piece.offset += sent
            piece.left -= sent
            if not piece.left:
                self._drop_first()
        return True

    def _drop_first(self):
        piece = self.unsent.popleft()
        piece.file.close()
        unsent_room.change(piece.copied, 0)
        if piece is self.tail:
            self.tail = None

    # What gunicorn asks, in the thread that answers

    def recv(self, size):
        """From the request that is complete; b"" at its end."""
        return self.request.read(size)

    def send(self, data):
        self.sendall(data)
        return len(data)

    def sendall(self, data):
        """Send what the client takes at once, and keep the rest."""
        view = memoryview(data)
        if self.send_unsent():
            with suppress(BlockingIOError):
                while view:
                    view = view[self.client.send(view[:SEND_BYTES]) :]
        if view:
            self._keep(view)

    def _keep(self, view):
        if self.unsent_bytes + len(view) > MAX_UNSENT_BYTES or not unsent_room.change(0, len(view)):
            raise BrokenPipeError("The client takes too little of a long answer")
        if self.tail is None:
            self.tail = Unsent(SpooledTemporaryFile(max_size=BYTES_IN_MEMORY), 0, 0)  # noqa: SIM115 - closed when sent
            self.unsent.append(self.tail)
        self.tail.file.seek(0, 2)
        self.tail.file.write(view)
        self.tail.left += len(view)
        self.tail.copied += len(view)

    @property
    def unsent_bytes(self):
        return sum(piece.left for piece in self.unsent)

    def sendfile(self, file, offset=0, count=None):
        """``count`` bytes of an open file, which may be closed after that."""
        own = os.fdopen(os.dup(file.fileno()), "rb", buffering=0)
        self.tail = None
        self.unsent.append(Unsent(own, offset, count))
        self.send_unsent()
        return count

    def settimeout(self, seconds):
        """Nothing here waits."""

    def setblocking(self, blocks):
        """Nothing here waits."""

    def gettimeout(self):
        return 0.0

    def close(self):
        while self.unsent:
            self._drop_first()
        if self.body is not None:
            self.body.close()
        self.request.close()
        self._take_room(0)
        self.client.close()

    def half_close(self):
        """Say that nothing more is sent; what the client is still sending is not answered by a reset."""
        self.client.shutdown(socket.SHUT_WR)


def body_length(head):
    """The bytes of the body behind ``head``. What gunicorn refuses anyway has none. Raises ``RefusedRequest``."""
    if _ENCODED.search(head):
        raise RefusedRequest(411, "Length Required", "This site takes no bodies in pieces: send the length first.")
    lengths = _LENGTH.findall(head)
    if len(lengths) != 1:
        return 0
    if int(lengths[0]) > MAX_BODY_BYTES:
        limit = f"{MAX_BODY_BYTES // 1024 // 1024} MB"
        raise RefusedRequest(413, "Content Too Large", f"What you send is longer than the {limit} that are taken.")
    return int(lengths[0])
