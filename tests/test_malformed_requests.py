"""What is no HTTP is refused by the server before Django sees it, with the headers that every answer has."""

import socket
from contextlib import closing

import pytest

from .processes import serving_as_make_run

HEADERS = (
    b"X-Content-Type-Options: nosniff",
    b"Content-Security-Policy: default-src 'none'",
    b"Cross-Origin-Resource-Policy: same-origin",
    b"Referrer-Policy: same-origin",
    b"Cache-Control: no-store",
    b"Content-Type: text/plain; charset=utf-8",
)
HOST = b"\r\nHost: localhost\r\n"
MALFORMED = {
    "no version": (b"GET /\r\n\r\n", 400),
    "odd version": (b"GET / HTTP/<b>" + HOST + b"\r\n", 400),
    "odd method": (b"<b> / HTTP/1.1" + HOST + b"\r\n", 400),
    "odd header": (b"GET / HTTP/1.1" + HOST + b"<b>: 1\r\n\r\n", 400),
    "odd length": (b"POST / HTTP/1.1" + HOST + b"Content-Length: <b>\r\n\r\n", 400),
    "two lengths": (b"POST / HTTP/1.1" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
    "odd coding": (b"POST / HTTP/1.1" + HOST + b"Transfer-Encoding: <b>\r\n\r\n", 411),
    "odd expectation": (b"POST / HTTP/1.1" + HOST + b"Expect: <b>\r\n\r\n", 417),
    "long header": (b"GET / HTTP/1.1" + HOST + b"X: " + b"a" * 9_000 + b"\r\n\r\n", 431),
    "many headers": (b"GET / HTTP/1.1" + HOST + b"X: 1\r\n" * 200 + b"\r\n", 431),
}


@pytest.fixture(scope="module")
def port():
    with serving_as_make_run() as port:
        yield port


def answer_to(port, message):
    taken = b""
    with closing(socket.create_connection(("127.0.0.1", port), 30)) as client:
        client.sendall(message)
        client.shutdown(socket.SHUT_WR)
        while part := client.recv(1 << 16):
            taken += part
    return taken


@pytest.mark.parametrize(("message", "status"), MALFORMED.values(), ids=MALFORMED)
def test_it_is_refused_with_the_headers_of_every_answer(port, message, status):
    answer = answer_to(port, message)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert [header for header in HEADERS if header not in answer] == []
    assert b"<b>" not in answer
