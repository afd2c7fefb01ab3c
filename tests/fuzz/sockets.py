"""Bytes that are no HTTP, or nearly, at the server that ``make run`` starts."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import strategies as st

from . import hostile

PATIENCE_S = 30
ENOUGH_BYTES = 1 << 16
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
TAG = hostile.TAG.encode()
METHODS = (b"GET", b"POST", b"HEAD", b"get", b"G\0T", b"", b"PRI", b"X" * 300, b"GET GET", TAG)
TARGETS = (
    b"/",
    b"/phones/",
    b"*",
    b"//",
    b"http://evil.example/",
    b"/\0",
    b"/%",
    b"/" + b"a" * 9_000,
    b"\xff",
    b"",
    b"/a b",
)
VERSIONS = (
    b"HTTP/1.1",
    b"HTTP/1.0",
    b"HTTP/0.9",
    b"HTTP/2.0",
    b"HTTP/9.9",
    b"HTTP/1.1x",
    b"http/1.1",
    b"",
    b"HTTP/" + TAG,
)
LINES = (
    b"Host: localhost", b"Host: localhost", b"Host: evil.example", b"Host: a\0b", b"Host: localhost\r\nHost: other",
    b"Host:",
    b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 5, 6", b"Content-Length: +5", b"Content-Length: 0x5",
    b"Content-Length: 5\r\nContent-Length: 6", b"Content-Length: 99999999999999999999", b"Content-Length: ",
    b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked, identity", b"Transfer-Encoding: x",
    b"Transfer-Encoding: chunked\r\nContent-Length: 3", b"Transfer-Encoding : chunked",
    b"Transfer-Encoding:\x0bchunked",
    b"Expect: 100-continue", b"Expect: x", b"Connection: keep-alive", b"Connection: close", b"Connection: upgrade",
    b"Upgrade: websocket", b"X: " + b"a" * 9_000, b"X" * 200 + b": 1", b" folded: 1", b"no colon", b": no name",
    b"X\0: 1",
    TAG + b": 1", b"Host: " + TAG, b"Content-Length: " + TAG, b"Expect: " + TAG, b"X: \x01",
    b"Cookie: " + b"a=b; " * 900, b"Accept-Encoding: br", b"Range: bytes=0-0", b"X-Forwarded-Proto: https",
)  # fmt: skip
BODIES = (
    b"",
    b"hello",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"FFFFFFFFFFFFFFFFF\r\n",
    b"-5\r\nhello\r\n",
    b"0\r\n\r\n",
    b"5;x=\r\nhello",
)
ENDS = (b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r", b"\r\n\r\n")


@st.composite
def messages(draw):
    """One or two requests behind one another, or any bytes; cut short now and then."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(min_size=1, max_size=400))
    sent = draw(one_request()) + draw(st.one_of(st.just(b""), one_request()))
    return sent[: draw(st.integers(1, len(sent)))] if draw(st.integers(0, 4)) == 0 else sent


@st.composite
def one_request(draw):
    end = draw(st.sampled_from(ENDS))
    first = b" ".join(draw(st.sampled_from(words)) for words in (METHODS, TARGETS, VERSIONS))
    lines = draw(st.lists(st.one_of(st.sampled_from(LINES), hostile.broken_bytes()), max_size=5))
    if draw(st.booleans()):
        first, lines = b"GET /phones/ HTTP/1.1", [b"Host: localhost", *lines]
    return end.join([first, *lines, b"", draw(st.sampled_from(BODIES))])


@dataclass(frozen=True)
class SocketAnswer:
    statuses: list
    content: bytes
    cpu: float


def answer_to(message, server):
    """What the ``Server`` says until it hangs up, having been told that no more comes."""
    before = server.cpu_seconds
    taken = b""
    with socket.create_connection(server.address, PATIENCE_S) as client, suppress(ConnectionError):
        client.sendall(message)
        client.shutdown(socket.SHUT_WR)
        while (part := client.recv(ENOUGH_BYTES)) and len(taken) < 16 * ENOUGH_BYTES:
            taken += part
    return SocketAnswer(list(map(int, STATUS.findall(taken))), taken, server.cpu_seconds - before)
